"""What linters miss: sizes, rooms, unused templates, declared fields, thought-through deletions."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models

from rameau.celery import app as celery_app
from rameau.commun import registres
from tests.nos_modeles import nos_apps, nos_modeles

ROOT = Path(__file__).resolve().parents[1]
CODE = ("rameau", "parcours", "territoires", "ressources", "evaluation", "templates", "static")
ALLAUTH_TEMPLATES = re.compile(r"^(account|mfa|usersessions|django|allauth)/")
NAMED_BY_CODE = {"400.html", "403.html", "404.html", "429.html", "500.html", "503.html"}


def sources(*folders: str, suffixes: tuple[str, ...] = (".py", ".css", ".js", ".html")):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and "migrations" not in path.parts:
                yield path


def test_a_code_file_stays_under_500_lines_and_a_test_file_under_800():
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for folders, most in ((CODE, 500), (("tests",), 800))
        for path in sources(*folders)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > most
    ]
    assert long == []


def test_every_template_is_used():
    templates = ROOT / "templates"
    anything = (".py", ".css", ".js", ".html", ".txt")
    text = "\n".join(p.read_text(encoding="utf-8") for p in sources(*CODE, suffixes=anything))
    unused = [
        name
        for path in sources("templates", suffixes=(".html", ".txt"))
        if not ALLAUTH_TEMPLATES.match(name := str(path.relative_to(templates)))
        and name not in NAMED_BY_CODE
        and f'"{name}' not in text
        # Mails are named without their two extensions.
        and f'"{name.rsplit(".", 1)[0]}"' not in text
    ]
    assert unused == []


def test_no_template_holds_inline_style_or_script():
    inline = re.compile(r"\sstyle=|\son[a-z]+=|<style\b|<script(?![^>]*\bsrc=)|hx-on|js:", re.I)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources("templates", suffixes=(".html",))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if inline.search(line)
    ]
    assert found == []


def test_a_form_included_alone_is_given_its_token():
    """`{% include … only %}` leaves the token behind: such a form is refused to its person."""
    pages = {
        str(path.relative_to(ROOT / "templates")): path.read_text(encoding="utf-8")
        for path in sources("templates", suffixes=(".html",))
    }
    without = [
        f"{name} : {included}"
        for name, text in pages.items()
        for included, given in re.findall(r'{% include "([^"]+)"([^%]*) only %}', text)
        if "{% csrf_token %}" in pages.get(included, "") and "csrf_token=csrf_token" not in given
    ]
    assert without == []


def test_the_nature_of_every_field_is_declared():
    wrong = {}
    for model in nos_modeles():
        label = model._meta.label
        declared = (
            registres.donnees_personnelles[label].tous()
            if label in registres.donnees_personnelles
            else []
        )
        fields = [f.name for f in model._meta.get_fields() if f.concrete]
        if sorted(fields) != sorted(declared):
            wrong[label] = sorted(set(fields) ^ set(declared))
    assert wrong == {}


def test_every_constraint_speaks_to_people():
    default = models.CheckConstraint.default_violation_error_message
    mute = [
        constraint.name
        for model in nos_modeles()
        for constraint in model._meta.constraints
        if constraint.violation_error_message in ("", None, default)
    ]
    assert mute == []


def test_deleting_carries_nothing_away_by_surprise():
    """A foreign key protects, unless its row is a part of what it points to. Exact list."""
    cascades = {
        f"{model._meta.label}.{field.name}"
        for model in nos_modeles()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
    }
    assert cascades == {
        "commun.Courriel.destinataire",
        "comptes.Accueil.personne",
        "comptes.Invitation.personne",
        "comptes.MembreEquipe.personne",
        "animation.AccordEnregistrement.rencontre",
        "animation.Bulletin.scrutin",
        "animation.Chapitre.webinaire",
        "travaux.Contribution.element",
        "promotions.Echeance.etape",
        "promotions.Etape.promotion",
        "animation.MembreDeSousGroupe.rencontre",
        "animation.MembreDeSousGroupe.sous_groupe",
        "promotions.ModeleEcheance.etape",
        "animation.DestinataireDePartage.page",
        "animation.EtapeCodev.atelier",
        "animation.LienDePartage.page",
        "animation.LigneCodev.etape",
        "promotions.EnvoiRappels.personne",
        "promotions.FluxAgenda.personne",
        "promotions.ModeleEtape.parcours",
        "promotions.ModeleLivrable.etape",
        "promotions.ModeleRencontre.etape",
        "promotions.ModeleSequence.rencontre",
        "promotions.ModeleTemps.parcours",
        "animation.PlaceCodev.atelier",
        "promotions.RappelEcarte.personne",
        "promotions.RappelEcarte.promotion",
        "promotions.RappelEnvoye.envoi",
        "promotions.RappelEnvoye.promotion",
        "promotions.ReglageRappel.promotion",
        "travaux.Rattachement.element",
        "travaux.Rattachement.regroupement",
        "travaux.Remarque.retour",
        "promotions.Rencontre.promotion",
        "travaux.Section.livrable",
        "promotions.Sequence.rencontre",
        "animation.SousGroupe.rencontre",
        "animation.Soutien.question",
        "animation.Sujet.promotion",
        "animation.Support.rencontre",
        "promotions.TacheProgramme.temps",
        "promotions.TempsProgramme.programme",
        "animation.InviteExterne.journee",
        "animation.JourneeConclusive.rencontre",
        "animation.RapportDeVisite.inscription",
        "animation.Scrutin.promotion",
        "animation.Volontaire.promotion",
        "animation.Webinaire.rencontre",
        "animation.Visite.rencontre",
        "travaux.TexteGarde.section",
    }


def test_one_migration_per_app_until_the_first_tag():
    for app in nos_apps():
        folder = Path(app.path) / "migrations"
        files = [path.name for path in sorted(folder.glob("0*.py"))]
        assert files in ([], ["0001_initial.py"]), app.label


def test_what_beat_schedules_exists():
    celery_app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled <= set(celery_app.tasks)


@pytest.mark.parametrize("word", ["élève", "devoir", "cours", "validé", "corrigé", "ticket"])
def test_words_never_used_on_screen(word):
    """« en cours », « au cours de », « parcours » are other words."""
    pattern = re.compile(rf"(?<![\w-])(?<!en )(?<!au ){word}s?(?![\w-])", re.I)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources("templates", suffixes=(".html", ".txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(re.sub(r"{#.*?#}|{%.*?%}|class=\"[^\"]*\"", "", line))
    ]
    assert found == []


def test_the_tree_holds_no_other_package_at_its_top():
    packages = {p.parent.name for p in ROOT.glob("*/__init__.py")}
    assert packages == {"rameau", "parcours", "territoires", "ressources", "evaluation", "tests"}


# How a view may come by objects: what the person sees, writes, or follows.
DOORS = {"visibles_par", "de", "suivis_par", "promotions_pilotees"}
# Read beside the door, each for its reason; exact.
BESIDE_THE_DOORS = {
    # The set that `_visible` and `_mien` then open by its door.
    ("parcours/travaux/views/portes.py", "Livrable"),
    # The works of a binôme that came through `de`, and of those that came through `suivis_par`.
    ("parcours/travaux/views/retours.py", "Livrable"),
    ("parcours/travaux/views/retours.py", "Version"),
    # What is public is read with no account: `publiques` is its door.
    ("parcours/travaux/views/publications.py", "Version"),
    # The witness of the benchmarks reads rows and shows none.
    ("rameau/demonstration/views/mesures.py", "Promotion"),
}


def chains(tree: ast.AST):
    """Each `Model.objects…` of a file: the model's name, and the names called on it."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "objects"
            and isinstance(node.value, ast.Name)
        ):
            called, here = set(), parents.get(node)
            while isinstance(here, ast.Attribute | ast.Call):
                if isinstance(here, ast.Attribute):
                    called.add(here.attr)
                here = parents.get(here)
            yield node.value.id, called, node.lineno


def doors_missed(source: str) -> set[str]:
    """The models that have a door and that this view reads beside it."""
    guarded = {m.__name__ for m in nos_modeles() if hasattr(m.objects.all(), "visibles_par")}
    return {
        model
        for model, called, _ in chains(ast.parse(source))
        if model in guarded and not called & DOORS
    }


def test_a_view_comes_by_objects_through_their_door():
    missed = {
        (str(path.relative_to(ROOT)), model)
        for path in sources(*CODE, suffixes=(".py",))
        if "views" in path.parts
        for model in doors_missed(path.read_text(encoding="utf-8"))
    }
    assert missed == set(BESIDE_THE_DOORS)


def test_the_door_guard_sees_who_goes_around():
    assert doors_missed("Livrable.objects.filter(pk=pk).get()") == {"Livrable"}
    assert doors_missed("Livrable.objects.filter(pk=pk).visibles_par(personne)") == set()
