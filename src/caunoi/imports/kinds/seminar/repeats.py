"""Rows of one file that mean the same person: the first stands, the later ones wait for a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caunoi.imports.models import Outcome
from caunoi.imports.plan import Reason, Step
from trithuc.importers.seminar import SeminarPerson
from trithuc.names import name_key
from trithuc.text.folding import fold


class RowsOfTheFile:
    """The rows seen so far, by everything that names a person."""

    def __init__(self) -> None:
        self._first: dict[str, Step] = {}

    def hold_repeated(self, step: Step) -> Step:
        """The step itself, or held where an earlier row may be the same person."""
        if step.record is None:
            return step
        earlier = [self._first.setdefault(key, step) for key in _keys(step)]
        first = next((one for one in earlier if _may_be_one(one, step)), None)
        if first is None or step.outcome == Outcome.POSSIBLE_DUPLICATE:
            return step
        return replace(
            step,
            outcome=Outcome.POSSIBLE_DUPLICATE,
            changes=(),
            reasons=(Reason("repeats-row", (("row", str(first.position.row)),)),),
            candidates=(step.target,) if step.target else (),
            target=None,
        )


def _may_be_one(first: Step, step: Step) -> bool:
    """Two rows that the register knows as two people are no repetition."""
    are_known_apart = first.target and step.target and first.target != step.target
    return first is not step and not are_known_apart


def _keys(step: Step) -> Iterator[str]:
    record: SeminarPerson = step.record
    if step.target:
        yield f"person:{step.target}"
    if record.email:
        yield f"mail:{fold(record.email)}"
    if record.orcid:
        yield f"orcid:{record.orcid}"
    if record.organisation or not record.email:
        yield f"name:{name_key(record.display_name)}@{fold(record.organisation)}"
