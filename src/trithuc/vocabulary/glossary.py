"""Everyday words of research and industry in six languages: harvest, membrane, patient, survey.

Reach for it where words of one language are to meet those of another. They name no concept and
place no text in a sector; concepts are `concepts`. Written by us. Invariant: an entry has words in
each language, and what it lists in one language may stand for it in any other.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from trithuc.vocabulary.sectors import LANGUAGES


@cache
def glossary() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """Everyday words: by entry what it is called in each language, the usual word first."""
    return _read("glossary.tsv")


@cache
def terms() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """The everyday words and those that research and engineering use, shaped alike."""
    return (*glossary(), *_read("technical_words.tsv"))


def _read(name: str) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    table = files("trithuc.vocabulary") / "data" / name
    lines = table.read_text(encoding="utf-8").splitlines()
    return tuple(
        MappingProxyType({one: tuple(row[one].split(" | ")) for one in LANGUAGES})
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    )
