"""No container engine is at hand: the composition is read, and held to what runs by hand."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

RACINE = Path(__file__).resolve().parents[2]
DEMONSTRATION = (RACINE / "rameau" / "demonstration" / "lancement.py").read_text()


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    composition = yaml.safe_load((RACINE / "docker-compose.yml").read_text())
    services: dict[str, Any] = composition["services"]
    return services


def test_every_part_is_there_and_there_is_one_clock(services: dict[str, Any]) -> None:
    assert set(services) == {"postgres", "redis", "migrations", "web", "worker", "beat", "proxy"}
    assert services["beat"]["deploy"]["replicas"] == 1
    assert services["web"]["deploy"]["replicas"] >= 2
    horloges = [nom for nom, service in services.items() if "beat" in service.get("command", [])]
    assert horloges == ["beat"]


@pytest.mark.parametrize("nom", ["web", "worker", "beat"])
def test_the_commands_are_those_the_demonstration_runs(services: dict[str, Any], nom: str) -> None:
    """Each word is one `make demo` runs too, but addresses and places."""
    commande = services[nom]["command"]
    assert commande[:2] == ["python", "-m"]
    for mot in commande[2:]:
        if not mot.startswith(("--bind", "--schedule")):
            assert f'"{mot}"' in DEMONSTRATION, mot


def test_web_is_what_the_image_runs_by_itself(services: dict[str, Any]) -> None:
    dockerfile = (RACINE / "Dockerfile").read_text()
    commande = re.findall(r'"([^"]+)"', dockerfile.rpartition("\nCMD ")[2])
    assert commande == services["web"]["command"]


def test_only_the_proxy_is_reachable_and_nothing_runs_as_root(services: dict[str, Any]) -> None:
    assert [nom for nom, service in services.items() if "ports" in service] == ["proxy"]
    dockerfile = (RACINE / "Dockerfile").read_text()
    assert re.findall(r"^USER (\S+)$", dockerfile, re.MULTILINE)[-1] == "rameau"
    assert "--require-hashes" in dockerfile


def test_processes_share_only_the_servers_and_the_files(services: dict[str, Any]) -> None:
    """The files are a volume of all of them, or the bucket that `.env` names for all of them."""
    for nom in ("migrations", "web", "worker", "beat"):
        assert services[nom]["volumes"] == ["fichiers:/app/var/fichiers"]
        assert services[nom]["env_file"] == ".env"
    assert "STOCKAGE_URL=s3://" in (RACINE / ".env.example").read_text()


def test_every_top_level_package_is_in_the_image() -> None:
    dockerfile = (RACINE / "Dockerfile").read_text()
    copies = set(re.findall(r"^COPY (\w+) \./", dockerfile, re.MULTILINE))
    paquets = {chemin.parent.name for chemin in RACINE.glob("*/__init__.py")} - {"tests"}
    assert copies == paquets | {"templates", "static", "docs"}


def test_every_variable_is_told_and_every_required_one_has_its_line() -> None:
    table = (RACINE / "docs" / "exploitation.md").read_text()
    reglages = (RACINE / "rameau" / "settings.py").read_text()
    lues = set(re.findall(r'(?:exiger|env\.\w+)\(\s*"([A-Z_]+)"', reglages))
    racontees = set(re.findall(r"`([A-Z_]+)`", table))
    assert lues - racontees == set()
    exigees = set(re.findall(r"^\| `([A-Z_]+)` \| required", table, re.MULTILINE))
    exemple = set(re.findall(r"^([A-Z_]+)=", (RACINE / ".env.example").read_text(), re.MULTILINE))
    composition = (RACINE / "docker-compose.yml").read_text()
    assert {nom for nom in exigees - exemple if f"{nom}:" not in composition} == set()
    assert exigees == set(re.findall(r'exiger\(\s*"([A-Z_]+)"', reglages))
