"""Whose proposal is it? Each follows its author: created, already there, held or rejected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from caunoi.imports.models import Outcome
from caunoi.imports.plan import Reason, Received, Step, Subject, as_rejected, rejected, step_for
from caunoi.people.lookup import PeopleLookup
from caunoi.proposals.models import Authorship, text_hash
from trithuc.importers.reading import Position, Problem
from trithuc.importers.seminar import SeminarProposal
from trithuc.names import name_key
from trithuc.text.folding import fold


@dataclass(frozen=True, slots=True)
class Author:
    """Someone in the register, or the row that will create them.

    problem: why nobody was found, as the code of a rejection.
    """

    person_id: int | None = None
    row: Position | None = None
    is_held: bool = False
    problem: str = ""


class ProposalPlanner:
    """Finds each proposal's author among the file's own rows, then in the register."""

    def __init__(self, people: Sequence[Step], register: PeopleLookup) -> None:
        self._register = register
        self._by_position = {step.position: step for step in people}
        self._by_email: dict[str, Step] = {}
        self._by_name: defaultdict[str, list[Step]] = defaultdict(list)
        self._held: set[tuple[int, str]] = set()
        self._seen: set[tuple[Author, str]] = set()
        for step in people:
            if step.record is not None:
                self._by_email.setdefault(fold(step.record.email), step)
                self._by_name[name_key(step.record.display_name)].append(step)

    def plan(self, proposals: Sequence[Received]) -> list[Step]:
        authors = [self._author_of(one) for one in proposals]
        self._held = _proposals_of(author.person_id for author in authors if author.person_id)
        return [
            self._plan_proposal(one, author) for one, author in zip(proposals, authors, strict=True)
        ]

    def _plan_proposal(self, received: Received, author: Author) -> Step:
        if received.record is None:
            return rejected(received)
        record: SeminarProposal = received.record
        step = replace(
            step_for(received, (record.title or record.text)[:100]),
            owner=author.person_id,
            owner_row=author.row,
        )
        if author.problem:
            named = record.author_email or record.author_name
            return as_rejected(step, Problem("author", named, author.problem))
        digest = text_hash(record.text)
        if (author, digest) in self._seen:
            return replace(step, reasons=(Reason("proposal-repeated"),))
        self._seen.add((author, digest))
        if author.is_held:
            reasons = (Reason("author-is-held"),)
            return replace(step, outcome=Outcome.POSSIBLE_DUPLICATE, reasons=reasons)
        is_here = author.person_id is not None and (author.person_id, digest) in self._held
        return step if is_here else replace(step, outcome=Outcome.CREATE)

    def _author_of(self, received: Received) -> Author:
        record: SeminarProposal | None = received.record
        if record is None:
            return Author()
        if record.author_email:
            return self._author_with_email(record.author_email)
        beside = self._by_position.get(received.position)
        if beside is not None and _is_named(beside, record.author_name):
            return _author_in_row(beside)
        return self._author_named(record.author_name)

    def _author_with_email(self, email: str) -> Author:
        step = self._by_email.get(fold(email))
        if step is not None:
            return _author_in_row(step)
        person_id = self._register.with_email(email)
        return Author(person_id=person_id) if person_id else Author(problem="author-unknown")

    def _author_named(self, name: str) -> Author:
        """A name is enough only where one row of this file has it; the register is not asked."""
        steps = self._by_name.get(name_key(name), [])
        if len(steps) == 1:
            return _author_in_row(steps[0])
        return Author(problem="author-ambiguous" if steps else "author-unknown")


def _is_named(step: Step, name: str) -> bool:
    return step.record is None or name_key(step.record.display_name) == name_key(name)


def _author_in_row(step: Step) -> Author:
    if step.outcome == Outcome.REJECTED:
        return Author(problem="author-row-rejected")
    if step.outcome == Outcome.POSSIBLE_DUPLICATE:
        return Author(row=step.position, is_held=True)
    return Author(person_id=step.target) if step.target else Author(row=step.position)


def _proposals_of(people: Iterable[int]) -> set[tuple[int, str]]:
    """{(author, hash of the text)} of the proposals these people wrote."""
    rows = Authorship.objects.filter(person__in=set(people)).order_by()
    return set(rows.values_list("person_id", "proposal__text_hash"))


# --- after an officer has decided ---


def release_proposals(steps: Sequence[Step]) -> list[Step]:
    """Once its author's row was decided, a held proposal follows the author."""
    authors = {step.position: step for step in steps if step.subject == Subject.PERSON}
    held = _proposals_of(
        author.target
        for step in steps
        if (author := _author_found(step, authors)) and author.target
    )
    return [_released(step, _author_found(step, authors), held) for step in steps]


def _author_found(step: Step, authors: Mapping[Position, Step]) -> Step | None:
    """The decided author of a held proposal; None for every other step."""
    is_held = step.subject == Subject.PROPOSAL and step.outcome == Outcome.POSSIBLE_DUPLICATE
    author = authors.get(step.owner_row) if is_held and step.owner_row else None
    waits = author and author.outcome in {Outcome.POSSIBLE_DUPLICATE, Outcome.REJECTED}
    return None if waits else author


def _released(step: Step, author: Step | None, held: set[tuple[int, str]]) -> Step:
    if author is None:
        return step
    if author.target is None:
        return replace(step, outcome=Outcome.CREATE)
    is_here = (author.target, text_hash(step.record.text)) in held
    outcome = Outcome.UNCHANGED if is_here else Outcome.CREATE
    return replace(step, outcome=outcome, owner=author.target)
