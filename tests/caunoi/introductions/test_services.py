"""The steps, in their order; late, twice, at once, and with the yes gone midway."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connections
from django.utils import timezone

from caunoi.introductions import services
from caunoi.introductions.asking import Obstacle
from caunoi.introductions.models import (
    Checked,
    Conflict,
    Introduction,
    Meeting,
    RefusalReason,
    Shared,
    Stage,
)
from caunoi.introductions.refusals import MayNotBeAsked, NoOffice, TooEarly, TooLate
from caunoi.introductions.services import Yes
from caunoi.messages.models import Letter, LetterKind
from caunoi.people.models import Look
from caunoi.sources.history import event_model_of
from tests.caunoi.introductions.made import (
    NAME,
    introduction_at,
    make_askable,
    make_body,
    make_needed,
    make_telling_expert,
    prepared,
    told,
    withdraw,
)
from tests.factories import make_officer

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def stage_of(introduction):
    return Introduction.objects.get(pk=introduction.pk).stage


def letters_to_person(introduction):
    return list(introduction.person.letters.order_by("pk"))


def letters_to_body(introduction):
    offices = introduction.organisation.contact_points.all()
    return list(Letter.objects.filter(contact_point__in=offices).order_by("pk"))


def text_of(letters):
    return "\n".join(f"{one.subject}\n{one.body}" for one in letters)


# --- asking the expert ---


def test_a_request_is_one_letter_that_says_what_for_and_leads_to_the_own_page():
    found = introduction_at(Stage.EXPERT_ASKED)

    (letter,) = letters_to_person(found)
    assert letter.kind == LetterKind.HELP_WANTED
    assert letter.link_to == f"introductions:asked/{found.pk}"
    for said in ("A converter for islands", "An asking institute", "The islands"):
        assert said in text_of([letter])
    assert letters_to_body(found) == []


def test_what_is_only_kept_writes_to_nobody():
    found = introduction_at(Stage.TO_BE_ASKED)

    assert letters_to_person(found) == []
    assert found.asked_at is None


def test_what_was_kept_may_be_said_otherwise_until_it_is_asked():
    found = introduction_at(Stage.TO_BE_ASKED)
    prepared(found.need, found.person)
    services.ask_expert(introduction=found, by=make_officer())

    with pytest.raises(TooLate):
        prepared(found.need, found.person)
    assert Introduction.objects.count() == 1


def test_pressed_twice_it_asks_once():
    found = introduction_at(Stage.EXPERT_ASKED)

    with pytest.raises(TooLate):
        services.ask_expert(introduction=found, by=make_officer())
    assert len(letters_to_person(found)) == 1


def test_whoever_may_not_be_asked_gets_no_letter():
    found = introduction_at(Stage.TO_BE_ASKED)
    withdraw(found.person)

    with pytest.raises(MayNotBeAsked) as refused:
        services.ask_expert(introduction=found, by=make_officer())
    assert refused.value.hindrance.obstacle == Obstacle.NO_YES
    assert letters_to_person(found) == []
    assert stage_of(found) == Stage.TO_BE_ASKED


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_keep_within_the_limit():
    person = make_askable()
    person.expert.requests_a_year = 1
    person.expert.save()
    both = [prepared(make_needed(f"Need {number}"), person) for number in range(2)]
    refused = []

    def ask(introduction):
        try:
            services.ask_expert(introduction=introduction, by=None)
        except MayNotBeAsked as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=[one]) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert person.letters.count() == 1


# --- the expert's answer ---


def test_a_yes_keeps_what_may_be_shared_and_what_the_institution_said():
    found = introduction_at(Stage.EXPERT_ASKED)
    yes = Yes(shared=[Shared.EMAIL], description="Ten years of it", institution=Checked.CLEARED)

    said = services.say_yes(introduction=found, yes=yes)

    assert (said.stage, said.shared) == (Stage.EXPERT_AGREED, [Shared.EMAIL])
    assert said.description == "Ten years of it"
    assert said.security.institution == Checked.CLEARED
    assert said.security.checked_on == today()


def test_a_second_yes_changes_nothing():
    found = introduction_at(Stage.EXPERT_AGREED, shared=[Shared.EMAIL])

    services.say_yes(introduction=found, yes=Yes(shared=[]))

    assert Introduction.objects.get(pk=found.pk).shared == [Shared.EMAIL]


def test_a_no_needs_no_reason_and_is_told_to_nobody():
    found = introduction_at(Stage.EXPERT_ASKED)

    services.say_no(introduction=found)

    assert stage_of(found) == Stage.EXPERT_DECLINED
    assert letters_to_body(found) == []
    assert not RefusalReason.objects.exists()


def test_the_reason_of_a_no_stands_in_no_history():
    found = introduction_at(Stage.EXPERT_ASKED)

    services.say_no(introduction=found, reason="zzreason: too little time", never_this_body=True)

    assert RefusalReason.objects.get().text == "zzreason: too little time"
    assert Conflict.objects.get().organisation == found.organisation
    kept = [str(row) for row in event_model_of(Introduction).objects.values()]
    kept += [str(row) for row in event_model_of(Conflict).objects.values()]
    assert not any("zzreason" in row for row in kept)


@pytest.mark.parametrize("stage", [Stage.EXPERT_AGREED, Stage.BODY_ASKED, Stage.BODY_AGREED])
def test_a_yes_is_taken_back_until_the_introduction(stage):
    found = introduction_at(stage)

    said = services.say_no(introduction=found)

    assert (said.stage, said.shared, said.description) == (Stage.EXPERT_DECLINED, [], "")
    with pytest.raises(TooLate):
        services.introduce(introduction=found, by=make_officer())


def test_a_no_after_the_introduction_comes_too_late():
    with pytest.raises(TooLate):
        services.say_no(introduction=introduction_at(Stage.INTRODUCED))


def test_whoever_said_not_now_may_say_yes_without_being_asked_again():
    found = introduction_at(Stage.NOT_NOW)

    said = services.say_yes(introduction=found, yes=Yes())

    assert (said.stage, said.until) == (Stage.EXPERT_AGREED, None)


def test_not_now_may_be_moved():
    found = introduction_at(Stage.NOT_NOW)
    later = found.until + datetime.timedelta(days=30)

    assert services.say_not_now(introduction=found, until=later).until == later


@pytest.mark.parametrize("stage", [Stage.EXPERT_ASKED, Stage.NOT_NOW])
def test_without_the_yes_to_be_matched_no_request_is_answered_with_yes(stage):
    found = introduction_at(stage)
    withdraw(found.person)

    with pytest.raises(MayNotBeAsked):
        services.say_yes(introduction=found, yes=Yes())


# --- the body ---


def test_the_body_is_asked_without_a_name():
    found = introduction_at(Stage.BODY_ASKED, person=make_telling_expert())

    (letter,) = letters_to_body(found)
    assert told(text_of([letter])) == set()
    assert "Belgium" in letter.body
    assert "Quantum technology" in letter.body
    assert letter.link_to == f"introductions:for_body/{found.pk}"


@pytest.mark.parametrize("office_of", [lambda found: None, lambda found: make_other_office()])
def test_a_body_is_asked_at_an_office_of_its_own(office_of):
    found = introduction_at(Stage.EXPERT_AGREED)

    with pytest.raises(NoOffice):
        services.ask_body(introduction=found, office=office_of(found), by=make_officer())
    assert stage_of(found) == Stage.EXPERT_AGREED


def make_other_office():
    return make_body("Another body").contact_points.first()


def test_the_no_of_a_body_is_told_in_words_that_give_no_reason():
    declined = introduction_at(Stage.BODY_DECLINED)
    closed = introduction_at(Stage.BODY_ASKED)
    services.close(introduction=closed, by=make_officer())

    last_of_declined = letters_to_person(declined)[-1]
    last_of_closed = letters_to_person(closed)[-1]

    assert last_of_declined.subject == last_of_closed.subject
    dear, same = last_of_declined.body.split("\n\n", 1), last_of_closed.body.split("\n\n", 1)
    assert dear[1] == same[1]


def test_a_body_answers_once():
    found = introduction_at(Stage.BODY_AGREED)

    services.bodys_yes(introduction=found, contact="Somebody else")
    with pytest.raises(TooLate):
        services.bodys_no(introduction=found)

    assert Introduction.objects.get(pk=found.pk).bodys_contact == "The office, office@example.org"


@pytest.mark.parametrize("stage", [Stage.BODY_ASKED, Stage.BODY_AGREED])
def test_a_yes_withdrawn_midway_ends_it_at_once(stage):
    found = introduction_at(stage, person=make_telling_expert())
    withdraw(found.person)

    goes_on = {
        Stage.BODY_ASKED: lambda: services.bodys_yes(introduction=found, contact="-"),
        Stage.BODY_AGREED: lambda: services.introduce(introduction=found, by=make_officer()),
    }
    with pytest.raises(MayNotBeAsked):
        goes_on[stage]()
    assert told(text_of(letters_to_body(found))) == set()


def test_what_ended_by_a_withdrawn_yes_is_not_begun_again_by_a_new_one():
    ended, standing = introduction_at(Stage.BODY_ASKED), introduction_at(Stage.BODY_ASKED)
    withdraw(ended.person)

    assert services.close_those_without_a_yes() == 1
    assert services.close_those_without_a_yes() == 0

    assert stage_of(ended) == Stage.CLOSED
    assert stage_of(standing) == Stage.BODY_ASKED
    assert len(letters_to_person(ended)) == 1


# --- bringing them together ---


def test_names_go_out_once_both_agreed_and_no_more_than_was_agreed_to():
    found = introduction_at(
        Stage.INTRODUCED, person=make_telling_expert(), shared=[Shared.AFFILIATION]
    )

    to_body = letters_to_body(found)[-1]
    to_expert = letters_to_person(found)[-1]
    assert told(text_of([to_body])) == {NAME, "Zz Institute of Hidden Studies"}
    assert "office@example.org" in to_expert.body
    assert to_body.kind == to_expert.kind == LetterKind.INTRODUCTION


def test_until_then_no_letter_to_the_body_names_anybody():
    found = introduction_at(Stage.BODY_AGREED, person=make_telling_expert())

    assert told(text_of(letters_to_body(found))) == set()
    assert "office@example.org" not in text_of(letters_to_person(found))


def test_the_person_reads_who_was_told():
    found = introduction_at(Stage.INTRODUCED)

    look = found.person.looks.get(what=Look.What.NAMED)
    assert look.about == letters_to_body(found)[-1].subject
    assert look.given_to == str(found.organisation)
    assert [row.person for row in letters_to_body(found)[-1].named.all()] == [found.person]


def test_two_officers_introduce_once():
    found = introduction_at(Stage.INTRODUCED)

    with pytest.raises(TooLate):
        services.introduce(introduction=found, by=make_officer())
    assert len(letters_to_body(found)) == 2


def test_nobody_is_introduced_before_the_day_they_named():
    found = introduction_at(Stage.EXPERT_ASKED)
    day = today() + datetime.timedelta(days=20)
    services.say_yes(introduction=found, yes=Yes(not_before=day))
    office = found.organisation.contact_points.first()
    services.ask_body(introduction=found, office=office, by=make_officer())
    services.bodys_yes(introduction=found, contact="-")

    with pytest.raises(TooEarly):
        services.introduce(introduction=found, by=make_officer())
    then = timezone.now() + datetime.timedelta(days=20)
    introduced = services.introduce(introduction=found, by=make_officer(), now=then)
    assert introduced.stage == Stage.INTRODUCED


# --- meetings ---


def make_meeting(found, place="Room 1"):
    starts_at = timezone.now() + datetime.timedelta(days=7)
    return Meeting(introduction=found, starts_at=starts_at, minutes=30, place=place)


def test_a_meeting_is_told_to_both_and_may_be_moved():
    found = introduction_at(Stage.INTRODUCED)

    first = services.set_meeting(meeting=make_meeting(found), by=make_officer())
    moved = services.set_meeting(meeting=make_meeting(found, "Room 2"), by=make_officer())

    assert (first.changes, moved.changes) == (0, 1)
    assert "Room 2" in letters_to_person(found)[-1].body
    assert "Room 2" in letters_to_body(found)[-1].body


def test_nobody_meets_before_the_introduction():
    with pytest.raises(TooLate):
        services.set_meeting(
            meeting=make_meeting(introduction_at(Stage.BODY_AGREED)), by=make_officer()
        )
