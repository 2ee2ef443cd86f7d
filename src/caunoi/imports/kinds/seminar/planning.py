"""What a seminar's sheet would do to the register: who becomes an expert, who a participant, why.

Only a yes in the person's own row, with the signed list attached to the run, makes an expert.
Everyone else is a participant, of whom name, organisation, e-mail and event are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caunoi.imports.models import Decision, Outcome
from caunoi.imports.plan import (
    Circumstances,
    FieldChange,
    Reason,
    Received,
    Step,
    Subject,
    Verdict,
    as_rejected,
    rejected,
)
from caunoi.organisations.queries import organisations_by_name, the_register
from caunoi.people.facts import (
    FACTS_OF_A_PARTICIPANT,
    Fact,
    KnownPerson,
    Standing,
    StandingYes,
    known_people,
)
from caunoi.people.lookup import Identity, PeopleLookup
from caunoi.people.purposes import NEEDS_A_NAMED_RECIPIENT, Purpose
from caunoi.proposals.models import Authorship, text_hash
from caunoi.sources.models import SourceKind
from caunoi.sources.queries import as_stated
from caunoi.sources.services import outweighs
from trithuc.importers.reading import Position, Problem
from trithuc.importers.seminar import SeminarPerson, SeminarProposal
from trithuc.names import name_key
from trithuc.text.folding import fold

STANDING = "standing"
EVENT = "event"
CONSENT = "consent:"


def facts_of(record: SeminarPerson) -> dict[str, Any]:
    """The facts the row states; a blank cell states nothing and is absent."""
    found = {
        Fact.DISPLAY_NAME: record.display_name,
        Fact.EMAIL: record.email,
        Fact.ORCID: record.orcid,
        Fact.CITY: record.city,
        Fact.COUNTRY: record.country,
        Fact.AFFILIATION: [record.organisation, record.position] if record.organisation else [],
        Fact.SECTORS: sorted(record.sectors),
        Fact.LANGUAGES: sorted(record.languages),
        Fact.WAYS: sorted(record.ways_to_contribute),
        Fact.LINK: record.link_with_vietnam,
    }
    return {field: value for field, value in found.items() if value}


def says_yes(record: SeminarPerson) -> bool:
    return any(answer.purpose == Purpose.PROFILE and answer.yes for answer in record.consents)


def withdraws_profile(record: SeminarPerson) -> bool:
    return any(answer.purpose == Purpose.PROFILE and not answer.yes for answer in record.consents)


@dataclass(frozen=True, slots=True)
class Author:
    """Whose proposal it is: someone in the register, or the row that will create them."""

    person_id: int | None = None
    row: Position | None = None
    is_held: bool = False
    is_rejected: bool = False


class SeminarPlanner:
    def __init__(self, circumstances: Circumstances) -> None:
        self.circumstances = circumstances
        self.controller_id = _controller_id()
        self.known: dict[int, KnownPerson] = {}
        self.organisations: Mapping[str, tuple[int, ...]] = {}

    # --- planning ---

    def plan(self, received: Sequence[Received]) -> list[Step]:
        people = [one for one in received if one.subject == Subject.PERSON]
        proposals = [one for one in received if one.subject == Subject.PROPOSAL]
        records = [one.record for one in people if one.record]
        self.organisations = organisations_by_name(_organisation_names(records))
        steps = self._plan_people(people)
        return [*steps, *ProposalPlanner(steps).plan(proposals)]

    def _plan_people(self, people: Sequence[Received]) -> list[Step]:
        lookup = PeopleLookup.of_the_register()
        identities = [self._identify(lookup, one) for one in people]
        self.known = known_people(found.person_id for found in identities if found.person_id)
        rows = RowsOfTheFile()
        return [
            rows.hold_repeated(self._plan_person(one, identity))
            for one, identity in zip(people, identities, strict=True)
        ]

    def _identify(self, lookup: PeopleLookup, received: Received) -> Identity:
        if received.record is None:
            return Identity()
        record: SeminarPerson = received.record
        return lookup.identify(
            display_name=record.display_name, email=record.email, organisation=record.organisation
        )

    def _plan_person(self, received: Received, identity: Identity) -> Step:
        if received.record is None:
            return rejected(received)
        step = _step_for(received)
        if identity.doubt:
            return replace(
                step,
                outcome=Outcome.POSSIBLE_DUPLICATE,
                candidates=identity.candidates,
                reasons=(Reason(identity.doubt),),
            )
        if identity.person_id is None:
            return self.as_creation(step)
        return self.as_update(step, self.known[identity.person_id])

    # --- deciding ---

    def settle(self, steps: Sequence[Step], verdicts: Mapping[Position, Verdict]) -> list[Step]:
        same_as = [verdict.same_as for verdict in verdicts.values() if verdict.same_as]
        self.known |= known_people(same_as)
        settled = [
            self._settled(step, verdicts[step.position])
            if step.subject == Subject.PERSON and step.position in verdicts
            else step
            for step in steps
        ]
        return release_proposals(settled)

    def _settled(self, step: Step, verdict: Verdict) -> Step:
        if step.outcome != Outcome.POSSIBLE_DUPLICATE or verdict.decision == Decision.LEAVE_OUT:
            return step
        if verdict.same_as:
            return self.as_update(step, self.known[verdict.same_as])
        return self.as_creation(step)

    # --- one person ---

    def as_creation(self, step: Step) -> Step:
        record: SeminarPerson = step.record
        standing, why = self._standing_by_row(record)
        facts = _kept_facts(facts_of(record), standing)
        changes = [FieldChange(STANDING, None, standing)]
        changes += [FieldChange(field, None, value) for field, value in facts.items()]
        consents, reasons, problems = self._consent_changes(record, standing, None)
        return replace(
            step,
            outcome=Outcome.CREATE,
            changes=(*changes, *self._event_change(None), *consents),
            reasons=(why, *reasons),
            problems=(*step.problems, *problems),
        )

    def as_update(self, step: Step, known: KnownPerson) -> Step:
        record: SeminarPerson = step.record
        if known.standing == Standing.EXPERT and withdraws_profile(record):
            problem = Problem("consent", "profile", "profile-withdrawn-on-sheet")
            return as_rejected(replace(step, target=known.id), problem)
        standing, why = self._standing_of_known(record, known)
        facts = _kept_facts(facts_of(record), standing)
        consents, reasons, problems = self._consent_changes(record, standing, known)
        changes = (
            *_standing_change(known, standing),
            *self._fact_changes(facts, known),
            *self._event_change(known),
            *consents,
        )
        return replace(
            step,
            outcome=Outcome.UPDATE if changes else Outcome.UNCHANGED,
            target=known.id,
            changes=changes,
            reasons=(why, *reasons),
            problems=(*step.problems, *problems),
        )

    def _standing_by_row(self, record: SeminarPerson) -> tuple[Standing, Reason]:
        if not says_yes(record):
            return Standing.PARTICIPANT, Reason("participant-no-yes")
        if not self.circumstances.signed_list_id:
            return Standing.PARTICIPANT, Reason("participant-no-signed-list")
        return Standing.EXPERT, Reason("expert-own-yes")

    def _standing_of_known(
        self, record: SeminarPerson, known: KnownPerson
    ) -> tuple[Standing, Reason]:
        if known.standing == Standing.EXPERT:
            return Standing.EXPERT, Reason("already-expert")
        profile = StandingYes(Purpose.PROFILE, self.controller_id)
        if profile in known.withdrawn:
            return Standing.PARTICIPANT, Reason("profile-stays-withdrawn")
        return self._standing_by_row(record)

    def _fact_changes(self, facts: Mapping[str, Any], known: KnownPerson) -> list[FieldChange]:
        changes = []
        for field, value in facts.items():
            current = known.facts.get(field)
            if self._says_the_same(field, current, value, known):
                continue
            voice = known.voices.chosen.get(field, SourceKind.IMPORT_ROW)
            beside = bool(current) and outweighs(voice, SourceKind.IMPORT_ROW)
            if not (beside and as_stated(field, value) in known.voices.beside):
                changes.append(FieldChange(field, current or None, value, beside))
        return changes

    def _says_the_same(self, field: str, current: Any, value: Any, known: KnownPerson) -> bool:
        if field == Fact.DISPLAY_NAME:
            # A sheet that lost the marks does not take them from the register.
            return current == value or (fold(value) == fold(current) and value.isascii())
        if field == Fact.EMAIL:
            return fold(current) == fold(value)
        if field == Fact.AFFILIATION and current:
            can_be_linked = len(self.organisations.get(fold(value[0]), ())) == 1
            linked = known.affiliation_is_linked or not can_be_linked
            return linked and [fold(current[0]), current[1]] == [
                fold(value[0]),
                value[1] or current[1],
            ]
        return bool(current == value)

    def _event_change(self, known: KnownPerson | None) -> list[FieldChange]:
        event = self.circumstances.event_id
        if event is None or (known and event in known.events):
            return []
        return [FieldChange(EVENT, None, event)]

    # --- consents ---

    def _consent_changes(
        self, record: SeminarPerson, standing: Standing, known: KnownPerson | None
    ) -> tuple[list[FieldChange], list[Reason], list[Problem]]:
        """Yeses count only for an expert whose signed list is there; a no always counts."""
        changes: list[FieldChange] = []
        reasons: list[Reason] = []
        problems: list[Problem] = []
        for answer in record.consents:
            recipient = self._recipient_of(answer.purpose, answer.recipient_name)
            if recipient is None:
                problems.append(
                    Problem("consent", answer.recipient_name, "recipient-not-in-register")
                )
                continue
            yes = StandingYes(answer.purpose, recipient)
            if answer.yes and known and yes in known.withdrawn and yes not in known.yeses:
                reasons.append(Reason("stays-withdrawn", (("purpose", answer.purpose),)))
            elif answer.yes and standing == Standing.EXPERT and self.circumstances.signed_list_id:
                changes += _new_yes(yes, known)
            elif not answer.yes and known and yes in known.yeses:
                changes.append(FieldChange(consent_field(yes), True, False))
        return changes, reasons, problems

    def _recipient_of(self, purpose: str, name: str) -> int | None:
        if purpose not in NEEDS_A_NAMED_RECIPIENT:
            return self.controller_id
        found = self.organisations.get(fold(name), ())
        return found[0] if len(found) == 1 else None


def consent_field(yes: StandingYes) -> str:
    return f"{CONSENT}{yes.purpose}:{yes.recipient_id}"


def consent_of_field(field: str) -> StandingYes:
    _, purpose, recipient = field.split(":")
    return StandingYes(purpose, int(recipient))


def _new_yes(yes: StandingYes, known: KnownPerson | None) -> list[FieldChange]:
    if known and yes in known.yeses:
        return []
    return [FieldChange(consent_field(yes), None, True)]


def _standing_change(known: KnownPerson, standing: Standing) -> list[FieldChange]:
    if known.standing == standing or (
        known.standing == Standing.OFFICE_HOLDER and standing == Standing.PARTICIPANT
    ):
        return []
    return [FieldChange(STANDING, known.standing, standing)]


def _kept_facts(facts: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """A participant's position, place and profile are not kept."""
    if standing == Standing.EXPERT:
        return facts
    kept = {field: value for field, value in facts.items() if field in FACTS_OF_A_PARTICIPANT}
    if Fact.AFFILIATION in kept:
        kept[Fact.AFFILIATION] = [kept[Fact.AFFILIATION][0], ""]
    return kept


