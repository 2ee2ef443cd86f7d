"""What came of it: asked after 1, 3 and 12 months, of both, once each."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.introductions.models import Introduction, Outcome, Result, Side, Stage
from caunoi.introductions.outcomes import answer_outcome, ask_for_outcomes, months_after
from caunoi.messages.models import Letter, LetterKind
from tests.caunoi.introductions.made import introduction_at, make_telling_expert, withdraw

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-03-01"),
        ("2026-11-30", 3, "2027-03-01"),
        ("2026-12-05", 1, "2027-01-05"),
        ("2024-02-29", 12, "2025-03-01"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_months_after_a_day(day, months, later):
    found = months_after(datetime.date.fromisoformat(day), months)

    assert found == datetime.date.fromisoformat(later)


def in_days(number):
    return timezone.now() + datetime.timedelta(days=number)


def asked():
    return sorted(Outcome.objects.values_list("after_months", "side"))


def test_both_are_asked_after_1_3_and_12_months_and_once_each():
    introduction_at(Stage.INTRODUCED)

    assert ask_for_outcomes(now=in_days(27)) == 0
    for days, months in ((32, 1), (95, 3), (370, 12)):
        assert ask_for_outcomes(now=in_days(days)) == 2
        assert ask_for_outcomes(now=in_days(days)) == 0
        assert asked()[-2:] == [(months, Side.BODY), (months, Side.EXPERT)]
    assert Letter.objects.filter(kind=LetterKind.OUTCOME).count() == 6


def test_after_a_long_pause_the_last_question_alone_is_asked():
    introduction_at(Stage.INTRODUCED)

    assert ask_for_outcomes(now=in_days(400)) == 2
    assert ask_for_outcomes(now=in_days(401)) == 0
    assert asked() == [(12, Side.BODY), (12, Side.EXPERT)]


@pytest.mark.parametrize("stage", [one for one in Stage if one != Stage.INTRODUCED])
def test_nobody_else_is_asked(stage):
    introduction_at(stage)

    assert ask_for_outcomes(now=in_days(400)) == 0


def test_whoever_withdrew_is_asked_nothing_and_named_nowhere():
    found = introduction_at(Stage.INTRODUCED, person=make_telling_expert())
    withdraw(found.person)

    assert ask_for_outcomes(now=in_days(32)) == 0


def test_an_answer_is_kept_and_may_be_said_anew():
    found = introduction_at(Stage.INTRODUCED)
    ask_for_outcomes(now=in_days(32))
    outcome = Outcome.objects.get(side=Side.EXPERT)

    answer_outcome(outcome=outcome, what=Result.MET, happened_on=None, words=" Good talk ")
    answer_outcome(outcome=outcome, what=Result.PILOT, happened_on=None, words="")

    outcome.refresh_from_db()
    assert (outcome.what, outcome.words) == (Result.PILOT, "")
    assert Introduction.objects.get(pk=found.pk).outcomes.count() == 2
