"""The funnel, whose every number is the length of a list; and the officers' selections."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC
from caunoi.introductions.models import Introduction, Outcome, Result, Side, Stage
from caunoi.introductions.queries import Selection, Step, counts_by_selection, funnel, records_at
from caunoi.needs.services import shortlist
from tests.caunoi.introductions.made import introduction_at, make_needed, withdraw

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE


def one_at_each_stage():
    need = make_needed()
    found = {stage: introduction_at(stage, need=need) for stage in Stage}
    for one in found.values():
        shortlist(need=need, candidate=one.person, score=0.5, reasons=[], by=None)
    return found


def say(introduction, what, side=Side.EXPERT, months=1):
    now = timezone.now()
    Outcome.objects.create(
        introduction=introduction,
        side=side,
        after_months=months,
        asked_at=now,
        what=what,
        answered_at=now,
    )


def test_the_funnel_counts_what_was_reached_and_no_refusal():
    found = one_at_each_stage()
    make_needed("Another")
    say(found[Stage.INTRODUCED], Result.MET)
    say(found[Stage.INTRODUCED], Result.PROJECT, Side.BODY, 3)
    say(found[Stage.CLOSED], Result.NONE)

    assert dict(funnel(OFFICER)) == {
        Step.NEEDS: 2,
        Step.SHORTLISTED: 10,
        Step.ASKED: 9,
        Step.AGREED: 6,
        Step.BOTH_AGREED: 3,
        Step.INTRODUCED: 2,
        Step.MET: 1,
        Step.MORE: 1,
    }


def test_whoever_withdrew_is_in_no_number():
    found = one_at_each_stage()
    for one in found.values():
        withdraw(one.person)

    assert {step: count for step, count in funnel(OFFICER) if count} == {Step.NEEDS: 1}


def test_nobody_else_is_told_a_number():
    one_at_each_stage()

    assert all(count == 0 for _step, count in funnel(PUBLIC))


def test_every_number_opens_its_records(client, sign_in):
    sign_in(Role.OFFICER)
    found = one_at_each_stage()
    say(found[Stage.INTRODUCED], Result.VISIT)
    page = client.get(reverse("introductions:funnel")).content.decode()

    for step, count in funnel(OFFICER):
        where = reverse("introductions:funnel_records", args=[step])
        assert where in page
        assert client.get(where).context["page"].paginator.count == count
        assert records_at(step, OFFICER).count() == count


def test_the_funnel_is_drawn(client, sign_in):
    sign_in(Role.OFFICER)

    picture = client.get(reverse("introductions:funnel_picture"))

    assert picture["Content-Type"] == "image/svg+xml"
    assert "Introduced" in picture.content.decode()


def test_there_is_no_other_step(client, sign_in):
    sign_in(Role.OFFICER)

    assert client.get(reverse("introductions:funnel_records", args=["refused"])).status_code == 404


def test_not_now_waits_until_its_day_and_is_to_be_done_from_then_on():
    found = introduction_at(Stage.NOT_NOW)

    before = counts_by_selection(OFFICER, on=found.until - datetime.timedelta(days=1))
    after = counts_by_selection(OFFICER, on=found.until)

    assert (before[Selection.WAITING], before[Selection.TO_DO]) == (1, 0)
    assert (after[Selection.WAITING], after[Selection.TO_DO]) == (0, 1)


def test_every_introduction_stands_under_one_tab():
    one_at_each_stage()

    counts = counts_by_selection(OFFICER, on=timezone.localdate())

    assert sum(counts.values()) == Introduction.objects.count()
