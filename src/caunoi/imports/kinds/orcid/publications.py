"""What becomes of a work: new, known by its DOI or by its author and title, or taken off before.

Of a work that is here ORCID states no more than what is missing, and whose it is as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caunoi.imports.kinds.orcid.records import OrcidPublication
from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    FieldChange,
    Reason,
    Received,
    Step,
    as_rejected,
    first_too_long,
    step_for,
    updating,
)
from caunoi.sources.history import DELETED, history_of
from caunoi.works.models import Authorship, Work
from trithuc.importers.reading import Position
from trithuc.text.folding import fold

TITLE, YEAR, VENUE, DOI, AUTHOR = "title", "year", "venue", "doi", "author"
LONGEST_TITLE, LONGEST_VENUE, LONGEST_DOI = 500, 300, 200


@dataclass(frozen=True, slots=True)
class KnownWork:
    id: int
    title: str
    year: int | None
    venue: str
    doi: str


def facts_of(record: OrcidPublication) -> dict[str, Any]:
    """The facts the record states; what it leaves empty it does not state."""
    stated = {
        TITLE: record.title,
        YEAR: record.year,
        VENUE: record.venue,
        DOI: record.doi,
    }
    return {field: value for field, value in stated.items() if value}


class PublicationPlanner:
    """authors: {ORCID iD: expert} of the records whose works these are."""

    def __init__(self, authors: Mapping[str, int]) -> None:
        self._authors = authors
        people = set(authors.values())
        self._authorships = _authorships_of(people)
        self._by_title = _works_by_author_and_title(self._authorships)
        self._taken_off = _taken_off(people, self._authorships)
        self._by_doi: dict[str, KnownWork] = {}
        self._new_by_doi: dict[str, Position] = {}
        self._rows: defaultdict[tuple[int, str], list[Received]] = defaultdict(list)

    def plan(self, received: Sequence[Received]) -> list[Step]:
        self._by_doi = _works_by_doi(one.record.doi for one in received)
        return [self._plan_one(one) for one in received]

    def _plan_one(self, received: Received) -> Step:
        record: OrcidPublication = received.record
        step = step_for(received, record.title)
        if too_long := first_too_long(_lengths(record)):
            return as_rejected(step, too_long)
        earlier = self._earlier_row(received)
        if earlier:
            reason = Reason("work-repeated", (("row", str(earlier.position.row)),))
            return replace(step, reasons=(reason,))
        return self._plan_new_to_the_file(step, self._authors[record.orcid])

    def _plan_new_to_the_file(self, step: Step, author: int) -> Step:
        record: OrcidPublication = step.record
        known = self._find(record, author)
        if known and (known.id, author) in self._authorships:
            return updating(step, known.id, _filled_in(known, record))
        if any((author, key) in self._taken_off for key in _keys(record)):
            return replace(step, reasons=(Reason("work-taken-off"),))
        whose = FieldChange(AUTHOR, None, author)
        if known:
            return updating(step, known.id, [*_filled_in(known, record), whose])
        return self._as_creation(step, whose)

    def _as_creation(self, step: Step, whose: FieldChange) -> Step:
        """Where a co-author's record in this file has it too, that row makes it."""
        record: OrcidPublication = step.record
        if record.doi in self._new_by_doi:
            first = self._new_by_doi[record.doi]
            return replace(step, outcome=Outcome.UPDATE, owner_row=first, changes=(whose,))
        if record.doi:
            self._new_by_doi[record.doi] = step.position
        facts = facts_of(record).items()
        changes = (*(FieldChange(field, None, value) for field, value in facts), whose)
        return replace(step, outcome=Outcome.CREATE, changes=changes)

    def _earlier_row(self, received: Received) -> Received | None:
        """The row of the same record that tells the same work."""
        record: OrcidPublication = received.record
        rows = [self._rows[self._authors[record.orcid], key] for key in _keys(record)]
        found = (one for some in rows for one in some if _are_one(one.record, record))
        earlier = next(found, None)
        for some in rows:
            some.append(received)
        return earlier

    def _find(self, record: OrcidPublication, author: int) -> KnownWork | None:
        known = self._by_doi.get(record.doi)
        if known:
            return known
        titled = self._by_title[author, title_key(record.title)]
        known = next((work for work in titled if _are_one(work, record)), None)
        if known and record.doi:
            self._by_doi[record.doi] = known
        return known


def title_key(title: str) -> str:
    """What two spellings of one title have in common."""
    return re.sub(r"\W+", " ", fold(title)).strip() or title


def _keys(record: OrcidPublication) -> Iterator[str]:
    yield title_key(record.title)
    if record.doi:
        yield record.doi


def _are_one(one: KnownWork | OrcidPublication, other: OrcidPublication) -> bool:
    """Whether two works with one author and one title, or one DOI, are the same.

    A preprint and its article have a title in common and two DOIs.
    """
    if one.doi and other.doi:
        return one.doi == other.doi
    return one.year is None or other.year is None or abs(one.year - other.year) <= 1


def _filled_in(known: KnownWork, record: OrcidPublication) -> list[FieldChange]:
    return [
        FieldChange(field, None, value)
        for field, value in facts_of(record).items()
        if not getattr(known, field)
    ]


def _lengths(record: OrcidPublication) -> Iterator[tuple[str, str, int]]:
    yield TITLE, record.title, LONGEST_TITLE
    yield VENUE, record.venue, LONGEST_VENUE
    yield DOI, record.doi, LONGEST_DOI


# --- what the register holds ---


def _authorships_of(people: Collection[int]) -> set[tuple[int, int]]:
    """{(work, expert)}"""
    rows = Authorship.objects.filter(expert__in=people).order_by()
    return set(rows.values_list("work_id", "expert_id"))


def _works_by_author_and_title(
    authorships: Collection[tuple[int, int]],
) -> defaultdict[tuple[int, str], list[KnownWork]]:
    works = Work.objects.in_bulk([work for work, _expert in authorships])
    found: defaultdict[tuple[int, str], list[KnownWork]] = defaultdict(list)
    for work, expert in sorted(authorships):
        known = _known(works[work])
        found[expert, title_key(known.title)].append(known)
    return found


def _works_by_doi(dois: Iterable[str]) -> dict[str, KnownWork]:
    works = Work.objects.filter(doi__in=set(filter(None, dois))).order_by()
    return {str(work.doi): _known(work) for work in works}


def _known(work: Work) -> KnownWork:
    return KnownWork(work.pk, work.title, work.year, work.venue, work.doi or "")


def _taken_off(
    people: Collection[int], authorships: Collection[tuple[int, int]]
) -> set[tuple[int, str]]:
    """{(expert, title or DOI)} of what once stood on their profiles and no longer does.

    What an undone import had put there left no trace in the history.
    """
    ended = history_of(Authorship).filter(pgh_label=DELETED, expert_id__in=people).order_by()
    gone = set(ended.values_list("work_id", "expert_id")).difference(authorships)
    experts: defaultdict[int, set[int]] = defaultdict(set)
    for work, expert in gone:
        experts[work].add(expert)
    told = history_of(Work).filter(pgh_obj_id__in=experts).order_by()
    keys = {
        (work, key)
        for work, title, doi in told.values_list("pgh_obj_id", "title", "doi")
        for key in (title_key(title), doi)
        if key
    }
    return {(expert, key) for work, key in keys for expert in experts[work]}