def _step_for(received: Received) -> Step:
    return Step(
        subject=received.subject,
        position=received.position,
        outcome=Outcome.UNCHANGED,
        label=received.record.display_name if received.record else "",
        record=received.record,
        problems=received.problems,
        cells=received.cells,
    )


def _controller_id() -> int:
    register = the_register()
    if register is None:
        raise LookupError("planning a seminar needs a register with a controller")
    return register.controller_id


def _organisation_names(records: Iterable[SeminarPerson]) -> set[str]:
    names = {record.organisation for record in records}
    return names | {answer.recipient_name for record in records for answer in record.consents}


class RowsOfTheFile:
    """The rows seen so far: a second row with the key of an earlier one is held, not written."""

    def __init__(self) -> None:
        self._rows: dict[str, Position] = {}

    def hold_repeated(self, step: Step) -> Step:
        if step.record is None:
            return step
        keys = self._keys(step.record)
        first = next((self._rows[key] for key in keys if key in self._rows), None)
        for key in keys:
            self._rows.setdefault(key, step.position)
        if first is None:
            return step
        return replace(
            step,
            outcome=Outcome.POSSIBLE_DUPLICATE,
            changes=(),
            reasons=(Reason("repeats-row", (("row", str(first.row)),)),),
            candidates=(step.target,) if step.target else step.candidates,
            target=None,
        )

    def _keys(self, record: SeminarPerson) -> list[str]:
        named = f"{name_key(record.display_name)}@{fold(record.organisation)}"
        return [f"mail:{fold(record.email)}"] if record.email else [f"name:{named}"]


