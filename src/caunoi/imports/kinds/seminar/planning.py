"""What a seminar's sheet would do to the register: who becomes an expert, who a participant, why.

Only a yes in the person's own row, with the signed list attached to the run, makes an expert.
Everyone else is a participant, of whom name, organisation, e-mail and event are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from caunoi.imports.kinds.seminar.change_fields import EVENT, STANDING, consent_field
from caunoi.imports.kinds.seminar.proposals import ProposalPlanner, release_proposals
from caunoi.imports.kinds.seminar.repeats import RowsOfTheFile
from caunoi.imports.kinds.seminar.stated import (
    kept_facts,
    kept_problems,
    kept_record,
    says_yes,
    withdraws_profile,
)
from caunoi.imports.models import Decision, Outcome
from caunoi.imports.nothing_new import (
    says_nothing_new_of_affiliation,
    says_nothing_new_of_name,
)
from caunoi.imports.plan import (
    Circumstances,
    FieldChange,
    Reason,
    Received,
    Step,
    Subject,
    Verdict,
    as_rejected,
    change_of,
    one_row_for_each_record,
    rejected,
    step_for,
)
from caunoi.organisations.queries import organisations_by_name, the_register
from caunoi.people.facts import Fact, GivenYes, KnownPerson, Standing, StandingYes, known_people
from caunoi.people.lookup import Identity, PeopleLookup
from caunoi.people.models import Person
from caunoi.people.purposes import NEEDS_A_NAMED_RECIPIENT, Purpose
from caunoi.sources.models import SourceKind
from caunoi.sources.queries import as_stated
from trithuc.importers.reading import Position, Problem
from trithuc.importers.seminar import SeminarPerson
from trithuc.names import name_key
from trithuc.text.folding import fold

SAME_ORCID = "same-orcid"
LONGEST_NAME_KEY = 300


class SeminarPlanner:
    def __init__(self, circumstances: Circumstances) -> None:
        self.circumstances = circumstances
        self.controller_id = _controller_id()
        self.known: dict[int, KnownPerson] = {}
        self.organisations: Mapping[str, tuple[int, ...]] = {}
        self._holders_of_orcid: Mapping[str, int] = {}
        self._row_of_orcid: dict[str, Position] = {}

    # --- planning ---

    def plan(self, received: Sequence[Received]) -> list[Step]:
        people = [one for one in received if one.subject == Subject.PERSON]
        proposals = [one for one in received if one.subject == Subject.PROPOSAL]
        records = [one.record for one in people if one.record]
        self.organisations = organisations_by_name(_organisation_names(records))
        self._holders_of_orcid = _holders_of_orcid(records)
        register = PeopleLookup.of_the_register()
        steps = self._plan_people(people, register)
        return [*steps, *ProposalPlanner(steps, register).plan(proposals)]

    def _plan_people(self, people: Sequence[Received], register: PeopleLookup) -> list[Step]:
        identities = [_identify(register, one) for one in people]
        self.known = known_people(
            pk
            for found in identities
            for pk in (found.person_id, *found.candidates)
            if pk is not None
        )
        self.known |= known_people(set(self._holders_of_orcid.values()) - self.known.keys())
        rows = RowsOfTheFile()
        return [
            rows.hold_repeated(self._plan_person(one, identity))
            for one, identity in zip(people, identities, strict=True)
        ]

    def _plan_person(self, received: Received, identity: Identity) -> Step:
        if received.record is None:
            return rejected(received)
        step = step_for(received, received.record.display_name)
        if len(name_key(received.record.display_name)) > LONGEST_NAME_KEY:
            # A few characters unfold into sentences.
            return as_rejected(step, _too_long(received.record.display_name))
        if identity.doubt:
            return self._held(step, identity.candidates, identity.doubt)
        holder = self._other_holder_of_orcid(received.record, identity.person_id)
        if holder:
            candidates = (holder, identity.person_id) if identity.person_id else (holder,)
            return self._held(step, candidates, SAME_ORCID)
        if identity.person_id is None:
            return self.as_creation(step)
        return self.as_update(step, self.known[identity.person_id])

    def _held(self, step: Step, candidates: tuple[int, ...], why: str) -> Step:
        may_be_expert = self._makes_an_expert(step.record) or any(
            self.known[pk].standing == Standing.EXPERT for pk in candidates
        )
        return replace(
            step if may_be_expert else _of_a_participant(step),
            outcome=Outcome.POSSIBLE_DUPLICATE,
            candidates=candidates,
            reasons=(Reason(why),),
        )

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
        return release_proposals(one_row_for_each_record(steps, settled))

    def _settled(self, step: Step, verdict: Verdict) -> Step:
        if step.outcome != Outcome.POSSIBLE_DUPLICATE or verdict.decision == Decision.LEAVE_OUT:
            return step
        if verdict.same_as:
            return self.as_update(step, self.known[verdict.same_as])
        return self.as_creation(step)

    # --- one person ---

    def as_creation(self, step: Step) -> Step:
        standing, why = self._standing_by_row(step.record)
        facts, clashes = self._facts(step, standing, None)
        consents = self._consents(step.record, standing, None)
        changes = (
            FieldChange(STANDING, None, standing),
            *(FieldChange(field, None, value) for field, value in facts.items()),
            *self._event_change(None),
            *consents.changes,
        )
        return replace(
            step if standing == Standing.EXPERT else _of_a_participant(step),
            outcome=Outcome.CREATE,
            changes=changes,
            reasons=(why, *consents.reasons),
        ).with_problems(*clashes, *consents.problems)

    def as_update(self, step: Step, known: KnownPerson) -> Step:
        record: SeminarPerson = step.record
        if known.standing == Standing.EXPERT and withdraws_profile(record):
            problem = Problem("consent", "profile", "profile-withdrawn-on-sheet")
            return as_rejected(replace(step, target=known.id), problem)
        standing, why = self._standing_of_known(record, known)
        facts, clashes = self._facts(step, standing, known)
        consents = self._consents(record, standing, known)
        changes = (
            *_standing_change(known, standing),
            *self._fact_changes(facts, known),
            *self._event_change(known),
            *consents.changes,
        )
        return replace(
            step if standing == Standing.EXPERT else _of_a_participant(step),
            outcome=Outcome.UPDATE if changes else Outcome.UNCHANGED,
            target=known.id,
            changes=changes,
            reasons=(why, *consents.reasons),
        ).with_problems(*clashes, *consents.problems)

    def _makes_an_expert(self, record: SeminarPerson) -> bool:
        return says_yes(record) and self.circumstances.signed_list_id is not None

    def _standing_by_row(self, record: SeminarPerson) -> tuple[Standing, Reason]:
        if self._makes_an_expert(record):
            return Standing.EXPERT, Reason("expert-own-yes")
        missing = "participant-no-signed-list" if says_yes(record) else "participant-no-yes"
        return Standing.PARTICIPANT, Reason(missing)

    def _withdrew_profile(self, known: KnownPerson) -> bool:
        return any(
            no.purpose == Purpose.PROFILE and no.recipient_id == self.controller_id
            for no in known.withdrawn
        )

    def _standing_of_known(
        self, record: SeminarPerson, known: KnownPerson
    ) -> tuple[Standing, Reason]:
        if known.standing == Standing.EXPERT:
            return Standing.EXPERT, Reason("already-expert")
        if self._withdrew_profile(known):
            return Standing.PARTICIPANT, Reason("profile-stays-withdrawn")
        standing, why = self._standing_by_row(record)
        if known.standing == Standing.OFFICE_HOLDER and standing == Standing.PARTICIPANT:
            return Standing.OFFICE_HOLDER, Reason("stays-office-holder")
        return standing, why

    # --- facts ---

    def _facts(
        self, step: Step, standing: Standing, known: KnownPerson | None
    ) -> tuple[dict[str, Any], list[Problem]]:
        """What to keep of the row; an ORCID iD that is someone else's is told and left out."""
        facts = kept_facts(step.record, standing)
        orcid = facts.get(Fact.ORCID)
        if orcid is None or self._may_take_orcid(orcid, step, known):
            return facts, []
        del facts[Fact.ORCID]
        return facts, [Problem("orcid", orcid, "orcid-of-someone-else")]

    def _may_take_orcid(self, orcid: str, step: Step, known: KnownPerson | None) -> bool:
        holder = self._holders_of_orcid.get(orcid)
        if holder is not None:
            return known is not None and known.id == holder
        return self._row_of_orcid.setdefault(orcid, step.position) == step.position

    def _other_holder_of_orcid(self, record: SeminarPerson, person_id: int | None) -> int | None:
        """Who else has the row's ORCID iD, where the row could give it to someone."""
        is_expert = person_id and self.known[person_id].standing == Standing.EXPERT
        if not (is_expert or self._makes_an_expert(record)):
            return None
        holder = self._holders_of_orcid.get(record.orcid)
        return holder if holder != person_id else None

    def _fact_changes(self, facts: Mapping[str, Any], known: KnownPerson) -> list[FieldChange]:
        changes = []
        for fact, value in facts.items():
            if self._says_the_same(fact, known.facts.get(fact), value, known):
                continue
            change = change_of(known, fact, value, SourceKind.IMPORT_ROW)
            is_kept = change.is_kept_beside and as_stated(fact, value) in known.voices.beside
            if not is_kept:
                changes.append(change)
        return changes

    def _says_the_same(self, field: str, current: Any, value: Any, known: KnownPerson) -> bool:
        if field == Fact.DISPLAY_NAME:
            return says_nothing_new_of_name(current, value)
        if field == Fact.EMAIL:
            return fold(current) == fold(value)
        if field == Fact.AFFILIATION and current:
            can_be_linked = len(self.organisations.get(fold(value[0]), ())) == 1
            is_linked = known.affiliation_is_linked or not can_be_linked
            return is_linked and says_nothing_new_of_affiliation(current, value)
        return bool(current == value)

    def _event_change(self, known: KnownPerson | None) -> list[FieldChange]:
        event = self.circumstances.event_id
        if event is None or (known and event in known.events):
            return []
        return [FieldChange(EVENT, None, event)]

    # --- consents ---

    def _consents(
        self, record: SeminarPerson, standing: Standing, known: KnownPerson | None
    ) -> ConsentPlan:
        """Yeses count only for an expert whose signed list is there.

        A no always counts, unless the sheet is surely older than the yes it would end.
        """
        plan = ConsentPlan()
        if self.controller_id is None:
            return plan
        for answer in record.consents:
            recipient = self._recipient_of(answer.purpose, answer.recipient_name)
            if recipient is None:
                name = answer.recipient_name
                plan.problems.append(Problem("consent", name, "recipient-not-in-register"))
                continue
            yes = StandingYes(answer.purpose, recipient)
            if answer.yes:
                self._plan_yes(plan, yes, standing, known)
            elif known and yes in known.yeses:
                self._plan_no(plan, yes, known.yeses[yes])
        return plan

    def _plan_no(self, plan: ConsentPlan, yes: StandingYes, given: GivenYes) -> None:
        if self._is_older_than(given):
            plan.reasons.append(Reason("yes-is-newer", (("purpose", yes.purpose),)))
        else:
            plan.changes.append(FieldChange(consent_field(yes), True, False))

    def _plan_yes(
        self, plan: ConsentPlan, yes: StandingYes, standing: Standing, known: KnownPerson | None
    ) -> None:
        given = known.yeses.get(yes) if known else None
        if given and not self._renews(given):
            return
        if given is None and known and yes in known.withdrawn:
            plan.reasons.append(Reason("stays-withdrawn", (("purpose", yes.purpose),)))
        elif standing == Standing.EXPERT and self.circumstances.signed_list_id is None:
            plan.reasons.append(Reason("yes-without-signed-list", (("purpose", yes.purpose),)))
        elif standing == Standing.EXPERT:
            plan.changes.append(FieldChange(consent_field(yes), None, True))

    def _is_older_than(self, given: GivenYes) -> bool:
        """Whether the sheet spoke before that yes.

        A yes on a sheet is dated by its import, which says nothing of when its event was.
        """
        circumstances = self.circumstances
        if given.given_on > circumstances.first_seen_on:
            return True
        event_ended_on = None if given.on_a_sheet else circumstances.event_ended_on
        return event_ended_on is not None and given.given_on > event_ended_on

    def _renews(self, given: GivenYes) -> bool:
        """An expired yes begins again with a sheet handed in after it ended, of a later event."""
        event_ended_on = self.circumstances.event_ended_on
        if event_ended_on is not None and event_ended_on <= given.given_on:
            return False
        return given.has_expired(self.circumstances.first_seen_on)

    def _recipient_of(self, purpose: str, name: str) -> int | None:
        if purpose not in NEEDS_A_NAMED_RECIPIENT:
            return self.controller_id
        found = self.organisations.get(fold(name), ())
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class ConsentPlan:
    """What the answers of one row lead to."""

    changes: list[FieldChange] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _standing_change(known: KnownPerson, standing: Standing) -> list[FieldChange]:
    if known.standing == standing:
        return []
    return [FieldChange(STANDING, known.standing, standing)]


