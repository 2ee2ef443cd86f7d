"""The proof of every yes of one person, as a ZIP: the very words, the circumstances, the papers.

Invariant: a paper that speaks of other people as well, as a seminar's signed list does, is not
given out; only what its row says of this person, with the digest by which it can be recognised.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from caunoi.messages.services import language_of
from caunoi.organisations.queries import the_register
from caunoi.people.models import Consent, HowGiven, Person
from caunoi.sources.models import Attachment, Source

SHAPE = 1
# What is signed by one person; a seminar's sheet holds a row of everybody.
SIGNED_ALONE = frozenset({HowGiven.SIGNED_PAPER, HowGiven.EMAIL})
# The same evidence gives the same bytes; a ZIP cannot say an earlier day.
NO_DAY = (1980, 1, 1, 0, 0, 0)


def evidence_of(person: Person, *, now: datetime.datetime | None = None) -> bytes:
    """consents.json, the papers, and manifest.json with the SHA-256 of each of them."""
    consents = list(_consents_of(person))
    papers = {paper.pk: (name, content) for paper, name, content in _papers(consents)}
    with translation.override(language_of(person)):
        told = [_told(consent, papers) for consent in consents]
    files = {"consents.json": _as_json({"shape": SHAPE, "consents": told}), **dict(papers.values())}
    manifest = _manifest(person, files, made_at=now or timezone.now())
    return _zipped({**files, "manifest.json": _as_json(manifest)})


def _consents_of(person: Person) -> Iterable[Consent]:
    rows = Consent.objects.filter(person=person).order_by("given_on", "pk")
    return rows.select_related("recipient", "text", "source", "evidence")


def _papers(consents: Iterable[Consent]) -> Iterable[tuple[Attachment, str, bytes]]:
    """Those that speak of the person alone and are still kept, each once."""
    papers = {row.evidence.pk: (row.evidence, row) for row in consents if row.evidence}
    for number, (paper, consent) in enumerate(papers.values(), start=1):
        if speaks_of_nobody_else(paper, consent.person_id):
            content = _content_of(paper)
            if content is not None:
                # Its own name stands in consents.json: as a path it could lead anywhere.
                yield paper, f"papers/{number}{PurePath(paper.name).suffix[:10]}", content


def speaks_of_nobody_else(paper: Attachment, person_id: int) -> bool:
    """By its bytes, not its row: the same scan may have been handed in for several people."""
    proven = Consent.objects.filter(evidence__sha256=paper.sha256)
    others = proven.exclude(person=person_id) | proven.exclude(how_given__in=SIGNED_ALONE)
    return not others.exists()


def _content_of(paper: Attachment) -> bytes | None:
    try:
        with paper.file.open("rb") as stream:
            content: bytes = stream.read()
            return content
    except FileNotFoundError:
        return None


def _told(consent: Consent, papers: Mapping[int, tuple[str, bytes]]) -> dict[str, Any]:
    return {
        "purpose": consent.purpose,
        "purpose_in_words": str(consent.get_purpose_display()),
        "recipient": str(consent.recipient),
        "wording": consent.text.wording,
        "version": consent.text.version,
        "language": consent.text.language,
        "given_on": consent.given_on.isoformat(),
        "how_given": consent.how_given,
        "how_given_in_words": str(consent.get_how_given_display()),
        "source": _source_told(consent.source),
        "expires_on": _day(consent.expires_on),
        "withdrawn_on": _day(consent.withdrawn_on),
        "evidence": _paper_told(consent.evidence, papers) if consent.evidence else None,
    }


def _source_told(source: Source) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "in_words": source.described,
        "sheet": source.sheet,
        "row": source.row,
        "stated_on": source.stated_on.isoformat(),
    }


def _paper_told(
    paper: Attachment, papers: Mapping[int, tuple[str, bytes]]
) -> dict[str, str | int | None]:
    """file: where it lies in the ZIP; None, with the reason, for one that is not given out."""
    file = papers[paper.pk][0] if paper.pk in papers else None
    return {
        "name": paper.name,
        "sha256": paper.sha256,
        "size": paper.size,
        "handed_in_at": paper.added_at.isoformat(),
        "file": file,
        "why_not": None if file else _("It holds other people as well, or is no longer kept."),
    }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _manifest(
    person: Person, files: Mapping[str, bytes], *, made_at: datetime.datetime
) -> dict[str, Any]:
    register = the_register()
    return {
        "shape": SHAPE,
        "person": person.display_name,
        "register": register.name if register else "",
        "controller": str(register.controller) if register else "",
        "made_at": made_at.isoformat(),
        "files": [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }


def _as_json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, NO_DAY), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
