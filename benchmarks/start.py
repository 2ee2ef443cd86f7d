"""How long `./run` takes until the first page answers, on a data folder that is there already.

Beside it, in the same run: the first start of that folder, which makes the database and loads the
demonstration. Packages are installed before either: `./run` itself is what is timed, a download is
not.
"""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
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
        port = free_port()
        command = ["./run", "--port", str(port), "--data-dir", str(folder), *options]
        with running(command, port=port) as taken:
            seconds.append(taken)
    return seconds


@contextmanager
def running(command: Sequence[str], *, port: int) -> Iterator[float]:
    """The command that serves on this port; gives the seconds until its first page answered."""
    begun_at = time.monotonic()
    # A file, because a pipe that nobody reads stops the server once it is full.
    with tempfile.TemporaryFile("w+") as said:
        site = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=said)
        try:
            if not is_served(f"http://localhost:{port}{FIRST_PAGE}", site):
                said.seek(0)
                raise RuntimeError(f"{command[0]} serves no page: {said.read()}")
            yield time.monotonic() - begun_at
        finally:
            site.terminate()
            site.wait(timeout=PATIENCE_S)


def is_served(address: str, site: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and site.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=30):  # noqa: S310
            return True
        time.sleep(0.02)
    return False


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
