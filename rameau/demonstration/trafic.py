"""The traffic of the benchmarks: a server as in production, and those who ask it for pages."""

import http.client
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management.base import CommandError

from rameau.commun.processus import spawn, stop, wait_until

REQUESTS = 20
CONCURRENCY = 8
PORT = 8766


@contextmanager
def gunicorn() -> Iterator[None]:
    """Serve the site as in production: two workers, two threads each."""
    process = spawn(
        [
            *(sys.executable, "-m", "gunicorn", "rameau.wsgi:application", "--workers", "2"),
            *("--threads", "2", "--bind", f"127.0.0.1:{PORT}", "--log-level", "error"),
        ],
        env=os.environ,
        output=subprocess.DEVNULL,
    )
    try:
        if not wait_until(answers, 30):
            raise CommandError("le serveur ne répond pas")
        yield
    finally:
        stop(process)


def answers() -> bool:
    """Say whether the server is up."""
    try:
        return fetch(http.client.HTTPConnection("127.0.0.1", PORT), "/sante/vivant", "") == 200
    except OSError:
        return False


def fetch(
    link: http.client.HTTPConnection,
    path: str,
    cookie: str,
    headers: dict[str, str] | None = None,
) -> int:
    """Ask one page and read it whole."""
    named = {"Cookie": cookie, "Host": "localhost", **(headers or {})}
    link.request("GET", path, headers=named)
    response = link.getresponse()
    response.read()
    return response.status


def latency(path: str, cookie: str) -> float:
    """Median time of a page asked again and again on one connection, in milliseconds."""
    link = http.client.HTTPConnection("127.0.0.1", PORT)
    times = []
    for _ in range(REQUESTS):
        before = time.perf_counter()
        status = fetch(link, path, cookie)
        times.append((time.perf_counter() - before) * 1000)
        if status != 200:
            raise CommandError(f"{path} : {status}")
    link.close()
    return statistics.median(times)


def throughput(path: str, cookie: str) -> float:
    """Requests per second at a concurrency of eight."""

    def reader(_: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", PORT)
        for _ in range(REQUESTS):
            fetch(link, path, cookie)
        link.close()

    before = time.perf_counter()
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        list(pool.map(reader, range(CONCURRENCY)))
    return CONCURRENCY * REQUESTS / (time.perf_counter() - before)


@dataclass(frozen=True, kw_only=True)
class Foule:
    """What a crowd met: milliseconds of its answers, in order, and how many were not expected."""

    temps: list[float]
    erreurs: int

    def centile(self, part: int) -> float:
        """The time under which `part` answers of a hundred are."""
        return self.temps[min(len(self.temps) * part // 100, len(self.temps) - 1)]


def crowd(
    visitors: Sequence[tuple[str, Sequence[str]]],
    *,
    seconds: float,
    pause: float,
    expected: int = 200,
    headers: dict[str, str] | None = None,
) -> Foule:
    """People at once, each a cookie and the pages she goes through: one about every `pause`
    seconds, the first at a moment of her own."""

    def visitor(rank: int) -> list[tuple[float, int]]:
        chance = random.Random(rank)  # noqa: S311 (a rhythm, not a secret)
        cookie, paths = visitors[rank]
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        seen: list[tuple[float, int]] = []
        time.sleep(chance.uniform(0, pause))
        while time.perf_counter() < end:
            path = paths[(rank + len(seen)) % len(paths)]
            before = time.perf_counter()
            try:
                status = fetch(link, path, cookie, headers)
            except (OSError, http.client.HTTPException):
                status = 0  # no answer at all is the worst of errors
            seen.append(((time.perf_counter() - before) * 1000, status))
            link.close()  # the server does not keep a connection through so long a pause
            time.sleep(pause * chance.uniform(0.5, 1.5))
        return seen

    end = time.perf_counter() + seconds
    with ThreadPoolExecutor(len(visitors)) as pool:
        seen = [one for answers in pool.map(visitor, range(len(visitors))) for one in answers]
    return Foule(
        temps=sorted(duration for duration, _ in seen),
        erreurs=sum(status != expected for _, status in seen),
    )
