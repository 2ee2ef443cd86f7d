"""A file of references, or pasted entries, as works to choose from."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from caunoi.self_service.offers import (
    MOST_WORKS,
    Content,
    OfferedWork,
    work_from_bibliography,
)
from caunoi.self_service.wording import sentence_of
from trithuc.importers.bibliography import BibliographyWork, read_bibliography
from trithuc.importers.reading import Reading

MOST_REJECTED_SHOWN = 50


def read_references(given: UploadedFile | str) -> Content:
    """Raises UnreadableFile. Of what was handed in only the works that were read are kept."""
    if isinstance(given, str):
        return _content(given)
    with tempfile.TemporaryDirectory() as folder:
        # Its own name goes no further: it may say what nobody asked for.
        path = Path(folder) / f"references{Path(given.name or '').suffix[:10]}"
        with path.open("wb") as copy:
            for chunk in given.chunks():
                copy.write(chunk)
        return _content(path)


def _content(source: str | Path) -> Content:
    works: list[OfferedWork] = []
    rejected: list[str] = []
    for reading in read_bibliography(source):
        if len(works) == MOST_WORKS:
            # Somebody waits for the page: nothing is read that would not be kept.
            rejected[:0] = [_cut_at(reading)]
            break
        if reading.record is not None:
            works.append(work_from_bibliography(reading.record))
        else:
            why = " ".join(map(sentence_of, reading.problems))
            rejected.append(f"{_line_of(reading)} {why}")
    return Content(works=works, rejected=rejected[:MOST_REJECTED_SHOWN])


def _line_of(reading: Reading[BibliographyWork]) -> str:
    return _("Line %(line)d:") % {"line": reading.position.row}


def _cut_at(reading: Reading[BibliographyWork]) -> str:
    said = _("Only the first %(n)d works were read. Hand in the rest, from here on, once more.")
    return f"{_line_of(reading)} {said % {'n': MOST_WORKS}}"
