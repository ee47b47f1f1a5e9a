"""The embedded servers run wherever we are, lose nothing, and leave nothing behind."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from rameau.commun.postgresql import Cluster, ServerError, Way, pg_dump_path
from rameau.commun.serveurs import EmbeddedServers, valkey_binary
from tests.attente import DELAI, attendre
from tests.processus import SANS_ADRESSES, executer, processus_de

RACINE = Path(__file__).resolve().parents[2]
root = pytest.mark.skipif(os.geteuid() != 0, reason="seul root a le choix des voies")


def commande(dossier: Path, *mots: str) -> list[str]:
    module = ["-m", "rameau.commun.serveurs", "--var", str(dossier), "--sans-fsync", "--"]
    return [sys.executable, *module, *mots]


@pytest.fixture
def ferme() -> Iterator[Path]:
    """A folder only its owner may enter."""
    dossier = Path(tempfile.mkdtemp(prefix="ferme-"))
    yield dossier
    shutil.rmtree(dossier)


@pytest.fixture
def ouvert() -> Iterator[Path]:
    """A folder anyone may enter."""
    dossier = Path(tempfile.mkdtemp(prefix="ouvert-"))
    dossier.chmod(0o755)
    yield dossier
    shutil.rmtree(dossier)


def eprouver(serveurs: EmbeddedServers) -> tuple[Cluster, int]:
    """Start, write, stop, start again: return how it ran and the uid of the server."""
    for tour in (1, 2):
        adresse = serveurs.start({})["DATABASE_URL"]
        try:
            assert serveurs.cluster
            assert serveurs._postgres
            uid = Path(f"/proc/{serveurs._postgres.pid}").stat().st_uid
            executer(adresse, "create table if not exists t (x text)")
            executer(adresse, "insert into t values ('été')")
            assert executer(adresse, "select upper(x) from t") == [("ÉTÉ",)] * tour
        finally:
            serveurs.stop()
        assert processus_de(serveurs.folder) == []
    return serveurs.cluster, uid


@root
def test_root_wears_an_ordinary_uid_and_the_folder_stays_closed(ferme: Path) -> None:
    cluster, uid = eprouver(EmbeddedServers(ferme / "var", fsync=False, ways=[Way.NAMESPACE]))
    assert cluster.runner.way is Way.NAMESPACE
    assert uid == 0  # outside its namespace it is root still: it needs no open door
    assert ferme.stat().st_mode & 0o777 == 0o700


def copier_binaires(cible: Path) -> Path:
    """Copy the wheel's PostgreSQL, its libraries beside it, as an installation elsewhere."""
    installation, paquet = pg_dump_path().parents[1], pg_dump_path().parents[2]
    sans = shutil.ignore_patterns("include")
    shutil.copytree(installation, cible / paquet.name / installation.name, ignore=sans)
    bibliotheques = paquet.with_name(f"{paquet.name}.libs")
    if bibliotheques.exists():
        shutil.copytree(bibliotheques, cible / bibliotheques.name)
    return cible / paquet.name / installation.name / "bin"


@root
def test_without_namespaces_an_ordinary_account_keeps_the_data_in_the_refuge(
    ferme: Path, ouvert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The wheel where that account cannot enter, a careful umask, a folder closed to others.
    binaires = copier_binaires(ferme / "lib")
    monkeypatch.setattr("rameau.commun.postgresql.postgres_binaries", lambda: binaires)
    refuge = ouvert / "refuge"
    ancien = os.umask(0o077)
    try:
        cluster, uid = eprouver(
            EmbeddedServers(ferme / "var", fsync=False, ways=[Way.UNPRIVILEGED], refuge=refuge)
        )
    finally:
        os.umask(ancien)
    assert cluster.runner.way is Way.UNPRIVILEGED
    assert uid != 0
    assert cluster.runner.binaries.is_relative_to(refuge)
    assert cluster.home.parent == refuge
    assert cluster.home.stat().st_mode & 0o777 == 0o700
    assert ferme.stat().st_mode & 0o777 == 0o700


@root
def test_an_ordinary_account_needs_none_of_this(
    ouvert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compte = pwd.getpwnam("nobody")
    binaires = copier_binaires(ouvert / "lib")
    valkey = ouvert / "valkey-server"
    shutil.copy(valkey_binary(), valkey)
    monkeypatch.setattr("rameau.commun.postgresql.postgres_binaries", lambda: binaires)
    monkeypatch.setattr("rameau.commun.serveurs.valkey_binary", lambda: valkey)
    sien = ouvert / "sien"
    sien.mkdir()
    os.chown(sien, compte.pw_uid, compte.pw_gid)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside xdist's threads
        enfant = os.fork()
    if enfant == 0:
        code = 1
        try:
            os.setgroups([])
            os.setresgid(compte.pw_gid, compte.pw_gid, compte.pw_gid)
            os.setresuid(compte.pw_uid, compte.pw_uid, compte.pw_uid)
            os.chdir(sien)
            cluster, uid = eprouver(EmbeddedServers(sien / "var", fsync=False))
            code = 0 if (cluster.runner.way, uid) == (Way.DIRECT, compte.pw_uid) else 2
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(enfant, 0)[1]) == 0


@root
def test_when_every_way_is_refused_one_sentence_says_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cluster, "_works", staticmethod(lambda prefix, binaries, data: False))
    serveurs = EmbeddedServers(tmp_path, fsync=False, refuge=tmp_path / "refuge")
    with pytest.raises(ServerError, match="compte ordinaire") as refus:
        serveurs.start({})
    assert "make demo" in str(refus.value)
    assert processus_de(tmp_path) == []


