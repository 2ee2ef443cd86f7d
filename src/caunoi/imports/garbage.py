"""No search for garbage while a file's records are all in memory.

Reach for `without_collecting` around work that holds every row of a file: Python's collector would
go through hundreds of thousands of live objects again and again, a third of the time of an import
of projects (docs/benchmarks.md). What is no longer referred to is freed as ever; only cycles wait.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
