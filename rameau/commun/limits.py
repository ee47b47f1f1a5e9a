"""Work done in a forked child that may be killed: bounded in time, memory and processor.

The child shares what this process has already loaded, so that it costs a few milliseconds;
whatever happens there (a native library that aborts included) stays there. `os.fork` itself,
because a child of Celery is a daemon, to which `multiprocessing` refuses children. It must not
touch the database, whose connection belongs to its parent.
"""

import gc
import os
import resource
import select
import signal
import struct
import time
from collections.abc import Callable
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import NoReturn

import structlog

logger = structlog.get_logger(__name__)

SECONDS = 60
MEGABYTES = 1024
"""What one document may take: time, and memory besides what the worker already holds."""

Progress = Callable[[int, int], None]
"""Called with what is done and how much there is in all."""

# What the child writes: a step of its progress, or the content, which is all that follows.
_STEP, _CONTENT = b"S", b"C"
_COUNTS = struct.Struct(">II")


class DocumentImpossible(Exception):
    """A document took too much time or memory, or could not be made at all."""


def bytes_within_limits(
    make: Callable[[Progress], bytes],
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    on_progress: Progress | None = None,
) -> bytes:
    """Return what `make` makes in a child under limits; DocumentImpossible if it does not."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _make_and_leave(make, seconds, megabytes, writer)
    os.close(writer)
    received = bytearray()
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        try:
            _read_all(pipe, received, time.monotonic() + seconds, on_progress)
        except TimeoutError as error:
            raise DocumentImpossible("time") from error
        finally:
            # Whatever ended the reading, the child does not outlive it.
            if not _has_closed(pipe):
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
    if status:
        raise DocumentImpossible("memory or failure")
    return bytes(received)


def _has_closed(pipe: FileIO) -> bool:
    """Say whether the other side has closed the pipe, without waiting for it."""
    ready, _, _ = select.select([pipe], [], [], 0)
    return bool(ready) and not pipe.read(1)


def _read_all(
    pipe: FileIO, received: bytearray, deadline: float, on_progress: Progress | None
) -> None:
    """Read the steps, then the content, until the other side closes; TimeoutError past it."""
    waiting = bytearray()
    in_content = False
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = pipe.read(2**16)
        if not part:
            return
        if in_content:
            received += part
            continue
        waiting += part
        while waiting[:1] == _STEP and len(waiting) > _COUNTS.size:
            done, total = _COUNTS.unpack(waiting[1 : 1 + _COUNTS.size])
            del waiting[: 1 + _COUNTS.size]
            if on_progress is not None:
                on_progress(done, total)
        if waiting[:1] == _CONTENT:
            in_content = True
            received += waiting[1:]


def _make_and_leave(
    make: Callable[[Progress], bytes], seconds: int, megabytes: int, writer: int
) -> NoReturn:
    """Run in the child: it leaves at once, without closing what belongs to its parent."""
    status = 1
    gc.disable()  # it would copy the parent's memory page by page, for a process about to end
    try:
        limit = _address_space() + megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with os.fdopen(writer, "wb") as pipe:
            content = make(lambda done, total: _tell(pipe, done, total))
            pipe.write(_CONTENT + content)
        status = 0
    except BaseException as error:
        # The parent says it failed; the log says what, without the text.
        logger.error("document_failed_in_child", error=type(error).__name__)
    finally:
        os._exit(status)


def _tell(pipe: BufferedWriter, done: int, total: int) -> None:
    pipe.write(_STEP + _COUNTS.pack(done, total))
    pipe.flush()


def _address_space() -> int:
    """Bytes of addresses this process already uses; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