def test_long_paths_and_odd_names_are_no_obstacle(ouvert: Path) -> None:
    dossier = ouvert / ("d'été, « longue » " * 5) / ("x" * 100)
    serveurs = EmbeddedServers(dossier, fsync=False)
    adresses = serveurs.start({})
    try:
        assert executer(adresses["DATABASE_URL"], "select 1") == [(1,)]
        socket = Path(adresses["DATABASE_URL"].partition("host=")[2])
        assert socket.stat().st_mode & 0o777 == 0o700
    finally:
        serveurs.stop()
    assert not socket.exists()


def test_only_what_is_not_given_is_started(ouvert: Path) -> None:
    serveurs = EmbeddedServers(ouvert, fsync=False)
    adresses = serveurs.start({"DATABASE_URL": "postgres://ailleurs/rameau"})
    try:
        assert set(adresses) == {"REDIS_URL"}
        assert not (ouvert / "postgres").exists()
    finally:
        serveurs.stop()


def test_a_second_command_in_the_same_folder_is_told_so(ouvert: Path) -> None:
    serveurs = EmbeddedServers(ouvert, fsync=False)
    serveurs.start({"DATABASE_URL": "postgres://ailleurs/rameau"})
    try:
        seconde = subprocess.run(
            commande(ouvert, "true"), env=SANS_ADRESSES, capture_output=True, text=True
        )
    finally:
        serveurs.stop()
    assert seconde.returncode == 1
    assert "sert déjà" in seconde.stderr
    assert "Traceback" not in seconde.stderr


def test_a_pid_file_whose_number_was_reused_does_not_block(ouvert: Path) -> None:
    serveurs = EmbeddedServers(ouvert, fsync=False)
    serveurs.start({})
    serveurs.stop()
    assert serveurs.cluster
    lignes = [str(os.getpid()), str(serveurs.cluster.data), "1", "5432", "", "", "", "ready"]
    (serveurs.cluster.data / "postmaster.pid").write_text("\n".join(lignes) + "\n")
    adresse = serveurs.start({})["DATABASE_URL"]
    try:
        assert executer(adresse, "select 1") == [(1,)]
    finally:
        serveurs.stop()


def test_a_killed_wrapper_leaves_no_process_and_no_loss(ouvert: Path) -> None:
    ecrire = (
        "import os, psycopg2, time\n"
        "connexion = psycopg2.connect(os.environ['DATABASE_URL'])\n"
        "connexion.autocommit = True\n"
        "curseur = connexion.cursor()\n"
        "curseur.execute('create table t (n int)')\n"
        "curseur.execute('insert into t values (1)')\n"
        "open(os.environ['PRET'], 'w').close()\n"
        "while True: time.sleep(60)\n"
    )
    lanceur = subprocess.Popen(
        commande(ouvert, sys.executable, "-c", ecrire),
        env={**SANS_ADRESSES, "PRET": str(ouvert / "pret")},
        cwd=RACINE,
    )
    attendre((ouvert / "pret").exists)
    assert len(processus_de(ouvert)) > 5
    lanceur.kill()
    lanceur.wait()
    attendre(lambda: not processus_de(ouvert))

    serveurs = EmbeddedServers(ouvert, fsync=False)
    adresse = serveurs.start({})["DATABASE_URL"]
    try:
        assert executer(adresse, "select n from t") == [(1,)]
    finally:
        serveurs.stop()


@pytest.mark.audit
def test_a_killed_database_recovers(ouvert: Path) -> None:
    serveurs = EmbeddedServers(ouvert)
    adresse = serveurs.start({})["DATABASE_URL"]
    assert serveurs._postgres
    executer(adresse, "create table t (n int)")
    executer(adresse, "insert into t values (1)")
    serveurs._postgres.kill()
    attendre(lambda: serveurs.dead() == "PostgreSQL")
    serveurs.stop()
    attendre(lambda: not processus_de(ouvert))
    adresse = serveurs.start({})["DATABASE_URL"]
    try:
        assert executer(adresse, "select n from t") == [(1,)]
    finally:
        serveurs.stop()


def test_the_exit_code_is_the_command_s_own(ouvert: Path) -> None:
    fini = subprocess.run(commande(ouvert, "sh", "-c", "exit 7"), env=SANS_ADRESSES)
    assert fini.returncode == 7
    inconnue = subprocess.run(
        commande(ouvert, "commande-qui-n-existe-pas"),
        env=SANS_ADRESSES,
        capture_output=True,
        text=True,
    )
    assert inconnue.returncode == 1
    assert "introuvable" in inconnue.stderr
    assert processus_de(ouvert) == []


def test_signals_reach_the_command_before_the_servers_stop(ouvert: Path) -> None:
    script = (
        f"trap 'test -S {ouvert}/sockets/valkey.sock && echo base encore la; exit 9' TERM; "
        f"touch {ouvert}/pret; while :; do sleep 0.05; done"
    )
    lanceur = subprocess.Popen(
        commande(ouvert, "sh", "-c", script),
        env=SANS_ADRESSES,
        stdout=subprocess.PIPE,
        text=True,
    )
    attendre((ouvert / "pret").exists)
    lanceur.send_signal(signal.SIGTERM)
    sortie, _ = lanceur.communicate(timeout=DELAI)
    assert lanceur.returncode == 9
    assert sortie.strip() == "base encore la"
    assert processus_de(ouvert) == []


def test_given_addresses_are_used_as_they_are(ouvert: Path) -> None:
    env = {**SANS_ADRESSES, "DATABASE_URL": "postgres://a/b", "REDIS_URL": "redis://c"}
    fini = subprocess.run(
        commande(ouvert / "var", "sh", "-c", "echo $DATABASE_URL $REDIS_URL"),
        env=env,
        capture_output=True,
        text=True,
    )
    assert fini.stdout.strip() == "postgres://a/b redis://c"
    assert not (ouvert / "var").exists()
