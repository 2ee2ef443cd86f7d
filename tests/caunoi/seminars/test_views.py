"""An officer's pages of a kit, from making it to thanking."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.messages.models import Letter
from caunoi.people.models import Person
from caunoi.seminars.models import Kit, SignUp
from tests.caunoi.queries import queries_of
from tests.factories import make_event, make_officer, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def page(name, kit):
    return reverse(f"seminars:{name}", args=[kit.pk])


def test_an_event_without_a_kit_says_what_to_do_and_makes_one(client, officer):
    make_register()
    event = make_event("Hội thảo ví dụ")
    address = reverse("seminars:kit", args=[event.pk])
    assert "Make the kit" in client.get(address).content.decode()

    client.post(address, {"opens_on": "2026-03-01", "closes_on": "2026-03-14"})

    assert Kit.objects.get().event == event
    shown = client.get(address).content.decode()
    assert Kit.objects.get().code in shown
    assert "<svg" in shown


def test_days_in_the_wrong_order_are_told(client, officer):
    make_register()
    address = reverse("seminars:kit", args=[make_event().pk])

    answer = client.post(address, {"opens_on": "2026-03-14", "closes_on": "2026-03-01"})

    assert "closes_on" in answer.context["form"].errors
    assert not Kit.objects.exists()


def test_the_poster_shows_the_address_in_both_languages(client, officer, kit):
    shown = client.get(page("poster", kit)).content.decode()
    assert kit.address in shown
    assert 'lang="vi"' in shown
    assert "<svg" in shown


def test_sheets_of_paper_are_a_pdf(client, officer, kit):
    answer = client.get(page("sheets", kit))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


class TestTheDoor:
    def test_an_empty_one_says_what_to_do(self, client, officer, kit):
        assert "Nobody has signed up yet" in client.get(page("door", kit)).content.decode()

    def test_more_people_cost_no_more_queries(self, client, officer, kit, somebody_signs_up):
        somebody_signs_up(kit, organisation="Example Institute")
        few = queries_of(client, page("door", kit))
        for number in range(5):
            somebody_signs_up(
                kit, email=f"{number}@example.org", name=f"V {number}", organisation="Example"
            )

        assert queries_of(client, page("door", kit)) == few

    def test_who_comes_in_is_counted_and_can_be_taken_back(
        self, client, officer, kit, somebody_signs_up
    ):
        kept = somebody_signs_up(kit)
        address = reverse("seminars:check_in", args=[kept.pk])

        back = client.post(address, follow=True)
        assert "1 of 1 came in" in back.content.decode()

        back = client.post(address, {"back": ""}, follow=True)
        assert "0 of 1 came in" in back.content.decode()


class TestTypingIn:
    def test_one_sheet_after_another(self, client, officer, kit):
        typed = {"name": "Lê Ví Dụ", "email": "vi-du@example.org", "key": "k1"}

        answer = client.post(page("type_in", kit), typed, follow=True)

        assert "Lê Ví Dụ was added." in answer.content.decode()
        assert 'value="Lê Ví Dụ"' not in answer.content.decode()
        assert SignUp.objects.get().checked_in_at is not None

    def test_the_same_sheet_sent_twice_is_one_person(self, client, officer, kit):
        typed = {"name": "Lê Ví Dụ", "email": "vi-du@example.org", "key": "k1"}
        for _ in range(2):
            client.post(page("type_in", kit), typed)
        assert Person.objects.count() == 1


def test_an_officer_may_thank_at_once_and_nobody_twice(client, officer, kit, somebody_signs_up):
    somebody_signs_up(kit)
    for _ in range(2):
        client.post(page("thank", kit))
    assert Letter.objects.count() == 1
    assert SignUp.objects.get().thanked_at <= timezone.now()


def test_an_event_leads_to_its_kit(client, officer, kit):
    shown = client.get(kit.event.get_absolute_url()).content.decode()
    assert page("kit", kit) in shown
