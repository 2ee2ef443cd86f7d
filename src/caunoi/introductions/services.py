"""The steps of an introduction: whoever takes one holds the row, so that of two one comes late.

Every step looks anew whether the person's yes still stands.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from caunoi.accounts.models import User
from caunoi.introductions import letters
from caunoi.introductions.asking import Hindrance, Obstacle, hindrance_to_asking
from caunoi.introductions.models import (
    NEXT_STAGES,
    Checked,
    Conflict,
    Introduction,
    KnowledgeSecurity,
    Meeting,
    RefusalReason,
    Shared,
    Stage,
    askable_people,
)
from caunoi.introductions.refusals import MayNotBeAsked, NoOffice, TooEarly, TooLate
from caunoi.needs.models import Need
from caunoi.organisations.models import ContactPoint, Organisation
from caunoi.people.models import Expert, Person

# --- asking the expert ---


@transaction.atomic
def prepare_introduction(
    *, need: Need, person: Person, security: KnowledgeSecurity, by: User | None
) -> Introduction:
    """Keep what the request will say; an earlier preparation is written over. Raises TooLate."""
    if need.asked_by is None:
        raise ValueError("an introduction needs the body that asks")
    found, _is_new = Introduction.objects.select_for_update(of=("self",)).get_or_create(
        need=need, person=person, defaults={"organisation": need.asked_by, "asked_by": by}
    )
    if found.stage not in {Stage.TO_BE_ASKED, Stage.NOT_NOW}:
        raise TooLate(found.stage)
    security.introduction = found
    security.save()
    return found


@transaction.atomic
def ask_expert(
    *, introduction: Introduction, by: User | None, now: datetime.datetime | None = None
) -> Introduction:
    """Write the request. Raises MayNotBeAsked and TooLate; nothing is written then."""
    now = now or timezone.now()
    # The profile is held: two officers who ask for two needs at once keep within the limit.
    Expert.objects.select_for_update().filter(person=introduction.person_id).first()
    held = _held(introduction, Stage.EXPERT_ASKED)
    hindrance = hindrance_to_asking(held.person, held.organisation, on=timezone.localdate(now))
    if hindrance:
        raise MayNotBeAsked(hindrance)
    held.asked_by, held.asked_at, held.until = by, now, None
    _move(held, Stage.EXPERT_ASKED)
    letters.write_request(held, by=by, now=now)
    return held


# --- the expert's answer ---


@dataclass(frozen=True, slots=True)
class Yes:
    """description: what the body may read before it answers. institution: as the expert says."""

    shared: Collection[Shared] = ()
    description: str = ""
    not_before: datetime.date | None = None
    institution: Checked = Checked.PENDING


@transaction.atomic
def say_yes(
    *, introduction: Introduction, yes: Yes, now: datetime.datetime | None = None
) -> Introduction:
    """Raises TooLate where the request has ended; a second click changes nothing."""
    now = now or timezone.now()
    held = _of(introduction)
    if held.stage == Stage.EXPERT_AGREED:
        return held
    held = _held(introduction, Stage.EXPERT_AGREED)
    held.shared, held.description = list(yes.shared), yes.description
    held.not_before, held.until = yes.not_before, None
    held.answered_at = held.agreed_at = now
    _move(held, Stage.EXPERT_AGREED)
    change_security(introduction=held, institution=yes.institution, on=timezone.localdate(now))
    return held


@transaction.atomic
def say_no(
    *,
    introduction: Introduction,
    reason: str = "",
    never_this_body: bool = False,
    now: datetime.datetime | None = None,
) -> Introduction:
    """A no may come at any time until the introduction; whoever was asked already is not told."""
    now = now or timezone.now()
    held = _of(introduction)
    if held.stage == Stage.EXPERT_DECLINED:
        return held
    _check_leads_to(held, Stage.EXPERT_DECLINED)
    held.answered_at, held.description, held.shared = now, "", []
    _move(held, Stage.EXPERT_DECLINED)
    if reason:
        RefusalReason.objects.update_or_create(
            introduction=held, defaults={"text": reason, "given_at": now}
        )
    if never_this_body:
        note_conflict(
            person=held.person,
            organisation=held.organisation,
            note="",
            by=None,
            on=timezone.localdate(now),
        )
    return held


@transaction.atomic
def say_not_now(
    *, introduction: Introduction, until: datetime.date, now: datetime.datetime | None = None
) -> Introduction:
    now = now or timezone.now()
    held = _of(introduction)
    if held.stage == Stage.NOT_NOW and held.until == until:
        return held
    if held.stage != Stage.NOT_NOW:
        _check_leads_to(held, Stage.NOT_NOW)
        held.stage = Stage.NOT_NOW
    held.until, held.answered_at = until, now
    held.save()
    return held


@transaction.atomic
def note_conflict(
    *,
    person: Person,
    organisation: Organisation,
    note: str,
    by: User | None,
    on: datetime.date,
) -> Conflict:
    """From here on nobody asks this person for this body. What was noted first stays."""
    conflict, _is_new = Conflict.objects.get_or_create(
        person=person,
        organisation=organisation,
        defaults={"note": note, "stated_by": by, "stated_on": on},
    )
    return conflict


@transaction.atomic
def take_back_conflict(*, conflict: Conflict) -> None:
    conflict.delete()


# --- the body ---


@transaction.atomic
def ask_body(
    *,
    introduction: Introduction,
    office: ContactPoint | None,
    by: User | None,
    now: datetime.datetime | None = None,
) -> Introduction:
    """Raises NoOffice, TooLate, and MayNotBeAsked where the expert's yes ended meanwhile."""
    if office is None or office.organisation_id != introduction.organisation_id:
        raise NoOffice
    held = _held(introduction, Stage.BODY_ASKED)
    held.office, held.body_asked_at = office, now or timezone.now()
    _move(held, Stage.BODY_ASKED)
    letters.write_to_body(held, by=by)
    return held


