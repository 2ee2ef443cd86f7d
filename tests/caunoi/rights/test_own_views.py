"""A person reads, takes along, asks about and erases the own data, by link or by account."""

from __future__ import annotations

import datetime
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from caunoi.accounts.models import Role, User
from caunoi.messages.links import LINK_LIFETIME, OWN_PAGE
from caunoi.people.models import Look, Person, PersonLink
from caunoi.proposals.models import Proposal
from caunoi.rights.models import DataRequest, Erasure, ErasureState, RequestKind
from caunoi.rights.services import ask_about_data
from tests.factories import make_expert, make_proposal, make_register, make_user

pytestmark = pytest.mark.django_db
OWN_PAGES = ("own_data", "own_data_json", "own_data_pdf", "own_evidence", "ask", "erase_own")
SURE = {"understood": "on", "sure": "yes"}


@pytest.fixture(autouse=True)
def register():
    return make_register()


@pytest.fixture
def person() -> Person:
    return make_expert("Đặng Thị Ví Dụ", email="vidu@example.org")


def opened(person: Person) -> Client:
    client = Client()
    _link, token = PersonLink.issue(
        purpose=OWN_PAGE, lifetime=LINK_LIFETIME, now=timezone.now(), person=person
    )
    client.post(reverse("self_service:open", args=[token]))
    return client


def ask(person: Person, words: str) -> DataRequest:
    return ask_about_data(
        person=person, kind=RequestKind.QUESTION, words=words, on=timezone.localdate()
    )


@pytest.mark.parametrize("page", OWN_PAGES)
def test_without_a_link_no_page_opens(page):
    assert Client().get(reverse(f"rights:{page}")).status_code == 403


@pytest.mark.parametrize("page", sorted(set(OWN_PAGES) - {"own_data_pdf"}))
def test_a_link_opens_the_pages_of_its_person_and_tells_nothing_of_another(person, page):
    other = make_expert("Zzother Person", email="zzother@example.org")
    ask(other, "zzwords of another")

    answer = opened(person).get(reverse(f"rights:{page}"))

    assert answer.status_code == 200
    assert b"zz" not in answer.content.lower()


def test_what_is_kept_is_told_in_short_and_what_was_asked_with_its_answer(person):
    asked = ask(person, "Who told you my city?")
    DataRequest.objects.filter(pk=asked.pk).update(
        handled_on=timezone.localdate(), answer="You did, in March."
    )

    shown = opened(person).get(reverse("rights:own_data")).content.decode()

    assert "Consents: 1" in shown
    assert "Who told you my city?" in shown
    assert "You did, in March." in shown


class TestTakingItAlong:
    def test_the_json_is_the_persons_and_its_name_is_nobodys(self, person):
        answer = opened(person).get(reverse("rights:own_data_json"))

        assert json.loads(answer.content)["person"] == "Đặng Thị Ví Dụ"
        assert answer["Content-Disposition"] == 'attachment; filename="own-data.json"'

    def test_the_pdf_is_laid_out_from_the_data_of_this_person_alone(self, person, monkeypatch):
        make_expert("Zzother Person", email="zzother@example.org")
        laid_out = []
        monkeypatch.setattr(
            "caunoi.rights.own_views.as_pdf", lambda data: laid_out.append(data) or b"%PDF"
        )

        opened(person).get(reverse("rights:own_data_pdf"))

        assert laid_out[0].person == "Đặng Thị Ví Dụ"
        assert "zz" not in str(laid_out).lower()

    def test_the_pdf_is_a_pdf(self, person):
        answer = opened(person).get(reverse("rights:own_data_pdf"))

        assert answer.content.startswith(b"%PDF")

    def test_where_no_pdf_can_be_made_the_page_says_what_to_take_instead(self, person, monkeypatch):
        def lacks_pango(data):
            raise OSError

        monkeypatch.setattr("caunoi.rights.own_views.as_pdf", lacks_pango)

        shown = opened(person).get(reverse("rights:own_data_pdf"), follow=True).content.decode()

        assert "The JSON file holds the same" in shown

    def test_looking_at_oneself_is_nobodys_business(self, person):
        opened(person).get(reverse("rights:own_data_json"))

        assert not Look.objects.exists()


