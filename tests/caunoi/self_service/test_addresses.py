"""A new address is proven by a link before it replaces the old one."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from caunoi.people.models import Person, PersonStatement
from caunoi.self_service import addresses, tasks
from caunoi.self_service.models import NewAddress
from caunoi.sources.models import SourceKind
from tests.factories import make_expert, make_participant

pytestmark = pytest.mark.django_db
OLD, NEW = "old@example.org", "new@example.org"


@pytest.fixture(autouse=True)
def mail_server(settings, register):
    settings.EMAIL_HOST = "mail.example"
    cache.clear()


@pytest.fixture
def person() -> Person:
    return make_expert("Lê Thị Đổi", email=OLD)


def typed(email: str, name: str = "Lê Thị Đổi") -> dict[str, str]:
    wishes = {"requests_a_year": "4", "letters": "at_once", "language": "en"}
    return {"display_name": name, "email": email, **wishes}


def address_now(person: Person) -> str:
    return Person.objects.get(pk=person.pk).email


def token_sent() -> str:
    addresses.send_proof(new_address_id=NewAddress.objects.latest("pk").pk)
    found = re.search(r"/me/address/(cn_[\w-]+)/", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_the_profile_is_saved_and_the_old_address_stays_until_the_new_one_is_proven(opened, person):
    shown = opened(person).post("/me/profile/", typed(NEW, "Lê Thị Đổi Tên"), follow=True)

    assert f"We wrote to {NEW}" in shown.content.decode()
    assert Person.objects.get(pk=person.pk).display_name == "Lê Thị Đổi Tên"
    assert address_now(person) == OLD
    assert not PersonStatement.objects.filter(value=NEW).exists()


def test_the_letter_goes_to_the_new_address_alone(opened, person):
    opened(person).post("/me/profile/", typed(NEW))
    token_sent()

    assert mail.outbox[-1].to == [NEW]
    assert OLD not in str(mail.outbox[-1].body)


def test_looking_at_the_link_changes_nothing_and_the_button_does(opened, person):
    opened(person).post("/me/profile/", typed(NEW))
    address = f"/me/address/{token_sent()}/"
    scanner = Client()

    for ask in (scanner.get, scanner.head, scanner.get):
        assert ask(address).status_code == 200
    assert address_now(person) == OLD

    assert f"come to {NEW} from now on" in scanner.post(address).content.decode()
    assert address_now(person) == NEW
    source = PersonStatement.objects.get(person=person, field="email", value=NEW).source
    assert source.kind == SourceKind.PERSON


def test_pressing_twice_changes_once_and_says_so_kindly(opened, person):
    opened(person).post("/me/profile/", typed(NEW))
    address = f"/me/address/{token_sent()}/"
    Client().post(address)

    assert Client().post(address).status_code == 404
    assert address_now(person) == NEW


def test_a_newer_wish_closes_the_link_of_the_one_before(opened, person):
    client = opened(person)
    client.post("/me/profile/", typed("slip@example.org"))
    first = token_sent()
    client.post("/me/profile/", typed(NEW))
    second = token_sent()

    assert Client().post(f"/me/address/{first}/").status_code == 404
    assert Client().post(f"/me/address/{second}/").status_code == 200
    assert address_now(person) == NEW


def test_after_a_week_the_link_opens_no_more_and_the_wish_is_forgotten(opened, person):
    opened(person).post("/me/profile/", typed(NEW))
    token = token_sent()
    ago = timezone.now() - datetime.timedelta(days=8)
    NewAddress.objects.update(created_at=ago, expires_at=ago + addresses.LINK_LIFETIME)

    assert Client().post(f"/me/address/{token}/").status_code == 404
    tasks.forget(0)
    assert not NewAddress.objects.exists()
    assert address_now(person) == OLD


def test_the_profile_page_says_what_is_waited_for(opened, person):
    client = opened(person)
    assert "not confirmed yet" not in client.get("/me/profile/").content.decode()

    client.post("/me/profile/", typed(NEW))

    assert f"{NEW} is not confirmed yet" in client.get("/me/profile/").content.decode()


@pytest.mark.parametrize("same", [OLD, OLD.upper(), ""])
def test_the_same_address_and_none_need_no_proof(opened, person, same):
    opened(person).post("/me/profile/", typed(same))

    assert not NewAddress.objects.exists()
    assert address_now(person).lower() == same.lower()


def test_without_a_mail_server_nothing_can_be_proven_and_the_word_counts(opened, person, settings):
    settings.EMAIL_HOST = ""
    opened(person).post("/me/profile/", typed(NEW))

    assert address_now(person) == NEW


def test_a_participant_proves_it_as_well(opened):
    person = make_participant("Lê Thị Đến", email=OLD)
    opened(person).post("/me/profile/", typed(NEW))

    assert address_now(person) == OLD


def test_nobody_can_have_letters_written_without_end(opened, person):
    client = opened(person)
    for _time in range(4):
        shown = client.post("/me/profile/", typed(NEW), follow=True)

    assert "Too many letters" in shown.content.decode()
    assert NewAddress.objects.count() == 3


def test_of_whoever_is_gone_the_link_opens_nothing(opened, person):
    opened(person).post("/me/profile/", typed(NEW))
    token = token_sent()
    person.expert.delete()
    person.delete()

    assert Client().get(f"/me/address/{token}/").status_code == 404
