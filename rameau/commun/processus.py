"""Processes that never outlive whoever started them. Standard library only, no Django.

Tools shared by the embedded servers and the demonstration:

- `spawn` starts a child that the kernel signals when this process dies, however it dies;
- `Guardian` ends what outlives that signal;
- `SignalLoop` waits for signals without spinning;
- `DirectoryLock` gives a folder to one supervisor at a time, and waits for the last process
  of a dead one before letting the next in.
"""

import contextlib
import fcntl
import os
import select
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Any, Self

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Busy(Exception):
    """The folder is in use by another living process."""


def wait_until(condition: Callable[[], bool], deadline: float, step: float = 0.02) -> bool:
    """Ask `condition` until it holds or `deadline` seconds have gone; say whether it held."""
    end = time.monotonic() + deadline
    while not condition():
        if time.monotonic() >= end:
            return False
        time.sleep(step)
    return True


def tied(command: Sequence[str], death_signal: signal.Signals) -> list[str]:
    """Prefix a command so that the kernel sends it `death_signal` when this process dies.

    The shell in the middle closes the gap between fork and prctl: a child whose parent is
    already gone never starts. It execs, so the process id stays the one we were given.
    Linux only; elsewhere the command comes back as it is.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    guard = '[ "$PPID" = "$0" ] && exec "$@"'
    name = death_signal.name.removeprefix("SIG")
    return [
        setpriv,
        "--pdeathsig",
        name,
        "/bin/sh",
        "-c",
        guard,
        str(os.getpid()),
        *command,
    ]


def spawn(
    command: Sequence[str],
    *,
    death_signal: signal.Signals = signal.SIGTERM,
    own_session: bool = True,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    keep_fds: Sequence[int] = (),
    prefixed: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a child tied to this process; `prefixed` says the command already holds the tie.

    In its own session it hears no Ctrl-C from the terminal: whoever started it stops it, in
    the right order. The kernel ties a child to the parent *thread*, hence the main one only.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("spawn() ties children to their thread: call it from the main one.")
    return subprocess.Popen(
        list(command) if prefixed else tied(command, death_signal),
        env=None if env is None else dict(env),
        stdin=subprocess.DEVNULL if own_session else None,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        pass_fds=tuple(keep_fds),
        start_new_session=own_session,
    )


def stop(
    process: subprocess.Popen[bytes],
    sig: signal.Signals = signal.SIGTERM,
    patience: float = 30,
) -> int:
    """Ask a child to stop, wait, kill it if it does not; return its exit code.

    What is left of its session goes with it: a killed parent may have orphaned workers.
    """
    own_group = process.poll() is not None or os.getpgid(process.pid) == process.pid
    if process.poll() is None:
        process.send_signal(sig)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
    code = process.wait()
    if own_group:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    return code


class Guardian:
    """Ends what outlives its death signal once this process is dead.

    A worker told to stop while it still waits for a broker that will not come back waits for
    ever. The guardian reads the ids of the sessions we started from a pipe that only we hold
    open; when the pipe closes without `dismiss`, it leaves them a moment, then kills them.
    """

    SCRIPT = """
    while read -r pid; do pids="$pids $pid"; done
    left=$((GRACE * 5))
    while [ "$left" -gt 0 ]; do
        alive=
        for pid in $pids; do kill -0 "-$pid" 2>/dev/null && alive=1; done
        [ -n "$alive" ] || exit 0
        sleep 0.2
        left=$((left - 1))
    done
    for pid in $pids; do kill -KILL "-$pid" 2>/dev/null; done
    """

    def __init__(self, *, grace: int = 12, keep_fds: Sequence[int] = ()) -> None:
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", self.SCRIPT],
            env={"PATH": os.environ.get("PATH", os.defpath), "GRACE": str(grace)},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=tuple(keep_fds),
            start_new_session=True,
            bufsize=0,
        )

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """Add a child that has a session of its own."""
        assert self._process.stdin is not None  # noqa: S101 (a pipe, by construction)
        self._process.stdin.write(f"{process.pid}\n".encode())

    def dismiss(self) -> None:
        """Send the guardian away: everything it watched has been stopped."""
        assert self._process.stdin is not None  # noqa: S101 (a pipe, by construction)
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()


class SignalLoop:
    """Wait for stop signals, the end of a child, or the death of the parent, without spinning.

    With `follow_parent`, the death of the process that started us counts as a SIGTERM: a
    killed `make` leaves nothing behind.
    """

    def __init__(self, *, follow_parent: bool = False) -> None:
        self._parent = os.getppid() if follow_parent else None
        self._received: list[signal.Signals] = []
        self._previous: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._read_end, False)
        os.set_blocking(self._write_end, False)
        self._previous_fd = signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
        for sig in (*STOP_SIGNALS, signal.SIGCHLD):
            self._previous[sig] = signal.signal(sig, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for sig, handler in self._previous.items():
            signal.signal(sig, handler)
        signal.set_wakeup_fd(self._previous_fd)
        os.close(self._read_end)
        os.close(self._write_end)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if number != signal.SIGCHLD:
            self._received.append(signal.Signals(number))

    def wait(self, timeout: float = 0.5) -> list[signal.Signals]:
        """Return the stop signals received since the last call, after at most `timeout`."""
        if not self._received:
            select.select([self._read_end], [], [], timeout)
        with contextlib.suppress(BlockingIOError):
            os.read(self._read_end, 4096)
        received, self._received = self._received, []
        if self._parent is not None and os.getppid() != self._parent:
            self._parent = None
            received.append(signal.SIGTERM)
        return received


class DirectoryLock:
    """One supervisor at a time in a folder, and none before the last one's children are gone.

    Two advisory locks: `verrou` is the supervisor's alone; `verrou.enfants` is inherited by
    every child through its descriptor, so it stays held until the last of them has ended.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = self._children = -1

    @property
    def inherited_fd(self) -> int:
        """The descriptor that children keep open (`spawn(keep_fds=…)`)."""
        return self._children

    def acquire(self, patience: float = 30) -> None:
        """Take the folder; raise Busy when a living supervisor, or its remains, hold it."""
        self._own = os.open(self._folder / "verrou", os.O_RDWR | os.O_CREAT, 0o600)
        self._children = os.open(self._folder / "verrou.enfants", os.O_RDWR | os.O_CREAT, 0o600)
        if not (
            self._try(self._own) and wait_until(lambda: self._try(self._children), patience, 0.1)
        ):
            self.release()
            raise Busy

    def release(self) -> None:
        """Give the folder back; the remaining children, if any, still hold their half."""
        for fd in (self._own, self._children):
            if fd >= 0:
                os.close(fd)
        self._own = self._children = -1

    @staticmethod
    def _try(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
