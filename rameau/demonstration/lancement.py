"""`make demo`: the whole product on one machine, from nothing to a page in the browser.

It starts the embedded servers, migrates, loads the reference and demonstration data (once),
then runs web, worker and beat until Ctrl-C. Everything it starts dies with it, however it
dies; a second start waits for the last process of the first. Everything is kept in VAR.
Standard library only; Django is only ever run as a command.
"""

import base64
import hashlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rameau.commun.postgresql import ServerError
from rameau.commun.processus import Guardian, SignalLoop, spawn, stop
from rameau.commun.serveurs import EmbeddedServers

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "parcours-demo-2018"  # noqa: S105 (printed on purpose: it opens invented data only)
ACCOUNTS = (
    ("equipe@demo.test", "l'équipe du RAMEAU"),
    ("catalyseur@demo.test", "une catalyseuse, son binôme"),
    ("catalyseur2@demo.test", "l'autre membre de ce binôme"),
    ("autre@demo.test", "un catalyseur d'une autre structure"),
    ("coach@demo.test", "une coach"),
    ("comite@demo.test", "le comité de pilotage"),
    ("alumni@demo.test", "une ancienne de la promotion passée"),
)
READY_PATIENCE = 60


class Stopped(Exception):
    """Someone asked to stop before everything was up."""


def _read_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ServerError(f"PORT={text} n'est pas un numéro de port (de 1 à 65535).")
    return int(text)


def _kept_secret(path: Path, make: Callable[[], str]) -> str:
    """Return the secret kept in this private file, made on the first start."""
    if not path.exists():
        draft = path.with_suffix(".neuf")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
        draft.replace(path)
    return path.read_text().strip()


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _static_fingerprint() -> str:
    """Sum up what collectstatic reads: our static files and the locked packages."""
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for pattern in ("static/**/*", "*/static/**/*", "*/*/static/**/*"):
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and ".venv" not in path.parts:
                found = path.stat()
                digest.update(f"{path}{found.st_size}{found.st_mtime_ns}".encode())
    return digest.hexdigest()


