"""A proposal without a link: nothing before its address is proven; nobody learns who is known."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.messages.models import Letter, LetterKind
from caunoi.people.models import Consent, Person
from caunoi.people.purposes import Purpose
from caunoi.proposals.models import Channel, Proposal
from caunoi.self_service import submitting
from caunoi.self_service.models import Submission
from tests.factories import make_expert, make_user

pytestmark = pytest.mark.django_db

SEND = "/proposals/send/"
NEW = "moi@example.org"
TEXT = "Thu nước mưa trên mái trường học ở nơi giếng bị mặn."


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_HOST = "mail.example"
    cache.clear()


@pytest.fixture
def typed(register):
    return {
        "name": "Phạm Đề Xuất",
        "email": NEW,
        "title": "Nước mưa",
        "text": TEXT,
        "signature": "by_field",
    }


def sent(client, typed) -> Submission:
    client.post(SEND, typed)
    return Submission.objects.get()


def link_sent(submission: Submission) -> str:
    submitting.ask_to_prove(submission_id=submission.pk)
    found = re.search(r"/proposals/send/cn_[\w-]+/", str(mail.outbox[-1].body))
    assert found
    return found[0]


def test_nothing_is_ticked_or_chosen_beforehand(client, typed):
    assert " checked" not in client.get(SEND).content.decode()


def test_before_the_address_is_proven_there_is_no_proposal_and_nobody(client, typed):
    people = Person.objects.count()

    sent(client, typed)

    assert not Proposal.objects.exists()
    assert Person.objects.count() == people


def test_the_answer_does_not_tell_who_is_in_the_register(client, typed):
    make_expert(email="known@example.org")

    shown = []
    for email in ("known@example.org", NEW):
        answer = client.post(SEND, typed | {"email": email})
        shown.append(answer.content.decode().replace(email, "").partition("<main")[2])

    assert shown[0].split("csrf")[0] == shown[1].split("csrf")[0]
    assert Submission.objects.count() == 2


def test_opening_the_link_only_shows_and_the_button_sends(client, typed):
    link = link_sent(sent(client, typed))

    shown = client.get(link)
    assert TEXT in shown.content.decode()
    assert not Proposal.objects.exists()

    client.post(link)
    proposal = Proposal.objects.get()
    assert (proposal.text, proposal.channel) == (TEXT, Channel.PUBLIC_PAGE)
    assert proposal.signature == "by_field"
    assert not Submission.objects.exists()


def test_somebody_new_is_a_participant_for_sixty_days(client, typed):
    client.post(link_sent(sent(client, typed)))

    person = Proposal.objects.get().authorships.get().person
    assert (person.display_name, person.email) == ("Phạm Đề Xuất", NEW)
    assert not hasattr(person, "expert")
    days = person.participant.delete_on - timezone.localdate()
    assert days == datetime.timedelta(days=60)
    assert Letter.objects.filter(person=person, kind=LetterKind.RECEIVED).count() == 1


def test_whoever_is_known_by_the_address_is_the_author(client, typed):
    known = make_expert(email=NEW)

    client.post(link_sent(sent(client, typed)))

    assert Proposal.objects.get().authorships.get().person == known


def test_of_two_who_share_the_address_nobody_is_taken_for_the_other(client, typed):
    shared = [make_expert("Một Ví Dụ", email=NEW), make_expert("Hai Ví Dụ", email=NEW)]

    client.post(link_sent(sent(client, typed)))

    assert Proposal.objects.get().authorships.get().person not in shared


def test_a_yes_counts_once_the_address_is_proven(client, typed, register):
    key = f"profile-{register.controller_id}"
    submission = sent(client, typed | {"yeses": [key]})
    assert not Consent.objects.exists()

    client.post(link_sent(submission))

    person = Proposal.objects.get().authorships.get().person
    assert Consent.objects.get(person=person).purpose == Purpose.PROFILE
    assert hasattr(Person.objects.get(pk=person.pk), "expert")


def test_a_link_used_twice_gives_one_proposal_and_a_kind_answer(client, typed):
    link = link_sent(sent(client, typed))
    client.post(link)

    again = client.post(link)

    assert again.status_code == 404
    assert "has arrived" in again.content.decode()
    assert Proposal.objects.count() == 1


def test_a_link_after_its_time_gives_a_kind_answer(client, typed):
    submission = sent(client, typed)
    link = link_sent(submission)
    past = timezone.now() - datetime.timedelta(days=8)
    Submission.objects.update(created_at=past, expires_at=past + datetime.timedelta(days=7))

    answer = client.post(link)

    assert answer.status_code == 404
    assert "Send a proposal" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_only_the_newest_letter_opens(client, typed):
    submission = sent(client, typed)
    earlier = link_sent(submission)
    link_sent(submission)

    assert client.get(earlier).status_code == 404


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(client, typed):
    answer = client.post(SEND, typed | {"website": "https://example.org"})

    assert answer.status_code == 200
    assert not Submission.objects.exists()


def test_after_three_to_one_address_a_day_it_is_too_many(client, typed):
    statuses = [client.post(SEND, typed).status_code for _press in range(4)]

    assert statuses == [200, 200, 200, 429]


def test_without_a_mail_server_nothing_is_asked_for(client, typed, settings):
    settings.EMAIL_HOST = ""

    assert (
        "<form"
        not in client.get(SEND).content.decode().partition("<main")[2].partition("</main")[0]
    )


def test_a_secrecy_stamp_is_refused_and_nothing_kept(client, typed):
    answer = client.post(SEND, typed | {"text": f"MẬT\n{TEXT}"})

    assert "secrecy stamp" in answer.content.decode()
    assert not Submission.objects.exists()


def test_what_nobody_proved_is_gone_after_thirty_days(client, typed):
    sent(client, typed)
    now = timezone.now()

    assert submitting.delete_old_submissions(now=now + datetime.timedelta(days=29)) == 0
    assert submitting.delete_old_submissions(now=now + datetime.timedelta(days=31)) == 1


@pytest.mark.parametrize("role", Role)
def test_no_role_sees_what_is_not_proven(client, typed, role):
    sent(client, typed)
    client.force_login(make_user(role))

    assert TEXT not in client.get(reverse("proposals:proposals"), follow=True).content.decode()


def test_the_page_speaks_the_readers_language_and_so_does_the_letter(client, typed):
    client.post(SEND, typed, headers={"Accept-Language": "fr"})

    assert Submission.objects.get().language == "fr"
