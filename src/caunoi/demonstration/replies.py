"""What became of things: bodies asked and answering, authors told, experts asked and introduced.

Everything goes through the services behind the pages. Offices have no address, so that every
letter waits to be passed on by hand and none leaves the demonstration.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from caunoi.accounts.models import User
from caunoi.answers.models import Routing, Verdict
from caunoi.answers.services import add_milestone, give_answer, route_proposal, send_reply
from caunoi.answers.showing import Words
from caunoi.demonstration.files import GivenAnswer
from caunoi.events.models import Event
from caunoi.introductions.asking import hindrance_to_asking
from caunoi.introductions.models import Introduction, KnowledgeSecurity
from caunoi.introductions.services import (
    Yes,
    ask_body,
    ask_expert,
    bodys_yes,
    introduce,
    prepare_introduction,
    say_no,
    say_yes,
)
from caunoi.needs.models import Match
from caunoi.needs.models import Verdict as Shortlisting
from caunoi.organisations.models import ContactPoint, Organisation
from caunoi.organisations.offices import keep_office
from caunoi.proposals.models import Proposal
from caunoi.seminars.models import Kit
from caunoi.seminars.services import open_kit

OFFICE = "Phòng Hợp tác quốc tế (minh họa)"
BRUSSELS_TEN = datetime.time(10, tzinfo=datetime.UTC)
# Of the first that were shortlisted: so many are asked, agree, are put to the body, introduced.
ASKED, AGREED, BODIES_ASKED, INTRODUCED = 8, 5, 3, 2
FORTNIGHT = datetime.timedelta(days=14)


@transaction.atomic
def open_offices() -> None:
    """One office of each invented body at home."""
    if ContactPoint.objects.exists():
        return
    for body in Organisation.objects.filter(country_code="VN", display_name__contains="(minh họa)"):
        keep_office(organisation=body, name=OFFICE, email="", language="vi")


@transaction.atomic
def answer_proposals(answers: Sequence[GivenAnswer], *, by: User, on: datetime.date) -> None:
    if Routing.objects.exists():
        return
    proposals = {proposal.title: proposal for proposal in Proposal.objects.all()}
    for told in answers:
        _ask_and_answer(proposals[told.proposal], told, by=by, on=on)
    for told in answers:
        _tell_the_authors(proposals[told.proposal], told, by=by, on=on)


def _ask_and_answer(proposal: Proposal, told: GivenAnswer, *, by: User, on: datetime.date) -> None:
    asked_on = told.day(told.asked_days_ago, on)
    route_proposal(
        proposal=proposal,
        offices=ContactPoint.objects.filter(organisation__display_name=told.body),
        words=Words(title=proposal.title, text=proposal.text, language=proposal.language),
        question=told.question,
        due_on=asked_on + FORTNIGHT,
        by=by,
        on=asked_on,
    )
    if told.verdict:
        routing = proposal.routings.get(organisation__display_name=told.body)
        at = _ten_o_clock(told.day(told.answered_days_ago, on))
        give_answer(
            routing=routing, verdict=Verdict(told.verdict), text=told.answer, by=None, now=at
        )


def _tell_the_authors(
    proposal: Proposal, told: GivenAnswer, *, by: User, on: datetime.date
) -> None:
    if told.reply:
        send_reply(
            proposal=proposal,
            text=told.reply,
            language=proposal.language,
            number=1,
            passes_on=proposal.routings.values_list("pk", flat=True),
            by=by,
            on=told.day(told.replied_days_ago, on),
        )
    if told.milestone:
        day = told.day(told.milestone_days_ago, on)
        add_milestone(
            proposal=proposal,
            happened_on=day,
            words=told.milestone,
            by=by,
            now=_ten_o_clock(day),
        )


def _ten_o_clock(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, BRUSSELS_TEN)


@transaction.atomic
def introduce_experts(*, by: User, on: datetime.date) -> None:
    """Of those on shortlists; the last who is asked says no, and the one before waits."""
    if Introduction.objects.exists():
        return
    asked = [_ask(match, by=by, on=on) for match in _first_who_may_be_asked(on)]
    for introduction in asked[:AGREED]:
        say_yes(introduction=introduction, yes=Yes(description="Sẵn sàng trao đổi từ tháng sau."))
    for introduction in asked[:BODIES_ASKED]:
        ask_body(introduction=introduction, office=_office_of(introduction), by=by)
    for introduction in asked[:INTRODUCED]:
        bodys_yes(introduction=introduction, contact=OFFICE)
        introduce(introduction=introduction, by=by)
    for introduction in asked[ASKED - 1 :]:
        say_no(introduction=introduction)


def _first_who_may_be_asked(on: datetime.date) -> Iterable[Match]:
    """One a person, so that nobody is asked more often than they wish."""
    rows = Match.objects.filter(
        verdict=Shortlisting.SHORTLISTED, person__isnull=False, need__asked_by__isnull=False
    )
    found: dict[int | None, Match] = {}
    for match in rows.select_related("person", "need__asked_by").order_by("pk"):
        body = match.need.asked_by
        if body and match.person and not hindrance_to_asking(match.person, body, on=on):
            found.setdefault(match.person_id, match)
    return list(found.values())[:ASKED]


def _ask(match: Match, *, by: User, on: datetime.date) -> Introduction:
    security = KnowledgeSecurity(
        purpose=match.need.title, end_user=str(match.need.asked_by), who_pays=match.need.funding
    )
    prepared = prepare_introduction(
        need=match.need,
        person=match.person,  # type: ignore[arg-type]
        security=security,
        by=by,
    )
    return ask_expert(introduction=prepared, by=by)


def _office_of(introduction: Introduction) -> ContactPoint | None:
    return introduction.organisation.contact_points.first()


@transaction.atomic
def open_the_newest_kit() -> None:
    """A code to scan for the newest event, open for whoever tries the demonstration today."""
    event = Event.objects.order_by("-starts_on", "-pk").first()
    if event and not Kit.objects.exists():
        open_kit(
            event=event,
            opens_on=event.starts_on - FORTNIGHT,
            closes_on=max(event.starts_on, timezone.localdate()) + FORTNIGHT,
        )
