"""The page behind the code: what is answered, to whomever."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import override_settings
from django.utils import timezone

from caunoi.people.models import Consent, Person
from caunoi.proposals.models import Proposal
from caunoi.seminars.models import SignUp
from caunoi.seminars.services import open_kit
from tests.caunoi.seminars.conftest import DAY
from tests.factories import make_expert

pytestmark = pytest.mark.django_db
TYPED = {"name": "Lê Ví Dụ", "email": "vi-du@example.org", "key": "k1"}


def address(kit):
    return urlsplit(kit.address).path


def test_a_scan_opens_a_form_in_which_nothing_is_ticked(client, kit):
    page = client.get(address(kit)).content.decode()

    assert "Hội thảo ví dụ" in page
    assert "checked" not in page


def test_looking_changes_nothing(client, kit):
    for ask in (client.get, client.head):
        assert ask(address(kit)).status_code == 200
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("times", [1, 2])
def test_sending_it_once_or_twice_is_one_sign_up(client, kit, times):
    for _ in range(times):
        answer = client.post(address(kit), TYPED)
    assert answer.url == f"{address(kit)}done/"
    assert client.get(answer.url).status_code == 200
    assert SignUp.objects.count() == 1


def test_a_known_address_is_answered_like_any_other(client, kit):
    def answered(email, key):
        answer = client.post(address(kit), {**TYPED, "email": email, "key": key}, follow=True)
        return answer.status_code, answer.redirect_chain, answer.content.decode().count("<p")

    make_expert("Trần Đã Có", email="known@example.org")

    assert answered("known@example.org", "k1") == answered("new@example.org", "k2")
    assert "Trần Đã Có" not in client.get(f"{address(kit)}done/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"email": "no address"}, "email"),
        ({"text": "A bridge of examples"}, "signature"),
        ({"title": "A title alone"}, "text"),
        ({"text": "x" * 50_001, "signature": "by_name"}, "text"),
        ({"yeses": ["contact-1"]}, "yeses"),
    ],
)
def test_what_has_to_be_corrected_is_named_and_the_rest_stays_typed(client, kit, typed, field):
    answer = client.post(address(kit), {**TYPED, "organisation": "Example", **typed})

    assert field in answer.context["form"].errors
    assert 'value="Example"' in answer.content.decode()
    assert not SignUp.objects.exists()


def test_a_proposal_comes_with_it(client, kit):
    client.post(address(kit), {**TYPED, "text": "Một cây cầu ví dụ", "signature": "unsigned"})
    assert Proposal.objects.get().text == "Một cây cầu ví dụ"


def test_no_yes_is_in_force_by_the_phone_alone(client, kit, register):
    key = f"profile-{register.controller.pk}"
    client.post(address(kit), {**TYPED, "yeses": [key]})
    assert SignUp.objects.get().yeses.count() == 1
    assert not Consent.objects.exists()


def test_a_machine_is_told_what_everybody_is_told_and_nothing_is_kept(client, kit):
    answer = client.post(address(kit), {**TYPED, "website": "https://spam.example"})
    assert answer.url == f"{address(kit)}done/"
    assert not Person.objects.exists()


@pytest.mark.parametrize("days", [-9, 9])
def test_before_and_after_its_days_the_page_says_so_and_keeps_nothing(client, kit, days):
    day = timezone.localdate() + days * DAY
    open_kit(event=kit.event, opens_on=day, closes_on=day)

    for answer in (client.get(address(kit)), client.post(address(kit), TYPED)):
        assert answer.status_code == 410
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("path", ["/s/zzzzzz/", "/s/zzzzzz/done/", "/s/%00/"])
def test_a_wrong_code_is_told_kindly(client, register, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert b"Internal" not in answer.content


@override_settings(ACCOUNT_RATE_LIMITS={})
def test_one_address_is_not_written_down_without_end(client, kit):
    codes = {
        client.post(address(kit), {**TYPED, "key": f"k{number}"}).status_code for number in range(8)
    }
    assert 429 in codes


@pytest.mark.parametrize("language", ["vi", "en", "fr", "nl", "de", "zh-hans"])
def test_the_questions_are_in_the_language_of_the_phone(client, kit, language):
    page = client.get(address(kit), headers={"accept-language": language}).content.decode()
    assert f'lang="{language}"' in page[:300].lower()
