"""A bibliography whose format nobody wrote down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from trithuc.importers.bibliography.bibtex import works_of_bibtex
from trithuc.importers.bibliography.records import BibliographyWork
from trithuc.importers.bibliography.ris import beginning_of_ris, works_of_ris
from trithuc.importers.bibliography.sources import source_text
from trithuc.importers.reading import Reading

_BIBTEX_BEGINS: Final = re.compile(r"@[A-Za-z]{1,30}[ \t]{0,9}[{(]")


def read_bibliography(source: str | Path) -> Iterator[Reading[BibliographyWork]]:
    """As `read_bibtex` or `read_ris`, by what begins first: an abstract may quote the other.

    Raises UnreadableFile, before the first work is given.
    """
    text = source_text(source)
    bibtex = _BIBTEX_BEGINS.search(text.text)
    ris = beginning_of_ris(text.text)
    if ris is not None and (bibtex is None or ris < bibtex.start()):
        return works_of_ris(text)
    return works_of_bibtex(text)
