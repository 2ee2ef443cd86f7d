"""What a file of needs would do: each is new, or stands in the register already.

Importing the same file twice changes nothing: a need is known by its title, its text and its body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    Circumstances,
    FieldChange,
    Received,
    Step,
    Subject,
    Verdict,
    as_rejected,
    first_too_long,
    rejected,
    step_for,
)
from caunoi.needs.models import Need
from caunoi.organisations.queries import organisations_by_name
from trithuc.importers.needs import PostedNeed
from trithuc.importers.reading import Position, Problem
from trithuc.text.folding import fold

OF_NEED = "need:"
BODY = f"{OF_NEED}asked_by"
LONGEST_LINE = 300
SUBJECT = Subject.NEED
Known = tuple[str, str, int | None]


class NeedsPlanner:
    def __init__(self, circumstances: Circumstances) -> None:
        self.circumstances = circumstances
        self._known: dict[Known, int] = {}
        self._rows: dict[Known, Position] = {}
        self._bodies: Mapping[str, tuple[int, ...]] = {}

    def plan(self, received: Sequence[Received]) -> list[Step]:
        records: list[PostedNeed] = [one.record for one in received if one.record]
        self._bodies = organisations_by_name({one.asked_by for one in records if one.asked_by})
        self._known = _known_needs({one.title for one in records})
        return [self._plan_one(one) for one in received]

    def settle(self, steps: Sequence[Step], verdicts: Mapping[Position, Verdict]) -> list[Step]:
        """Nothing here is ever a question."""
        return list(steps)

    def _plan_one(self, received: Received) -> Step:
        if received.record is None:
            return rejected(received)
        record: PostedNeed = received.record
        step = step_for(received, record.title)
        if problem := first_too_long(_lengths(record)) or self._unknown_body(record):
            return as_rejected(step, problem)
        body = self._body_of(record)
        key = (fold(record.title), fold(record.text), body)
        first = self._rows.setdefault(key, step.position)
        if first != step.position or key in self._known:
            return replace(step, target=self._known.get(key))
        return replace(step, outcome=Outcome.CREATE, changes=tuple(_changes(record, body)))

    def _unknown_body(self, record: PostedNeed) -> Problem | None:
        is_known = not record.asked_by or self._body_of(record)
        return None if is_known else Problem("asked_by", record.asked_by, "body-unknown")

    def _body_of(self, record: PostedNeed) -> int | None:
        """Only where exactly one organisation has the name."""
        found = self._bodies.get(fold(record.asked_by), ())
        return found[0] if len(found) == 1 else None


def _known_needs(titles: set[str]) -> dict[Known, int]:
    rows = Need.objects.filter(title__in=titles).values_list("pk", "title", "text", "asked_by")
    return {(fold(title), fold(text), body): pk for pk, title, text, body in rows}


def _changes(record: PostedNeed, body: int | None) -> Iterator[FieldChange]:
    stated: dict[str, Any] = asdict(record) | {"asked_by": body, "sectors": list(record.sectors)}
    for field, value in stated.items():
        if value not in ("", None, []):
            shown = value if isinstance(value, (str, int, list)) else value.isoformat()
            yield FieldChange(f"{OF_NEED}{field}", None, shown)


def _lengths(record: PostedNeed) -> Iterator[tuple[str, str | None, int]]:
    for field in ("title", "funding", "decided_by"):
        yield field, getattr(record, field), LONGEST_LINE