class ProposalPlanner:
    """Finds each proposal's author among the file's own rows, then in the register."""

    def __init__(self, people: Sequence[Step]) -> None:
        self._by_email: dict[str, Step] = {}
        self._by_name: dict[str, list[Step]] = {}
        for step in people:
            if step.record is not None:
                self._by_email.setdefault(fold(step.record.email), step)
                self._by_name.setdefault(name_key(step.record.display_name), []).append(step)
        self._register = PeopleLookup.of_the_register()
        self._held: set[tuple[int, str]] = set()

    def plan(self, proposals: Sequence[Received]) -> list[Step]:
        authors = [self._author_of(one.record) if one.record else Author() for one in proposals]
        self._held = _proposals_of(author.person_id for author in authors if author.person_id)
        seen: set[tuple[Author, str]] = set()
        return [
            self._plan_proposal(one, author, seen)
            for one, author in zip(proposals, authors, strict=True)
        ]

    def _plan_proposal(
        self, received: Received, author: Author, seen: set[tuple[Author, str]]
    ) -> Step:
        if received.record is None:
            return rejected(received)
        record: SeminarProposal = received.record
        step = replace(_proposal_step(received), owner=author.person_id, owner_row=author.row)
        digest = text_hash(record.text)
        if (author, digest) in seen:
            return replace(step, outcome=Outcome.UNCHANGED, reasons=(Reason("proposal-repeated"),))
        seen.add((author, digest))
        if author.is_held:
            return replace(
                step, outcome=Outcome.POSSIBLE_DUPLICATE, reasons=(Reason("author-is-held"),)
            )
        if author.person_id is None and author.row is None:
            reason = "author-row-rejected" if author.is_rejected else "author-unknown"
            named = record.author_email or record.author_name
            return as_rejected(step, Problem("author", named, reason))
        if author.person_id and (author.person_id, digest) in self._held:
            return replace(step, outcome=Outcome.UNCHANGED)
        return replace(step, outcome=Outcome.CREATE)

    def _author_of(self, record: SeminarProposal) -> Author:
        step = self._row_of(record)
        if step is not None:
            return _author_in_row(step)
        if not record.author_email:
            return Author()
        return Author(person_id=self._register.with_email(record.author_email))

    def _row_of(self, record: SeminarProposal) -> Step | None:
        if record.author_email:
            return self._by_email.get(fold(record.author_email))
        named = self._by_name.get(name_key(record.author_name), [])
        return named[0] if len(named) == 1 else None


