"""Who may be asked today, and if not, from when on."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.introductions.asking import Hindrance, Obstacle, hindrance_to_asking
from caunoi.introductions.models import Introduction, Stage
from caunoi.introductions.services import ask_expert, note_conflict, take_back_conflict
from caunoi.people.purposes import Purpose
from tests.caunoi.introductions.made import (
    introduction_at,
    make_askable,
    make_body,
    make_needed,
    prepared,
    withdraw,
)
from tests.factories import make_expert, make_participant

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def days(number):
    return datetime.timedelta(days=number)


def test_whoever_said_both_yeses_may_be_asked():
    assert hindrance_to_asking(make_askable(), make_body(), on=today()) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_expert(purposes=[Purpose.MATCHING]),
        lambda: make_expert(purposes=[Purpose.CONTACT]),
        make_participant,
    ],
)
def test_nobody_is_asked_without_both(make):
    assert hindrance_to_asking(make(), make_body(), on=today()) == Hindrance(Obstacle.NO_YES)


def test_a_conflict_keeps_one_body_away_until_it_is_taken_back():
    person, body = make_askable(), make_body()
    conflict = note_conflict(person=person, organisation=body, note="", by=None, on=today())

    assert hindrance_to_asking(person, body, on=today()) == Hindrance(Obstacle.CONFLICT)
    assert hindrance_to_asking(person, make_body("Another"), on=today()) is None
    take_back_conflict(conflict=conflict)
    assert hindrance_to_asking(person, body, on=today()) is None


def test_not_now_holds_for_every_request_until_its_day():
    found = introduction_at(Stage.NOT_NOW)
    another = make_body("Another")

    put_off = hindrance_to_asking(found.person, another, on=today())
    assert put_off == Hindrance(Obstacle.NOT_NOW, found.until)
    assert hindrance_to_asking(found.person, another, on=found.until) is None


def asked_days_ago(person, *ago):
    for number in ago:
        ask_expert(
            introduction=prepared(make_needed(f"Asked {number} days ago"), person),
            by=None,
            now=timezone.now() - days(number),
        )


def test_the_limit_is_of_any_year_and_says_when_it_is_free_again():
    person = make_askable()
    person.expert.requests_a_year = 2
    person.expert.save()
    asked_days_ago(person, 400, 300, 10)

    found = hindrance_to_asking(person, make_body(), on=today())

    assert found == Hindrance(Obstacle.ASKED_ENOUGH, today() + days(65))
    assert hindrance_to_asking(person, make_body("Another"), on=today() + days(65)) is None


def test_whoever_wishes_no_requests_is_asked_none():
    person = make_askable()
    person.expert.requests_a_year = 0
    person.expert.save()

    found = hindrance_to_asking(person, make_body(), on=today())

    assert found == Hindrance(Obstacle.ASKED_ENOUGH)


def test_asking_again_after_not_now_counts_as_a_request():
    found = introduction_at(Stage.NOT_NOW)
    found.person.expert.requests_a_year = 2
    found.person.expert.save()
    Introduction.objects.filter(pk=found.pk).update(until=today())
    ask_expert(introduction=found, by=None)

    said = hindrance_to_asking(found.person, make_body("Another"), on=today())

    assert said is not None
    assert said.obstacle == Obstacle.ASKED_ENOUGH


def test_a_withdrawn_yes_goes_before_everything_else():
    person, body = make_askable(), make_body()
    note_conflict(person=person, organisation=body, note="", by=None, on=today())
    withdraw(person)

    assert hindrance_to_asking(person, body, on=today()) == Hindrance(Obstacle.NO_YES)
