"""Officers answer requests, erase, and keep the log of breaches; all may read what is done."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.messages.models import Letter, LetterKind
from caunoi.people.models import Look, Person
from caunoi.rights.models import Breach, DataRequest, Erasure, RequestKind
from caunoi.rights.services import ask_about_data
from tests.factories import make_expert, make_officer, make_register, make_user

pytestmark = pytest.mark.django_db
TICKED = {"understood": "on"}


@pytest.fixture(autouse=True)
def register():
    return make_register("Register of tests")


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def make_request(person: Person | None = None, *, age_days: int = 0, **fields) -> DataRequest:
    return ask_about_data(
        person=person or make_expert(),
        kind=RequestKind.CORRECTION,
        words=fields.pop("words", "I moved to Ghent."),
        on=timezone.localdate() - datetime.timedelta(days=age_days),
    )


# --- who may open what ---

OFFICERS_PAGES = {
    "requests": False,
    "request": True,
    "person_json": True,
    "person_pdf": True,
    "person_evidence": True,
    "erase": True,
    "receipts": False,
    "receipt": True,
    "receipt_text": True,
    "processing": False,
    "breaches": False,
    "add_breach": False,
    "breach": True,
}


@pytest.mark.parametrize(
    "role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR, Role.ADMINISTRATOR]
)
@pytest.mark.parametrize("page", OFFICERS_PAGES)
def test_nobody_but_officers_opens_an_officers_page(client, page, role):
    client.force_login(make_user(role))
    pk = make_request().person_id

    answer = client.get(reverse(f"rights:{page}", args=[pk] if OFFICERS_PAGES[page] else []))

    assert answer.status_code == 403


def test_the_public_page_says_who_is_responsible_what_is_kept_and_for_how_long(client):
    shown = client.get(reverse("rights:about")).content.decode()

    assert "Register of tests" in shown
    assert "60 days" in shown
    assert "Not used for consular" in shown


def test_every_page_leads_to_it(client):
    assert (
        'href="/data-protection/"' in client.get("/accounts/login/", follow=True).content.decode()
    )


# --- requests ---


class TestRequests:
    def test_an_empty_list_says_where_people_ask(self, client, officer):
        assert "Nobody has asked" in client.get(reverse("rights:requests")).content.decode()

    def test_the_next_to_fall_due_stands_first_and_a_late_one_is_marked(self, client, officer):
        make_request(make_expert("Asked Today"))
        make_request(make_expert("Asked Long Ago"), age_days=31)

        shown = client.get(reverse("rights:requests")).content.decode()

        assert shown.index("Asked Long Ago") < shown.index("Asked Today")
        assert "Late" in shown

    def test_many_cost_no_more_queries_than_one(
        self, client, officer, django_assert_max_num_queries
    ):
        for number in range(30):
            make_request(make_expert(f"Person {number}"))

        with django_assert_max_num_queries(12):
            client.get(reverse("rights:requests"))

    def test_an_answer_becomes_a_letter_in_the_persons_language(self, client, officer):
        asked = make_request(make_expert("Trần Thị Ví Dụ", language="fr"))

        client.post(asked.get_absolute_url(), {"answer": "C'est corrigé."})

        letter = Letter.objects.get(person=asked.person)
        asked.refresh_from_db()
        assert (letter.kind, letter.language) == (LetterKind.RIGHTS, "fr")
        assert "C'est corrigé." in letter.body
        assert (asked.handled_by, asked.answer) == (officer, "C'est corrigé.")
        assert asked.handled_on == timezone.localdate()

    def test_a_second_answer_is_not_sent(self, client, officer):
        asked = make_request()
        client.post(asked.get_absolute_url(), {"answer": "First."})

        shown = client.post(asked.get_absolute_url(), {"answer": "Second."}, follow=True)

        assert "A colleague has answered already" in shown.content.decode()
        assert Letter.objects.count() == 1

    def test_without_words_nothing_is_answered(self, client, officer):
        asked = make_request()

        shown = client.post(asked.get_absolute_url(), {"answer": " "}).content.decode()

        assert "Not saved yet" in shown
        assert not Letter.objects.exists()


# --- one person ---


class TestOnePersonsData:
    @pytest.mark.parametrize("page", ["person_json", "person_pdf"])
    def test_taking_it_along_is_noted(self, client, officer, page):
        person = make_expert()

        assert client.get(reverse(f"rights:{page}", args=[person.pk])).status_code == 200

        look = Look.objects.get(person=person)
        assert (look.user, look.what) == (officer, Look.What.EXPORT)

    def test_the_profile_leads_to_both(self, client, officer):
        person = make_expert()

        shown = client.get(person.get_absolute_url()).content.decode()

        assert reverse("rights:person_pdf", args=[person.pk]) in shown
        assert reverse("rights:erase", args=[person.pk]) in shown

    def test_nothing_is_erased_without_the_tick(self, client, officer):
        person = make_expert()

        shown = client.post(
            reverse("rights:erase", args=[person.pk]), {"understood": ""}
        ).content.decode()

        assert "Not saved yet" in shown
        assert Person.objects.filter(pk=person.pk).exists()

    def test_erasing_leads_to_a_receipt_that_names_nobody(self, client, officer):
        person = make_expert("Lê Thị Ví Dụ")

        shown = client.post(reverse("rights:erase", args=[person.pk]), TICKED, follow=True)

        erasure = Erasure.objects.get()
        assert shown.request["PATH_INFO"] == erasure.get_absolute_url()
        assert "Lê Thị Ví Dụ" not in shown.content.decode()
        assert (erasure.asked_by, erasure.asked_by_the_person) == (officer, False)
        assert not Person.objects.filter(pk=person.pk).exists()

    def test_the_receipt_counts_place_by_place_as_text_too(self, client, officer):
        person = make_expert("Lê Thị Ví Dụ")
        client.post(reverse("rights:erase", args=[person.pk]), TICKED)

        erasure = Erasure.objects.get()
        text = client.get(reverse("rights:receipt_text", args=[erasure.pk]))

        assert text["Content-Type"] == "text/plain; charset=utf-8"
        assert "- consents: 1" in text.content.decode()
        assert "Ví Dụ" not in text.content.decode()

    def test_the_list_of_receipts_leads_to_each(self, client, officer):
        assert "Nobody was erased" in client.get(reverse("rights:receipts")).content.decode()
        client.post(reverse("rights:erase", args=[make_expert().pk]), TICKED)

        shown = client.get(reverse("rights:receipts")).content.decode()

        assert Erasure.objects.get().get_absolute_url() in shown


# --- processing, breaches ---


def test_the_records_of_processing_name_every_period_and_the_controller(client, officer, register):
    shown = client.get(reverse("rights:processing")).content.decode()

    assert str(register.controller) in shown
    assert "Imported files and what they said of people" in shown
    assert "Have a lawyer read this" in shown


class TestBreaches:
    def test_an_empty_list_says_what_belongs_there(self, client, officer):
        assert "None is known" in client.get(reverse("rights:breaches")).content.decode()

    def test_one_is_written_down_and_its_clock_runs(self, client, officer):
        known = timezone.localtime() - datetime.timedelta(hours=10)
        words = {"known_at": known.strftime("%Y-%m-%dT%H:%M"), "what_happened": "A lost laptop"}

        client.post(reverse("rights:add_breach"), words)

        written = Breach.objects.get()
        assert written.written_by == officer
        assert "61 hours left" in client.get(written.get_absolute_url()).content.decode()

    def test_what_was_done_is_added_later(self, client, officer):
        breach = Breach.objects.create(known_at=timezone.now(), what_happened="A lost laptop")
        told = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
        words = {"known_at": told, "what_happened": "A lost laptop", "authority_told_at": told}

        client.post(breach.get_absolute_url(), words)

        breach.refresh_from_db()
        assert breach.authority_told_at is not None
        assert "hours left" not in client.get(reverse("rights:breaches")).content.decode()

    def test_many_cost_no_more_queries_than_one(
        self, client, officer, django_assert_max_num_queries
    ):
        for _number in range(30):
            Breach.objects.create(known_at=timezone.now(), what_happened="A lost laptop")

        with django_assert_max_num_queries(12):
            client.get(reverse("rights:breaches"))


def test_an_officer_does_not_erase_the_last_administrator(client, officer):
    person = make_expert("Đặng Thị Ví Dụ", user=make_user(Role.EXPERT, Role.ADMINISTRATOR))

    shown = client.post(reverse("rights:erase", args=[person.pk]), TICKED, follow=True)

    assert "last administrator" in shown.content.decode()
    assert Person.objects.filter(pk=person.pk).exists()