def _too_long(name: str) -> Problem:
    length, limit = str(len(name_key(name))), str(LONGEST_NAME_KEY)
    parameters = (("length", length), ("limit", limit))
    return Problem("display_name", name, "text-too-long", parameters)


def _of_a_participant(step: Step) -> Step:
    """The step without what may not be kept of someone who has not said yes."""
    return replace(step, record=kept_record(step.record), problems=kept_problems(step.problems))


def _identify(register: PeopleLookup, received: Received) -> Identity:
    if received.record is None:
        return Identity()
    record: SeminarPerson = received.record
    return register.identify(
        display_name=record.display_name, email=record.email, organisation=record.organisation
    )


def _controller_id() -> int | None:
    """None while nobody has said who runs the register; then there is nobody to say yes to."""
    register = the_register()
    return register.controller_id if register else None


def _organisation_names(records: Iterable[SeminarPerson]) -> set[str]:
    names = {record.organisation for record in records}
    return names | {answer.recipient_name for record in records for answer in record.consents}


def _holders_of_orcid(records: Iterable[SeminarPerson]) -> dict[str, int]:
    """{ORCID iD: who has it in the register}, for those these rows state."""
    stated = {record.orcid for record in records if record.orcid}
    holders = Person.objects.filter(orcid__in=stated).order_by()
    return {str(orcid): pk for orcid, pk in holders.values_list("orcid", "id")}