class TestAsking:
    def test_a_correction_is_kept_and_due_in_thirty_days(self, person):
        words = {"kind": "correction", "words": "I moved to Ghent."}

        shown = opened(person).post(reverse("rights:ask"), words, follow=True).content.decode()

        asked = DataRequest.objects.get(person=person)
        assert (asked.kind, asked.words) == (RequestKind.CORRECTION, "I moved to Ghent.")
        assert asked.due_on - asked.asked_on == datetime.timedelta(days=30)
        assert "You have an answer by" in shown

    @pytest.mark.parametrize(
        "wrong", [{"kind": ""}, {"kind": "correction"}, {"kind": "erasure", "words": "x"}]
    )
    def test_what_cannot_be_kept_is_said(self, person, wrong):
        shown = opened(person).post(reverse("rights:ask"), wrong).content.decode()

        assert "Not saved yet" in shown
        assert not DataRequest.objects.exists()


class TestErasing:
    def test_nothing_is_ticked_beforehand_and_without_the_tick_nothing_happens(self, person):
        client = opened(person)

        assert b"checked" not in client.get(reverse("rights:erase_own")).content
        client.post(reverse("rights:erase_own"), {"sure": "yes"})

        assert Person.objects.filter(pk=person.pk).exists()

    def test_the_first_button_asks_once_more(self, person):
        answer = opened(person).post(reverse("rights:erase_own"), {"understood": "on"})

        assert "Yes, erase everything now" in answer.content.decode()
        assert Person.objects.filter(pk=person.pk).exists()

    def test_the_second_erases_and_the_page_names_nobody_but_the_receipt(self, person):
        proposal = make_proposal(person, "A bridge of examples")
        client = opened(person)

        shown = client.post(reverse("rights:erase_own"), SURE).content.decode()

        erasure = Erasure.objects.get()
        assert not Person.objects.filter(pk=person.pk).exists()
        assert erasure.asked_by_the_person
        assert f"Number of the receipt: {erasure.pk}" in shown
        assert "Ví Dụ" not in shown
        assert Proposal.objects.filter(pk=proposal.pk).exists()
        assert client.get(reverse("rights:own_data")).status_code == 403

    def test_the_proposals_go_too_where_that_was_ticked(self, person):
        make_proposal(person, "A bridge of examples")
        client = opened(person)

        sure = client.post(
            reverse("rights:erase_own"), {"understood": "on", "with_proposals": "on"}
        ).content.decode()
        assert 'name="with_proposals" value="on"' in sure
        client.post(reverse("rights:erase_own"), SURE | {"with_proposals": "on"})

        assert not Proposal.objects.exists()

    def test_an_account_is_signed_out_and_gone(self):
        user = make_user(Role.EXPERT)
        make_expert("Đặng Thị Ví Dụ", user=user)
        client = Client()
        client.force_login(user)

        shown = client.post(reverse("rights:erase_own"), SURE)

        assert shown.status_code == 200
        assert not User.objects.filter(pk=user.pk).exists()
        assert client.get(reverse("rights:own_data")).status_code == 403

    def test_the_page_says_what_is_left_to_do_and_by_when(self, person):
        shown = opened(person).post(reverse("rights:erase_own"), SURE).content.decode()

        assert Erasure.objects.get().state == ErasureState.ROWS_GONE
        assert "Within minutes: the search index" in shown
        by = date_format(timezone.localtime() + datetime.timedelta(hours=24), "DATE_FORMAT")
        assert by in shown

    def test_the_last_administrator_is_led_to_hand_over_first(self):
        user = make_user(Role.EXPERT, Role.ADMINISTRATOR)
        person = make_expert("Đặng Thị Ví Dụ", user=user)
        client = Client()
        client.force_login(user)

        for shown in (client.get, client.post):
            said = shown(reverse("rights:erase_own"), SURE).content.decode()
            assert "Hand over first" in said
        assert Person.objects.filter(pk=person.pk).exists()
