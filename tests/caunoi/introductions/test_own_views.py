"""What an expert sees and answers on the own pages; what is another's opens nothing."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.introductions.models import (
    Conflict,
    Introduction,
    Outcome,
    RefusalReason,
    Result,
    Shared,
    Side,
    Stage,
)
from caunoi.introductions.outcomes import ask_for_outcomes
from caunoi.people.models import PersonLink
from tests.caunoi.introductions.made import (
    EMAIL,
    NAME,
    introduction_at,
    make_askable,
    make_needed,
    make_telling_expert,
    opened_by,
    withdraw,
)

pytestmark = pytest.mark.django_db


def address(found):
    return reverse("introductions:asked", args=[found.pk])


def stage_of(found):
    return Introduction.objects.get(pk=found.pk).stage


def send(found, **said):
    return opened_by(found.person).post(address(found), said, follow=True)


def test_the_page_says_with_whom_what_for_for_whom_and_who_pays():
    found = introduction_at(Stage.EXPERT_ASKED)
    found.security.who_pays = "The provincial budget"
    found.security.save()

    page = opened_by(found.person).get(address(found)).content.decode()

    for said in (
        "A converter for islands",
        "An asking institute",
        "To design a converter",
        "The islands",
        "The provincial budget",
    ):
        assert said in page


def test_opening_changes_nothing_however_often_a_scanner_does():
    found = introduction_at(Stage.EXPERT_ASKED)
    browser = opened_by(found.person)

    for ask in (browser.get, browser.head, browser.get):
        assert ask(address(found), {"answer": "yes"}).status_code == 200
    assert stage_of(found) == Stage.EXPERT_ASKED


def test_nothing_is_ticked_beforehand():
    found = introduction_at(Stage.EXPERT_ASKED)

    page = opened_by(found.person).get(address(found)).content.decode()

    assert not re.search(r"<input[^>]* checked", page)


def test_a_yes_with_what_may_be_shared():
    found = introduction_at(Stage.EXPERT_ASKED)

    page = send(found, answer="yes", shared=["email"], description="Twenty years of converters")

    kept = Introduction.objects.get(pk=found.pk)
    assert (kept.stage, kept.shared) == (Stage.EXPERT_AGREED, [Shared.EMAIL])
    assert kept.description == "Twenty years of converters"
    assert "You said yes" in page.content.decode()


@pytest.mark.parametrize("given_away", [f"I am {NAME}", "Call Kin Oanh", f"Write to {EMAIL}"])
def test_nobody_gives_the_own_name_away_by_mistake(given_away):
    found = introduction_at(Stage.EXPERT_ASKED, person=make_telling_expert())
    found.person.display_name = "Oanh Kín"
    found.person.save()

    send(found, answer="yes", description=given_away.replace(NAME, "Oanh Kín"))

    assert stage_of(found) == Stage.EXPERT_ASKED


def test_a_no_with_a_reason_and_never_this_body_again():
    found = introduction_at(Stage.EXPERT_ASKED)

    page = send(found, answer="no", reason="A competitor", never_this_body="on")

    assert stage_of(found) == Stage.EXPERT_DECLINED
    assert RefusalReason.objects.get().text == "A competitor"
    assert Conflict.objects.get().stated_by is None
    assert "You said no" in page.content.decode()


@pytest.mark.parametrize("until", ["", "2020-01-01", "not a day"])
def test_not_now_names_a_day_to_come(until):
    found = introduction_at(Stage.EXPERT_ASKED)

    send(found, answer="not_now", until=until)

    assert stage_of(found) == Stage.EXPERT_ASKED


def test_not_now_until_a_day():
    found = introduction_at(Stage.EXPERT_ASKED)
    day = timezone.localdate() + datetime.timedelta(days=60)

    send(found, answer="not_now", until=day.isoformat())

    kept = Introduction.objects.get(pk=found.pk)
    assert (kept.stage, kept.until) == (Stage.NOT_NOW, day)


@pytest.mark.parametrize("said", [{}, {"answer": "perhaps"}, {"answer": "yes", "shared": ["all"]}])
def test_what_cannot_be_read_is_no_answer(said):
    found = introduction_at(Stage.EXPERT_ASKED)

    assert send(found, **said).status_code == 200
    assert stage_of(found) == Stage.EXPERT_ASKED


def test_an_answer_that_comes_too_late_changes_nothing_and_is_answered_kindly():
    found = introduction_at(Stage.CLOSED)

    page = send(found, answer="yes").content.decode()

    assert stage_of(found) == Stage.CLOSED
    assert "Nothing was changed" in page


def test_a_withdrawn_yes_has_ended_the_request():
    found = introduction_at(Stage.EXPERT_ASKED)
    withdraw(found.person)

    page = send(found, answer="yes").content.decode()

    assert "This request has ended" in page
    assert stage_of(found) == Stage.EXPERT_ASKED


def words_of(page):
    """Without what differs from request to request."""
    main = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return [line for line in main.splitlines() if "csrf" not in line]


def test_nothing_on_the_page_tells_how_far_it_is_with_the_other_side():
    person = make_askable()
    person.expert.requests_a_year = 9
    person.expert.save()
    seen = []
    for stage in (Stage.EXPERT_AGREED, Stage.BODY_ASKED, Stage.BODY_AGREED):
        found = introduction_at(stage, person=person)
        seen.append(words_of(opened_by(person).get(address(found))))

    assert without_numbers(seen[0]) == without_numbers(seen[1]) == without_numbers(seen[2])


def without_numbers(lines):
    return ["".join(one for one in line if not one.isdigit()) for line in lines]


def test_a_no_of_the_body_reads_like_an_end():
    person = make_askable()
    declined = introduction_at(Stage.BODY_DECLINED, person=person)

    page = opened_by(person).get(address(declined)).content.decode()

    assert "This request has ended" in page
    assert "declined" not in page


def test_the_contact_of_the_body_stands_there_once_both_agreed():
    agreed = introduction_at(Stage.BODY_AGREED)
    assert b"office@example.org" not in opened_by(agreed.person).get(address(agreed)).content

    introduced = introduction_at(Stage.INTRODUCED)
    assert b"office@example.org" in opened_by(introduced.person).get(address(introduced)).content


PAGES = ("asked", "own_calendar", "own_paper")


@pytest.mark.parametrize("page", PAGES)
def test_what_somebody_else_was_asked_is_not_found(page):
    found = introduction_at(Stage.INTRODUCED)
    where = reverse(f"introductions:{page}", args=[found.pk])

    assert opened_by(make_askable()).get(where).status_code == 404
    assert Client().get(where).status_code == 403


def test_an_expired_or_withdrawn_link_opens_nothing_and_says_so_kindly():
    found = introduction_at(Stage.EXPERT_ASKED)
    browser = opened_by(found.person)
    PersonLink.objects.update(revoked_at=timezone.now())

    page = browser.post(address(found), {"answer": "yes"})

    assert page.status_code == 403
    assert "your own link" in page.content.decode()
    assert stage_of(found) == Stage.EXPERT_ASKED


def test_all_that_was_asked_stands_in_a_list():
    person = make_askable()
    found = introduction_at(Stage.EXPERT_ASKED, person=person)
    introduction_at(Stage.EXPERT_ASKED)
    browser = opened_by(person)

    page = browser.get(reverse("introductions:of_person"))

    assert address(found) in page.content.decode()
    assert len(page.context["requests"]) == 1


def test_the_outcome_is_said_on_the_own_page():
    found = introduction_at(Stage.INTRODUCED)
    ask_for_outcomes(now=timezone.now() + datetime.timedelta(days=40))
    outcome = Outcome.objects.get(side=Side.EXPERT)
    browser = opened_by(found.person)
    where = reverse("introductions:outcome", args=[outcome.pk])

    assert where in browser.get(reverse("introductions:of_person")).content.decode()
    browser.post(where, {"what": "pilot", "words": "On two islands"})

    outcome.refresh_from_db()
    assert (outcome.what, outcome.words) == (Result.PILOT, "On two islands")
    of_the_body = Outcome.objects.get(side=Side.BODY)
    other = reverse("introductions:outcome", args=[of_the_body.pk])
    assert browser.get(other).status_code == 404


def test_what_a_body_calls_confidential_is_not_shown_only_its_summary():
    need = make_needed(text="zzconfidential", is_confidential=True, summary="Chips for islands.")
    found = introduction_at(Stage.EXPERT_ASKED, need=need)

    page = opened_by(found.person).get(address(found)).content.decode()

    assert "Chips for islands." in page
    assert "zzconfidential" not in page
