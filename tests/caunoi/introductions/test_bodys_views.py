"""What a body sees: counts, a description, and a name only of whom it was introduced to."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.introductions.models import Introduction, Meeting, Outcome, Result, Side, Stage
from caunoi.introductions.outcomes import ask_for_outcomes
from caunoi.introductions.services import say_no
from caunoi.needs.services import shortlist
from caunoi.organisations.models import OrganisationLink
from tests.caunoi.introductions.made import (
    NAME,
    OWN_WORDS,
    introduction_at,
    make_askable,
    make_body,
    make_needed,
    make_telling_expert,
    opened_by_body,
    told,
    withdraw,
)

pytestmark = pytest.mark.django_db


def address(found):
    return reverse("introductions:for_body", args=[found.pk])


def stage_of(found):
    return Introduction.objects.get(pk=found.pk).stage


def all_pages(found):
    """Everything that the body's link opens here, as one text."""
    browser = opened_by_body(found.organisation)
    places = [
        reverse("partners:home"),
        reverse("introductions:of_body"),
        address(found),
        reverse("introductions:bodys_calendar", args=[found.pk]),
    ]
    return b"".join(browser.get(place).content for place in places)


@pytest.mark.parametrize("stage", [one for one in Stage if one != Stage.INTRODUCED])
def test_no_page_tells_the_body_of_the_expert_before_both_agreed(stage):
    found = introduction_at(stage, person=make_telling_expert())

    assert told(all_pages(found)) == set()


def test_an_introduced_expert_is_named_with_what_was_agreed_to():
    found = introduction_at(Stage.INTRODUCED, person=make_telling_expert(), shared=["expertise"])

    assert told(all_pages(found)) == {NAME, OWN_WORDS}


def test_a_yes_withdrawn_after_the_introduction_takes_the_name_away():
    found = introduction_at(Stage.INTRODUCED, person=make_telling_expert())
    withdraw(found.person)

    pages = all_pages(found)

    assert told(pages) == set()
    assert b"No longer available" in pages


def test_the_body_reads_sectors_and_country_and_what_the_expert_added():
    found = introduction_at(Stage.BODY_ASKED, person=make_telling_expert())
    Introduction.objects.filter(pk=found.pk).update(description="Twenty years of it")

    page = opened_by_body(found.organisation).get(address(found)).content.decode()

    for said in ("Quantum technology", "Belgium", "Twenty years of it"):
        assert said in page


@pytest.mark.parametrize("ends", [withdraw, None])
def test_midway_it_is_no_longer_available_whatever_the_reason(ends):
    found = introduction_at(Stage.BODY_ASKED, person=make_telling_expert())
    withdraw(found.person) if ends else say_no(introduction=found)
    browser = opened_by_body(found.organisation)

    page = browser.get(address(found)).content

    assert b"No longer available" in page
    assert b"Quantum technology" not in page
    late = browser.post(address(found), {"yes": "1", "contact": "-"}, follow=True)
    assert b"Nothing was changed" in late.content


def test_yes_keeps_whom_the_expert_may_turn_to():
    found = introduction_at(Stage.BODY_ASKED)

    opened_by_body(found.organisation).post(address(found), {"yes": "1", "contact": "Room 12"})

    kept = Introduction.objects.get(pk=found.pk)
    assert (kept.stage, kept.bodys_contact) == (Stage.BODY_AGREED, "Room 12")


def test_no_needs_nothing_filled_in():
    found = introduction_at(Stage.BODY_ASKED)

    opened_by_body(found.organisation).post(address(found), {"no": "1", "contact": ""})

    assert stage_of(found) == Stage.BODY_DECLINED


def test_a_second_click_changes_nothing():
    found = introduction_at(Stage.BODY_ASKED)
    browser = opened_by_body(found.organisation)

    for _again in range(2):
        browser.post(address(found), {"yes": "1", "contact": "Room 12"})
    late = browser.post(address(found), {"no": "1"}, follow=True)

    assert stage_of(found) == Stage.BODY_AGREED
    assert b"Nothing was changed" in late.content


def test_opening_changes_nothing_however_often_a_scanner_does():
    found = introduction_at(Stage.BODY_ASKED)
    browser = opened_by_body(found.organisation)

    for ask in (browser.get, browser.head):
        assert ask(address(found), {"yes": "1", "contact": "-"}).status_code == 200
    assert stage_of(found) == Stage.BODY_ASKED


def test_another_body_finds_nothing():
    found = introduction_at(Stage.INTRODUCED, person=make_telling_expert())
    another = opened_by_body(make_body("Another body"))

    for page in ("for_body", "bodys_calendar"):
        assert another.get(reverse(f"introductions:{page}", args=[found.pk])).status_code == 404
    assert told(another.get(reverse("introductions:of_body")).content) == set()
    assert Client().get(address(found)).status_code == 403


def test_a_withdrawn_link_opens_nothing():
    found = introduction_at(Stage.BODY_ASKED)
    browser = opened_by_body(found.organisation)
    OrganisationLink.objects.update(revoked_at=timezone.now())

    assert browser.post(address(found), {"no": "1"}).status_code == 403
    assert stage_of(found) == Stage.BODY_ASKED


def test_a_need_is_told_in_counts():
    need = make_needed()
    for number, stage in enumerate((Stage.EXPERT_ASKED, Stage.EXPERT_AGREED)):
        introduction_at(stage, need=need, person=make_askable(f"Zz{number} Expert"))
    for match in need.introductions.all():
        shortlist(need=need, candidate=match.person, score=0.5, reasons=[], by=None)
    third = make_askable("Zz3 Expert")
    shortlist(need=need, candidate=third, score=0.5, reasons=[], by=None)
    where = reverse("introductions:of_body")

    page = opened_by_body(need.asked_by).get(where).content.decode()
    assert "3 suitable, 2 asked, 1 agreed" in page
    assert "Zz" not in page

    withdraw(third)
    page = opened_by_body(need.asked_by).get(where).content.decode()
    assert "2 suitable, 2 asked, 1 agreed" in page


def test_the_calendar_names_nobody():
    found = introduction_at(Stage.INTRODUCED, person=make_telling_expert())
    Meeting.objects.create(introduction=found, starts_at=timezone.now(), place="Room 1")
    browser = opened_by_body(found.organisation)

    file = browser.get(reverse("introductions:bodys_calendar", args=[found.pk]))

    assert file["Content-Type"].startswith("text/calendar")
    assert told(file.content) == set()


def test_the_outcome_is_said_on_the_bodys_page_and_no_longer_once_the_yes_is_gone():
    found = introduction_at(Stage.INTRODUCED, person=make_telling_expert())
    ask_for_outcomes(now=timezone.now() + datetime.timedelta(days=40))
    outcome = Outcome.objects.get(side=Side.BODY)
    browser = opened_by_body(found.organisation)
    where = reverse("introductions:outcome_of_body", args=[outcome.pk])

    browser.post(where, {"what": "contract"})
    outcome.refresh_from_db()
    assert outcome.what == Result.CONTRACT

    withdraw(found.person)
    assert browser.get(where).status_code == 404
