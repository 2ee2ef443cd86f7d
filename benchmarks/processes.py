"""Processes of their own for what is measured, their peak memory, and folders that are thrown away.

A process of its own has the memory of one stage and nothing else, and a database address that no
other stage inherits. Linux only: peak memory is what /proc says of a process (VmHWM), because a
child's `ru_maxrss` begins at what its parent had when it was started.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import psutil

from caunoi.site import postgres
from caunoi.site.data_folder import DataFolder

CALLERS_OWN = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")
LOOK_EVERY_S = 0.01

P = ParamSpec("P")
T = TypeVar("T")


def in_own_process(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What the function returns, run in a fresh process that knows nobody's register."""
    with ProcessPoolExecutor(1, get_context("spawn"), forget_callers_environment) as pool:
        return pool.submit(function, *arguments, **named).result()


def forget_callers_environment() -> None:
    """A benchmark must never reach the register or the database that its caller works on."""
    for name in [*os.environ]:
        if name in CALLERS_OWN or name.startswith("CAUNOI_"):
            del os.environ[name]
    # The client signs in without a second factor, as the demonstration's officers do.
    os.environ["CAUNOI_REQUIRE_MFA"] = "0"


@contextmanager
def thrown_away() -> Iterator[Path]:
    """A place for data folders, gone afterwards with every database in it."""
    place = Path(tempfile.mkdtemp(prefix="caunoi-benchmark-"))
    # When root measures, the database's own user has to get through.
    place.chmod(0o755)
    try:
        yield place
    finally:
        for register in place.rglob("register.json"):
            postgres.stop_for_everyone(DataFolder(register.parent))
            shutil.rmtree(DataFolder(register.parent).postgres, ignore_errors=True)
        shutil.rmtree(place)


@dataclass
class Stopwatch:
    """seconds: as a clock on the wall has them. computed: seconds of a processor, which other work
    on the machine hardly changes."""

    seconds: float = 0.0
    computed: float = 0.0


@contextmanager
def stopwatch(computed: Callable[[], float] = time.process_time) -> Iterator[Stopwatch]:
    """computed: processor time spent so far, by default that of this process alone."""
    watch, begun_at, computed_before = Stopwatch(), time.perf_counter(), computed()
    yield watch
    watch.seconds, watch.computed = time.perf_counter() - begun_at, computed() - computed_before


def peak_megabytes(pid: int | None = None) -> float:
    """The most memory the process (this one by default) ever held; 0 for one that is gone."""
    try:
        status = Path(f"/proc/{pid or 'self'}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


class PeakOfChildren:
    """The most memory one child of this process held while the block ran."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._is_over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> PeakOfChildren:
        self._watcher.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._is_over.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._is_over.wait(LOOK_EVERY_S):
            for child in psutil.Process().children():
                self.megabytes = max(self.megabytes, peak_megabytes(child.pid))
