"""The link of the thank-you: it was me, or it was not; and nobody else's."""

from __future__ import annotations

import pytest
from django.urls import reverse

from caunoi.people.models import Person
from caunoi.people.purposes import Purpose
from caunoi.seminars.models import SignUp
from caunoi.seminars.queries import questions_at
from tests.factories import make_expert

pytestmark = pytest.mark.django_db


def page_of(sign_up):
    return reverse("seminars:mine", args=[sign_up.pk])


def test_looking_confirms_nothing(kit, register, opened, somebody_signs_up):
    kept = somebody_signs_up(kit, yeses=questions_at(kit, register, language="vi")[:1])

    page = opened(kept.person).get(page_of(kept)).content.decode()

    assert kept.yeses.get().text.wording in page
    kept.refresh_from_db()
    assert kept.confirmed_at is None


def test_the_button_puts_the_yes_in_force(kit, register, opened, somebody_signs_up):
    kept = somebody_signs_up(kit, yeses=questions_at(kit, register, language="vi")[:1])

    answer = opened(kept.person).post(page_of(kept), follow=True)

    assert answer.status_code == 200
    assert kept.person.consents.get().purpose == Purpose.PROFILE


def test_it_was_not_me_deletes_a_newcomer_and_closes_the_pages(kit, opened, somebody_signs_up):
    kept = somebody_signs_up(kit)
    browser = opened(kept.person)

    assert browser.post(page_of(kept), {"not_me": ""}).status_code == 200

    assert not Person.objects.exists()
    assert browser.get("/me/").status_code == 403


def test_it_was_not_me_leaves_somebody_known_as_they_were(kit, register, opened, somebody_signs_up):
    known = make_expert("Trần Đã Có", email="vi-du@example.org")
    kept = somebody_signs_up(kit)

    opened(known).post(page_of(kept), {"not_me": ""})

    assert Person.objects.get() == known
    assert not SignUp.objects.exists()


def test_nobody_sees_or_answers_the_sign_up_of_another(kit, opened, somebody_signs_up):
    kept = somebody_signs_up(kit, name="Trần Bí Mật")
    browser = opened(make_expert("Lê Của Tôi"))

    assert browser.get(page_of(kept)).status_code == 404
    assert browser.post(page_of(kept), {"not_me": ""}).status_code == 404
    assert SignUp.objects.exists()


def test_the_letter_leads_here(kit, opened, somebody_signs_up):
    kept = somebody_signs_up(kit)
    from tests.caunoi.self_service.conftest import new_link

    _link, token = new_link(kept.person)
    address = reverse("self_service:open", args=[token])

    answer = opened(kept.person).post(f"{address}?to=seminars:mine/{kept.pk}")

    assert answer.url == page_of(kept)
