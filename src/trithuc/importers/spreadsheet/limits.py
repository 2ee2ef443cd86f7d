"""How much of a workbook is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds on one file; what exceeds one of them is refused whole.

    file_bytes: size on disk.
    inflated_bytes: size of all parts of a zipped workbook together, as they really inflate.
    inflation_ratio: inflated size over size on disk; tested only above 20 MB inflated.
    rows, columns: position of the last used cell of a sheet, counted from 1.
    memory_bytes: address space of the child process that reads.
    seconds: wall clock and processor time of that child.
    """

    file_bytes: int = 100 * MEGABYTE
    inflated_bytes: int = 1024 * MEGABYTE
    inflation_ratio: int = 200
    rows: int = 100_000
    columns: int = 256
    memory_bytes: int = 1536 * MEGABYTE
    seconds: int = 120
