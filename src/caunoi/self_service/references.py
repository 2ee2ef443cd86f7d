"""A file of references, or pasted entries, as works to choose from."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from caunoi.self_service.offers import MOST_WORKS, Content, work_from_bibliography
from caunoi.self_service.wording import sentence_of
from trithuc.importers.bibliography import read_bibliography

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
    works, rejected = [], []
    for reading in read_bibliography(source):
        if reading.record is not None:
            works.append(work_from_bibliography(reading.record))
        else:
            why = " ".join(map(sentence_of, reading.problems))
            line = _("Line %(line)d:") % {"line": reading.position.row}
            rejected.append(f"{line} {why}")
    return Content(works=works[:MOST_WORKS], rejected=rejected[:MOST_REJECTED_SHOWN])
