"""Registering: nobody learns who is in the register, no officer sees an unproven address."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.messages.models import Letter
from caunoi.people.models import Consent, Person, PersonStatement
from caunoi.people.purposes import Purpose
from caunoi.self_service import registering
from caunoi.self_service.models import Registration
from caunoi.sources.models import SourceKind
from tests.factories import make_expert, make_officer, make_user

pytestmark = pytest.mark.django_db

REGISTER = "/me/register/"
NEW = "moi@example.org"


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_HOST = "mail.example"
    cache.clear()


@pytest.fixture
def typed(register):
    return {
        "name": "Phạm Đăng Ký",
        "email": NEW,
        "organisation": "An institute of examples",
        "expertise": "Rice that bears salt",
        "yeses": [f"profile-{register.controller_id}", f"firms-{register.controller_id}"],
    }


def registered(client, typed) -> Registration:
    client.post(REGISTER, typed)
    return Registration.objects.get()


def token_sent(registration) -> str:
    registering.send_confirmation(registration_id=registration.pk)
    found = re.search(r"/me/register/(cn_[\w-]+)/", str(mail.outbox[-1].body))
    assert found
    return found[1]


def confirmed(client, typed) -> Registration:
    registration = registered(client, typed)
    client.post(f"{REGISTER}{token_sent(registration)}/")
    return registration


def test_nothing_is_ticked_and_the_first_yes_is_needed(client, typed):
    assert "checked" not in client.get(REGISTER).content.decode()

    answer = client.post(REGISTER, typed | {"yeses": []})

    assert answer.status_code == 200
    assert not Registration.objects.exists()


def test_the_answer_does_not_tell_who_is_in_the_register(client, typed):
    make_expert(email="known@example.org")

    shown = []
    for email in ("known@example.org", NEW):
        answer = client.post(REGISTER, typed | {"email": email})
        shown.append(answer.content.decode().replace(email, "").partition("<main")[2])

    assert shown[0].split("csrf")[0] == shown[1].split("csrf")[0]
    assert Registration.objects.get().email == NEW
    assert Letter.objects.get().person.email == "known@example.org"


def test_no_officer_sees_it_before_the_address_is_proven(client, typed):
    registration = registered(client, typed)
    client.force_login(make_officer())

    assert typed["name"] not in client.get("/me/officer/registrations/").content.decode()
    assert client.get(f"/me/officer/registrations/{registration.pk}/").status_code == 404
    assert client.post(f"/me/officer/registrations/{registration.pk}/").status_code == 404


def test_looking_at_the_link_proves_nothing_and_the_button_does(client, typed):
    registration = registered(client, typed)
    address = f"{REGISTER}{token_sent(registration)}/"

    for ask in (client.get, client.head, client.get):
        assert ask(address).status_code == 200
    assert not Registration.objects.waiting().exists()

    client.post(address)
    client.post(address)

    assert Registration.objects.waiting().get() == registration


def test_a_link_sent_again_closes_the_one_before(client, typed):
    registration = registered(client, typed)
    first, second = token_sent(registration), token_sent(registration)

    assert client.get(f"{REGISTER}{first}/").status_code == 404
    assert client.get(f"{REGISTER}{second}/").status_code == 200


def test_an_officer_approves_and_the_words_clicked_are_the_persons_yes(client, typed):
    registration = confirmed(client, typed)
    client.force_login(make_officer())

    client.post(f"/me/officer/registrations/{registration.pk}/")

    person = Person.objects.get(email=NEW)
    given = Consent.objects.filter(person=person)
    assert {one.purpose for one in given} == {Purpose.PROFILE, Purpose.FIRMS}
    assert person.expert.expertise == "Rice that bears salt"
    assert person.affiliations.get().organisation_name == "An institute of examples"
    kinds = PersonStatement.objects.filter(person=person).values_list("source__kind", flat=True)
    assert set(kinds) == {SourceKind.PERSON}
    assert not Registration.objects.exists()
    assert Letter.objects.get(person=person).link_to == "self_service:home"


def test_an_officer_may_say_that_it_is_somebody_known(client, typed):
    known = make_expert("Phạm Đăng Ký", email="old@example.org")
    registration = confirmed(client, typed)
    client.force_login(make_officer())
    assert (
        "Phạm Đăng Ký"
        in client.get(f"/me/officer/registrations/{registration.pk}/").content.decode()
    )

    client.post(f"/me/officer/registrations/{registration.pk}/", {"same_as": known.pk})

    known.refresh_from_db()
    assert known.email == "old@example.org"
    assert known.consents.filter(purpose=Purpose.FIRMS).exists()
    assert Person.objects.filter(display_name="Phạm Đăng Ký").count() == 1


def test_nobody_is_merged_with_someone_who_is_not_alike(client, typed):
    other = make_expert("Somebody Else")
    registration = confirmed(client, typed)
    client.force_login(make_officer())

    client.post(f"/me/officer/registrations/{registration.pk}/", {"same_as": other.pk})

    assert Registration.objects.filter(pk=registration.pk).exists()
    assert not other.consents.filter(purpose=Purpose.FIRMS).exists()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR])
def test_registrations_are_for_officers_alone(client, typed, role):
    confirmed(client, typed)
    client.force_login(make_user(role))

    assert client.get("/me/officer/registrations/").status_code == 403


def test_refused_and_unproven_ones_are_deleted_after_thirty_days(client, typed):
    refused = confirmed(client, typed)
    client.force_login(make_officer())
    client.post(f"/me/officer/registrations/{refused.pk}/refuse/")
    client.logout()
    client.post(REGISTER, typed | {"email": "unproven@example.org"})
    client.post(REGISTER, typed | {"email": "waiting@example.org"})
    Registration.objects.filter(email="waiting@example.org").update(used_at=timezone.now())
    later = timezone.now() + datetime.timedelta(days=30, minutes=1)

    assert registering.delete_old_registrations(now=timezone.now()) == 0
    assert registering.delete_old_registrations(now=later) == 2
    assert Registration.objects.get().email == "waiting@example.org"


def test_one_address_is_written_to_three_times_a_day_at_most(client, typed):
    statuses = [client.post(REGISTER, typed).status_code for _press in range(4)]

    assert statuses == [200, 200, 200, 429]


def test_without_a_mail_server_the_page_says_whom_to_ask(client, typed, settings):
    settings.EMAIL_HOST = ""

    shown = client.post(REGISTER, typed).content.decode()

    assert "takes no registrations by itself" in shown
    assert not Registration.objects.exists()


def test_a_new_link_goes_to_the_address_and_nobody_learns_whether_it_is_known(client, register):
    person = make_expert(email="known@example.org")

    shown = []
    for email in ("known@example.org", "nobody@example.org"):
        answer = client.post("/me/link/", {"email": email})
        shown.append(answer.content.decode().replace(email, "").partition("<main")[2])

    assert shown[0].split("csrf")[0] == shown[1].split("csrf")[0]
    assert Letter.objects.get().person == person