@transaction.atomic
def bodys_yes(
    *, introduction: Introduction, contact: str, now: datetime.datetime | None = None
) -> Introduction:
    """contact: whom the expert may turn to there. A second click changes nothing."""
    held = _of(introduction)
    if held.stage in {Stage.BODY_AGREED, Stage.INTRODUCED}:
        return held
    held = _held(introduction, Stage.BODY_AGREED)
    held.bodys_contact, held.body_answered_at = contact, now or timezone.now()
    _move(held, Stage.BODY_AGREED)
    return held


@transaction.atomic
def bodys_no(*, introduction: Introduction, now: datetime.datetime | None = None) -> Introduction:
    held = _of(introduction)
    if held.stage == Stage.BODY_DECLINED:
        return held
    held = _held(introduction, Stage.BODY_DECLINED)
    held.body_answered_at = now or timezone.now()
    _move(held, Stage.BODY_DECLINED)
    letters.write_that_it_ended(held, by=None)
    return held


# --- bringing them together ---


@transaction.atomic
def introduce(
    *, introduction: Introduction, by: User, now: datetime.datetime | None = None
) -> Introduction:
    """Tell each who the other is. Raises TooLate, TooEarly, MayNotBeAsked, NoOffice."""
    now = now or timezone.now()
    held = _held(introduction, Stage.INTRODUCED)
    if held.not_before and held.not_before > timezone.localdate(now):
        raise TooEarly(held.not_before)
    held.introduced_at = now
    _move(held, Stage.INTRODUCED)
    letters.write_introduction(held, by=by)
    return held


@transaction.atomic
def close(*, introduction: Introduction, by: User | None) -> Introduction:
    """End it. An expert who had agreed is told, in words that give no reason."""
    held = _of(introduction)
    _check_leads_to(held, Stage.CLOSED)
    waited = held.agreed_at is not None and held.introduced_at is None
    _move(held, Stage.CLOSED)
    if waited and _still_stands(held):
        letters.write_that_it_ended(held, by=by)
    return held


@transaction.atomic
def close_those_without_a_yes() -> int:
    """What no page shows any more is not begun again by a later yes; how many."""
    ended = Introduction.objects.filter(stage__in=NEXT_STAGES).exclude(
        person__in=askable_people().order_by()
    )
    rows = list(ended.select_for_update(of=("self",)))
    for row in rows:
        row.description, row.shared = "", []
        _move(row, Stage.CLOSED)
    return len(rows)


# --- what stands beside it ---


@transaction.atomic
def change_security(
    *, introduction: Introduction, institution: Checked, on: datetime.date
) -> KnowledgeSecurity:
    """What the expert's institution says, from this day on."""
    security = KnowledgeSecurity.objects.select_for_update().get(introduction=introduction)
    if security.institution != institution:
        security.institution = institution
        security.checked_on = None if institution == Checked.PENDING else on
        security.save()
    return security


@transaction.atomic
def set_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Write it down and tell both; a meeting that was moved is the same one in their calendars.

    Raises TooLate before the introduction and MayNotBeAsked where the yes ended.
    """
    held = _of(meeting.introduction)
    if held.stage != Stage.INTRODUCED:
        raise TooLate(held.stage)
    _check_still_stands(held)
    before = Meeting.objects.filter(introduction=held).first()
    meeting.changes = before.changes + 1 if before else 0
    meeting.save()
    letters.write_meeting(meeting, by=by)
    return meeting


# --- holding a row ---


def _of(introduction: Introduction) -> Introduction:
    rows = Introduction.objects.select_for_update(of=("self",))
    return rows.select_related("person", "need", "organisation", "office").get(pk=introduction.pk)


def _held(introduction: Introduction, to: Stage) -> Introduction:
    """The row as it is now, held, if the step may be taken from there."""
    held = _of(introduction)
    _check_leads_to(held, to)
    _check_still_stands(held)
    return held


def _check_leads_to(held: Introduction, to: Stage) -> None:
    if to not in NEXT_STAGES.get(Stage(held.stage), ()):
        raise TooLate(held.stage)


def _check_still_stands(held: Introduction) -> None:
    if not _still_stands(held):
        raise MayNotBeAsked(Hindrance(Obstacle.NO_YES))


def _still_stands(held: Introduction) -> bool:
    return askable_people().filter(pk=held.person_id).exists()


def _move(held: Introduction, to: Stage) -> None:
    held.stage = to
    held.save()
