"""A link to a body's own pages: sent to an office, counted while it opens, withdrawn."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from caunoi.accounts.viewers import PUBLIC, Viewer
from caunoi.messages.models import Letter, LetterState
from caunoi.messages.offices import links_to, offices_of, send_link, withdraw_links
from caunoi.messages.services import pass_on_by_hand
from caunoi.organisations.offices import keep_office
from tests.factories import make_expert, make_officer, make_organisation, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    make_register()
    body = make_organisation("Bộ Ví dụ", kinds=["government"])
    return keep_office(
        organisation=body, name="Vụ Hợp tác quốc tế", email="htqt@example.org", language="fr"
    )


def sent(office):
    return send_link(office=office, by=make_officer(), now=timezone.now())


def address_in(words):
    return next(line for line in words.splitlines() if "/partner/" in line)


def test_the_letter_speaks_the_language_of_the_office_and_holds_no_address(office):
    letter = sent(office)
    assert letter.language == "fr"
    assert "/partner/" not in letter.body
    assert not links_to(office).exists()


def test_without_a_mail_server_it_is_passed_on_by_hand_and_opens_the_pages(office):
    letter = sent(office)
    assert letter.state == LetterState.BY_HAND

    address = address_in(pass_on_by_hand(letter=letter)).split("/partner/")[1]

    browser = Client()
    path = f"/partner/{address}"
    assert browser.get("/partner/").status_code == 403
    assert browser.get(path).status_code == 200
    assert browser.get("/partner/").status_code == 403
    browser.post(path)
    assert "Bộ Ví dụ" in browser.get("/partner/").content.decode()


def test_withdrawing_closes_the_pages_at_once(office):
    address = address_in(pass_on_by_hand(letter=sent(office))).split("/partner/")[1]
    browser = Client()
    browser.post(f"/partner/{address}")
    assert offices_of(office.organisation, now=timezone.now()).get().open_links == 1

    assert withdraw_links(office=office, now=timezone.now()) == 1

    assert browser.get("/partner/").status_code == 403
    assert browser.get(f"/partner/{address}").status_code == 404
    assert offices_of(office.organisation, now=timezone.now()).get().open_links == 0


def test_a_link_that_expired_is_not_counted_as_open(office):
    pass_on_by_hand(letter=sent(office))
    later = timezone.now() + datetime.timedelta(days=31)
    assert offices_of(office.organisation, now=later).get().open_links == 0


def test_a_body_sees_the_letters_to_its_offices_and_no_others(office):
    letter = sent(office)
    other = keep_office(
        organisation=make_organisation("Bộ Khác"), name="Office", email="", language=""
    )
    of_another = sent(other)

    own = Viewer(organisation_ids=frozenset({office.organisation_id}))

    assert list(Letter.objects.visible_to(own)) == [letter]
    assert list(Letter.objects.visible_to(PUBLIC)) == []
    person = make_expert()
    assert list(Letter.objects.visible_to(Viewer(person_id=person.pk))) == []
    assert of_another.pk
