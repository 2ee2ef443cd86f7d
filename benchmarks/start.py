"""How long `./run` takes until the first page answers, on a data folder that is there already.

Beside it, in the same run: the first start of that folder, which makes the database and loads the
demonstration. Packages are installed before either: `./run` itself is what is timed, a download is
not.
"""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import in_own_process, thrown_away
from benchmarks.reports import Report, Target

PROJECT = Path(__file__).parent.parent
MOST_SECONDS = 10
PATIENCE_S = 300
FIRST_PAGE = "/accounts/login/"

# `./run` would install packages here; a measurement must not.
IS_PREPARED = """
. ./requirements/environment.sh
make_environment() { exit 1; }
prepare_environment run
"""


class NotPrepared(Exception):
    """The environment is not the one the pins ask for."""


@dataclass(frozen=True)
class Size:
    """demonstration: whether the folder holds it; an empty register starts sooner the first time.
    starts: how often the folder is started again."""

    demonstration: bool
    starts: int


FULL = Size(demonstration=True, starts=3)
SMALL = Size(demonstration=False, starts=1)


def measure(size: Size) -> Report:
    if subprocess.run(["sh", "-c", IS_PREPARED], cwd=PROJECT).returncode != 0:
        raise NotPrepared("Call ./run or ./test once; it installs what this would wait for.")
    with thrown_away() as place:
        first, *again = in_own_process(starts_of, place / "register", size)
    return _report(size, first, again)


def starts_of(folder: Path, size: Size) -> list[float]:
    """Seconds of the first start and of each later one."""
    options = [] if size.demonstration else ["--no-demo"]
    seconds = []
    for _ in range(1 + size.starts):
        with running(["--data-dir", str(folder), *options]) as taken:
            seconds.append(taken)
    return seconds


@contextmanager
def running(options: list[str]) -> Iterator[float]:
    """`./run`, stopped afterwards; gives the seconds until its first page answered."""
    port = free_port()
    begun_at = time.monotonic()
    site = subprocess.Popen(
        ["./run", "--port", str(port), *options],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        wait_for_page(f"http://localhost:{port}{FIRST_PAGE}", site)
        yield time.monotonic() - begun_at
    finally:
        site.terminate()
        site.communicate(timeout=PATIENCE_S)


def wait_for_page(address: str, site: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and site.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=30):  # noqa: S310
            return
        time.sleep(0.02)
    site.terminate()
    raise RuntimeError(f"./run serves no page: {site.communicate()[1].decode()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _report(size: Size, first: float, again: list[float]) -> Report:
    holds = "the demonstration" if size.demonstration else "an empty register"
    return Report(
        subject=f"`./run` until its sign-in page answers, on a data folder with {holds}.",
        headings=("start", "seconds"),
        rows=[
            ("baseline: the first of the folder", f"{first:.1f}"),
            *(
                (f"again, {number} of {len(again)}", f"{seconds:.1f}")
                for number, seconds in enumerate(again, 1)
            ),
        ],
        targets=[
            Target(
                f"again in ≤ {MOST_SECONDS} s",
                f"{max(again):.1f} s at most",
                max(again) <= MOST_SECONDS,
            )
        ],
    )
