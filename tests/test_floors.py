"""The floors of the house are held: an import that runs upward is refused, by its contract."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("rameau", "parcours", "territoires", "ressources", "evaluation")
BETWEEN, INSIDE = "An upper floor may import", "Inside an app"
EXAMPLES = "Nothing of the product imports what the demonstration tells"

pytestmark = pytest.mark.audit


def broken(tree: Path) -> set[str]:
    """The contracts that a tree breaks, as the tool names them."""
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in run.stdout.splitlines() if line.endswith("BROKEN")]
    assert (run.returncode == 0) == (not lines), run.stdout + run.stderr
    return {kind for line in lines for kind in (BETWEEN, INSIDE, EXAMPLES) if line.startswith(kind)}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the house, to be spoilt."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda _, names: [n for n in names if not n.endswith(".py") and "." in n],
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def write(tree: Path, path: str, line: str) -> None:
    with (tree / path).open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef wrong() -> None:\n    {line}\n")


def test_the_house_as_it_stands_breaks_none(tree):
    assert broken(tree) == set()


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        (
            "parcours/promotions/lectures/promotions.py",
            "from parcours.travaux.models import Livrable",
            BETWEEN,
        ),
        (
            "parcours/travaux/views/livrables.py",
            "from parcours.animation.models import Pitch",
            BETWEEN,
        ),
        ("rameau/commun/texte.py", "from rameau.comptes.models import Personne", BETWEEN),
        (
            "parcours/travaux/lectures/fil.py",
            "from parcours.travaux.actions.livrables import ouvrir_livrables",
            INSIDE,
        ),
        (
            "parcours/animation/accueils/sujets.py",
            "from parcours.promotions.exemples.candidatures import choisir_les_structures",
            EXAMPLES,
        ),
        ("evaluation/urls.py", "from rameau.demonstration.recit import Recit", BETWEEN),
        (
            "territoires/models/territoires.py",
            "from territoires.droits import peut_confirmer",
            INSIDE,
        ),
    ],
)
def test_an_import_that_runs_upward_is_refused_even_inside_a_function(tree, path, line, contract):
    write(tree, path, line)
    assert contract in broken(tree)


def test_a_module_outside_its_floor_is_refused(tree):
    (tree / "parcours" / "travaux" / "divers.py").write_text('"""Loose."""\n', encoding="utf-8")
    assert broken(tree) == {INSIDE}