def _author_in_row(step: Step) -> Author:
    if step.outcome == Outcome.REJECTED:
        return Author(is_rejected=True)
    if step.outcome == Outcome.POSSIBLE_DUPLICATE:
        return Author(row=step.position, is_held=True)
    return Author(person_id=step.target) if step.target else Author(row=step.position)


def _proposals_of(people: Iterable[int]) -> set[tuple[int, str]]:
    rows = Authorship.objects.filter(person__in=set(people)).order_by()
    return set(rows.values_list("person_id", "proposal__text_hash"))


def _proposal_step(received: Received) -> Step:
    record: SeminarProposal = received.record  # type: ignore[assignment]
    return Step(
        subject=Subject.PROPOSAL,
        position=received.position,
        outcome=Outcome.UNCHANGED,
        label=(record.title or record.text)[:100],
        record=record,
        problems=received.problems,
        cells=received.cells,
    )


def release_proposals(steps: Sequence[Step]) -> list[Step]:
    """Once its author's row was decided, a held proposal follows the author."""
    authors = {step.position: step for step in steps if step.subject == Subject.PERSON}
    return [_released(step, authors) for step in steps]


def _released(step: Step, authors: Mapping[Position, Step]) -> Step:
    is_held = step.subject == Subject.PROPOSAL and step.outcome == Outcome.POSSIBLE_DUPLICATE
    author = authors.get(step.owner_row) if is_held and step.owner_row else None
    if author is None or author.outcome in {Outcome.POSSIBLE_DUPLICATE, Outcome.REJECTED}:
        return step
    if author.target is None:
        return replace(step, outcome=Outcome.CREATE)
    has_it_already = (author.target, text_hash(step.record.text)) in _proposals_of([author.target])
    outcome = Outcome.UNCHANGED if has_it_already else Outcome.CREATE
    return replace(step, outcome=outcome, owner=author.target)