class Demonstration:
    """The processes of one demonstration, in the order in which they start and stop."""

    def __init__(self, signals: SignalLoop) -> None:
        self.signals = signals
        self.port = _read_port()
        self.host = os.environ.get("HOTE") or "127.0.0.1"
        self.folder = Path(os.environ.get("VAR") or "var").absolute()
        self.servers = EmbeddedServers(self.folder)
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.guardian: Guardian | None = None
        self.env: dict[str, str] = {}

    @property
    def address(self) -> str:
        """The address printed for people."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Bring everything up; raise ServerError with a sentence when something cannot be."""
        os.chdir(ROOT)
        print("La démonstration se prépare…", flush=True)
        addresses = self.servers.start(os.environ)
        self.guardian = Guardian(keep_fds=(self.servers.lock.inherited_fd,))
        os.umask(0o077)
        self._require_free_port()
        self.env = {**os.environ, **addresses, **self._settings()}
        self._manage("migrate", "--verbosity=0")
        self._manage("charger_reference")
        self._manage("charger_demo")
        self._collect_static()
        self._require_free_port()
        self._launch(
            "web",
            *("gunicorn", "rameau.wsgi:application", f"--bind={self.host}:{self.port}"),
            *("--workers=2", "--threads=4", "--graceful-timeout=10", "--no-control-socket"),
        )
        self._launch(
            "worker",
            *("celery", "-A", "rameau", "worker", "--concurrency=2", "--loglevel=INFO"),
            death_signal=signal.SIGQUIT,
        )
        self._launch(
            "beat",
            *("celery", "-A", "rameau", "beat", "--pidfile=", "--loglevel=INFO"),
            f"--schedule={self.folder / 'beat'}",
        )
        self._wait_for_web()

    def watch(self) -> int:
        """Stay in front until someone stops us (0) or something ends by itself (1)."""
        while not self.signals.wait():
            name = self._ended()
            if name:
                print(
                    f"« {name} » s'est arrêté de lui-même : tout s'arrête. "
                    f"Voir {self.folder / 'journaux'}.",
                    file=sys.stderr,
                )
                return 1
        return 0

    def stop(self) -> None:
        """Stop everything: what takes requests first, the database last."""
        for name in ("web", "beat", "worker"):
            if name in self.children:
                stop(self.children.pop(name))
        if self.guardian:
            self.guardian.dismiss()
        self.servers.stop()

    def _settings(self) -> dict[str, str]:
        return {
            "DEMO": "1",
            "DEBUG": "0",
            "HTTPS": "0",
            "DJANGO_SETTINGS_MODULE": "rameau.settings",
            "PYTHONUNBUFFERED": "1",
            "VAR": str(self.folder),
            "URL_PUBLIQUE": os.environ.get("URL_PUBLIQUE") or self.address,
            "ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]",
            "SECRET_KEY": _kept_secret(self.folder / "secret", lambda: secrets.token_urlsafe(50)),
            "CLES_CHIFFREMENT": _kept_secret(self.folder / "cle", _fernet_key),
        }

    def _require_free_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise ServerError(
                    f"Le port {self.port} de {self.host} est déjà pris ou refusé "
                    f"({error.strerror}). Choisissez-en un autre : make demo PORT={self.port + 1}"
                ) from error

    def _manage(self, *words: str) -> None:
        """Run one management command to its end, unless someone asks to stop meanwhile."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        process = spawn(command, env=self.env, keep_fds=(self.servers.lock.inherited_fd,))
        if self.guardian:
            self.guardian.watch(process)
        while process.poll() is None:
            if self.signals.wait():
                stop(process)
                raise Stopped
        if process.returncode:
            raise ServerError(f"La commande « {words[0]} » a échoué : voir ci-dessus.")

    def _collect_static(self) -> None:
        stamp = self.folder / "static.empreinte"
        fingerprint = _static_fingerprint()
        if not stamp.exists() or stamp.read_text() != fingerprint:
            self._manage("collectstatic", "--noinput", "--clear", "--verbosity=0")
            stamp.write_text(fingerprint)

    def _launch(
        self, name: str, *words: str, death_signal: signal.Signals = signal.SIGTERM
    ) -> None:
        with self.servers.open_log(name) as log:
            self.children[name] = spawn(
                [sys.executable, "-m", *words],
                env=self.env,
                output=log.fileno(),
                death_signal=death_signal,
                keep_fds=(self.servers.lock.inherited_fd,),
            )
        if self.guardian:
            self.guardian.watch(self.children[name])

    def _ended(self) -> str | None:
        for name, process in self.children.items():
            if process.poll() is not None:
                return name
        return self.servers.dead()

    def _wait_for_web(self) -> None:
        for _ in range(READY_PATIENCE * 5):
            if self.signals.wait(0.2):
                raise Stopped
            name = self._ended()
            if name:
                raise self.servers.failure(name)
            if self._web_is_ready():
                return
        raise self.servers.failure("web")

    def _web_is_ready(self) -> bool:
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104
        connection = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            connection.request("GET", "/sante/pret", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def _welcome(address: str) -> str:
    accounts = "\n".join(f"    {email:<24} {who}" for email, who in ACCOUNTS)
    return (
        f"\n  {address}\n\n  Comptes de démonstration (mot de passe : {PASSWORD})\n{accounts}\n\n"
        "  Ctrl-C arrête tout ; les données restent.\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demonstration; `--suivre-parent` stops it when the program above it dies."""
    words = sys.argv[1:] if arguments is None else arguments
    with SignalLoop(follow_parent="--suivre-parent" in words) as signals:
        try:
            demonstration = Demonstration(signals)
        except ServerError as error:
            print(error, file=sys.stderr)
            return 1
        try:
            demonstration.start()
            print(_welcome(demonstration.address), flush=True)
            return demonstration.watch()
        except Stopped:
            return 0
        except ServerError as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            demonstration.stop()
