"""The rows of a crosswalk's table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of `trithuc/vocabulary/data`, in order."""
    table = (files("trithuc.vocabulary") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(table.splitlines())
