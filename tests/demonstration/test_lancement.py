"""`make demo` starts, answers, refuses kindly, leaves nothing behind and loses nothing."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attente import DELAI, attendre
from tests.processus import SANS_ADRESSES, executer, processus_de

RACINE = Path(__file__).resolve().parents[2]


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


class Demo:
    """One folder, one port, and the demonstrations started there one after the other."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = port_libre()
        self.base = f"postgres://rameau@/rameau?host={var}/sockets"
        self.lancees: list[subprocess.Popen[str]] = []

    def lancer(self, **env: str) -> subprocess.Popen[str]:
        # As `make demo` does, with nothing of the tests' own settings.
        propre = {nom: SANS_ADRESSES[nom] for nom in ("PATH", "HOME") if nom in SANS_ADRESSES}
        lancee = subprocess.Popen(
            [sys.executable, "-m", "rameau.demonstration"],
            cwd=RACINE,
            env={**propre, "VAR": str(self.var), "PORT": str(self.port), **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lancees.append(lancee)
        return lancee

    def attendre_accueil(self, lancee: subprocess.Popen[str]) -> str:
        assert lancee.stdout is not None
        lu = ""
        for ligne in lancee.stdout:
            lu += ligne
            if "Ctrl-C" in ligne:
                return lu
        raise AssertionError(f"la démonstration n'a pas démarré :\n{lu}")

    def repond(self) -> bool:
        connexion = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DELAI)
        try:
            connexion.request("GET", "/sante/pret", headers={"Host": "localhost"})
            return connexion.getresponse().status == 200
        except OSError:
            return False
        finally:
            connexion.close()

    def enfant(self, mot: str) -> int:
        """The oldest process of this demonstration whose command holds this word."""
        for pid in sorted(processus_de(self.var)):
            if mot in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
                return pid
        raise AssertionError(f"aucun processus « {mot} »")


@pytest.fixture
def demo() -> Iterator[Demo]:
    with tempfile.TemporaryDirectory(prefix="demo-") as dossier:
        demo = Demo(Path(dossier))
        yield demo
        for lancee in demo.lancees:
            if lancee.poll() is None:
                lancee.kill()
            lancee.communicate()
        attendre(lambda: not processus_de(demo.var))


@pytest.mark.audit
def test_it_survives_a_kill_refuses_a_twin_and_stops_whole(demo: Demo) -> None:
    premiere = demo.lancer()
    accueil = demo.attendre_accueil(premiere)
    assert f"http://localhost:{demo.port}" in accueil
    assert "catalyseur@demo.test" in accueil
    assert "parcours-demo-2018" in accueil
    assert demo.repond()
    executer(demo.base, "create table temoin as select 1 as n")
    assert (demo.var / "secret").stat().st_mode & 0o777 == 0o600
    assert (demo.var / "cle").stat().st_mode & 0o777 == 0o600
    secret = (demo.var / "secret").read_text()

    jumelle = demo.lancer()
    refus, _ = jumelle.communicate(timeout=DELAI)
    assert jumelle.returncode == 1
    assert "sert déjà" in refus
    assert "Traceback" not in refus
    assert demo.repond()

    premiere.kill()
    seconde = demo.lancer()  # at once: it waits for what is left of the first
    demo.attendre_accueil(seconde)
    assert demo.repond()
    assert executer(demo.base, "select n from temoin") == [(1,)]
    assert (demo.var / "secret").read_text() == secret

    seconde.send_signal(signal.SIGTERM)
    assert seconde.wait(60) == 0
    assert processus_de(demo.var) == []


@pytest.mark.audit
def test_it_stops_whole_when_a_child_dies(demo: Demo) -> None:
    lancee = demo.lancer()
    demo.attendre_accueil(lancee)
    os.kill(demo.enfant("beat"), signal.SIGKILL)
    dit, _ = lancee.communicate(timeout=DELAI)
    assert lancee.returncode == 1
    assert "« beat » s'est arrêté" in dit
    assert processus_de(demo.var) == []


def test_a_port_already_taken_is_said_kindly(demo: Demo) -> None:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", demo.port))
        prise.listen()
        refusee = demo.lancer()
        dit, _ = refusee.communicate(timeout=DELAI)
    assert refusee.returncode == 1
    assert f"Le port {demo.port}" in dit
    assert "Traceback" not in dit
    assert processus_de(demo.var) == []


def test_a_port_that_is_no_number_is_said_kindly(demo: Demo) -> None:
    refusee = demo.lancer(PORT="huit mille")
    dit, _ = refusee.communicate(timeout=DELAI)
    assert refusee.returncode == 1
    assert "numéro de port" in dit


@pytest.mark.audit
def test_make_killed_takes_everything_along(demo: Demo) -> None:
    """Stands for `make`: a parent that is killed without a word to its child."""
    suivre = [sys.executable, "-m", "rameau.demonstration", "--suivre-parent"]
    make = f"import subprocess; subprocess.run({suivre!r})"
    propre = {nom: SANS_ADRESSES[nom] for nom in ("PATH", "HOME") if nom in SANS_ADRESSES}
    parent = subprocess.Popen(
        [sys.executable, "-c", make],
        cwd=RACINE,
        env={**propre, "VAR": str(demo.var), "PORT": str(demo.port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    attendre(demo.repond)
    parent.kill()
    parent.wait()
    # A child that does not hear its signal while it starts is killed after half a minute.
    attendre(lambda: not processus_de(demo.var))
