"""A body's needs and offers: posted by link, reviewed by an officer, never anybody else's."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.messages.models import Letter, LetterKind
from caunoi.needs.models import Need, Offer
from caunoi.needs.posting import Channel, PostingState, Review
from caunoi.needs.services import shortlist
from caunoi.organisations.models import ContactPoint, OrganisationLink
from caunoi.people.purposes import Purpose
from tests.caunoi.queries import queries_of
from tests.factories import make_expert, make_need, make_officer, make_organisation

pytestmark = pytest.mark.django_db
MODELS = {"need": Need, "offer": Offer}
NAME = "Zzname Of Somebody"


@pytest.fixture
def office():
    body = make_organisation("Viện Ví Dụ", kinds=["education"])
    return ContactPoint.objects.create(organisation=body, name="Phòng Hợp tác", language="en")


@pytest.fixture
def at_home(office):
    return opened_by(office)


@pytest.fixture
def desk(client):
    client.force_login(make_officer())
    return client


def opened_by(office):
    _link, token = OrganisationLink.issue(
        purpose="bodys_page",
        lifetime=datetime.timedelta(days=1),
        now=timezone.now(),
        contact_point=office,
    )
    client = Client()
    client.post(reverse("partners:open", args=[token]))
    return client


def url(name, *args):
    return reverse(f"partners:{name}", args=args)


def typed(what="need", **changed):
    kind = "expertise" if what == "need" else "technology"
    return {"title": "Packaging", "text": "Chips are to be packaged.", "kind": kind} | changed


def content(client, address):
    return client.get(address).content.decode()


def reviewed(desk, posting, verdict, words=""):
    what = posting._meta.model_name
    address = reverse("needs:review", args=[what, posting.pk])
    return desk.post(address, {"verdict": verdict, "words": words}, follow=True).content.decode()


@pytest.mark.parametrize("what", MODELS)
def test_what_is_posted_waits_for_review_and_its_office_hears(what, at_home, desk, office):
    at_home.post(url("add_posting", what), typed(what, sectors=["semiconductors"]))
    found = MODELS[what].objects.get()
    assert (found.review, found.channel, found.body) == (
        Review.WAITING,
        Channel.OWN_PAGES,
        office.organisation,
    )
    assert found.contact_point == office
    assert "Packaging" in content(desk, reverse("needs:to_review"))

    reviewed(desk, found, "accepted")

    letter = Letter.objects.get()
    assert (letter.contact_point, letter.kind) == (office, LetterKind.NEED)
    assert "accepted" in letter.body
    found.refresh_from_db()
    assert found.review == Review.ACCEPTED
    assert found.valid_until > timezone.localdate()
    assert "open" in content(at_home, url("needs"))


@pytest.mark.parametrize("verdict", ["asked_back", "refused"])
def test_a_question_or_a_no_carries_its_words_and_is_never_without(verdict, at_home, desk):
    at_home.post(url("add_posting", "need"), typed())
    need = Need.objects.get()

    assert "Nothing was decided" in reviewed(desk, need, verdict)
    reviewed(desk, need, verdict, "Who pays?")

    assert "Who pays?" in Letter.objects.get().body
    assert "Who pays?" in content(at_home, url("posting", "need", need.pk))


def test_of_two_officers_at_once_the_second_changes_nothing(at_home, desk):
    at_home.post(url("add_posting", "need"), typed())
    need = Need.objects.get()
    reviewed(desk, need, "accepted")

    page = reviewed(desk, need, "refused", "No.")

    assert "decided meanwhile" in page
    assert Need.objects.get().review == Review.ACCEPTED
    assert Letter.objects.count() == 1


def test_a_draft_is_seen_by_its_body_alone(at_home, desk):
    at_home.post(url("add_posting", "need"), typed(draft="1", is_confidential="on"))
    need = Need.objects.get()

    assert need.review == Review.DRAFT
    assert "Packaging" in content(at_home, url("needs"))
    assert "Packaging" not in content(desk, reverse("needs:to_review"))
    assert desk.get(need.get_absolute_url()).status_code == 404
    at_home.post(url("change_posting", "need", need.pk), typed(title="Another"))
    assert Need.objects.get().review == Review.WAITING


def test_confidential_words_need_a_summary(at_home):
    page = at_home.post(url("add_posting", "need"), typed(is_confidential="on"))

    assert "Write what may be shown" in page.content.decode()
    assert not Need.objects.exists()


def test_pressed_twice_it_is_kept_once(at_home):
    for _again in range(2):
        at_home.post(url("add_posting", "need"), typed())

    assert Need.objects.count() == 1


def test_what_was_decided_is_no_longer_changed_by_its_body(at_home, desk):
    at_home.post(url("add_posting", "need"), typed())
    need = Need.objects.get()
    reviewed(desk, need, "accepted")

    at_home.post(url("change_posting", "need", need.pk), typed(title="Another"))

    assert Need.objects.get().title == "Packaging"


def test_a_body_withdraws_and_renews_its_own(at_home, office):
    past = timezone.localdate() - datetime.timedelta(days=1)
    need = make_need(asked_by=office.organisation, valid_until=past)
    assert "expired" in content(at_home, url("needs"))

    at_home.post(url("renew", "need", need.pk))
    need.refresh_from_db()
    assert need.valid_until > timezone.localdate()

    at_home.get(url("withdraw", "need", need.pk))
    assert Need.objects.get().state == PostingState.OPEN
    at_home.post(url("withdraw", "need", need.pk))
    assert Need.objects.get().state == PostingState.CLOSED
    assert at_home.post(url("renew", "need", need.pk)).status_code == 404


def test_another_bodys_are_not_there(at_home):
    other = make_need("Another's", asked_by=make_organisation())

    assert "Another's" not in content(at_home, url("needs"))
    for name in ("posting", "change_posting"):
        assert at_home.get(url(name, "need", other.pk)).status_code == 404
    for name in ("withdraw", "renew", "change_posting"):
        assert at_home.post(url(name, "need", other.pk)).status_code == 404
    assert at_home.get(url("add_posting", "nonsense")).status_code == 404


def test_no_page_names_a_person(at_home, office):
    need = make_need(asked_by=office.organisation)
    expert = make_expert(NAME, purposes=[Purpose.MATCHING], ask_before_naming=True)
    shortlist(need=need, candidate=expert, score=0.5, reasons=[], by=None)

    for address in (url("home"), url("needs"), url("posting", "need", need.pk)):
        assert NAME not in content(at_home, address)


def test_an_empty_page_says_what_to_do(at_home):
    page = content(at_home, url("needs"))

    assert "No needs yet" in page
    assert "Post a need" in page


def test_the_list_asks_no_more_of_the_database_for_more_rows(at_home, office):
    make_need(asked_by=office.organisation)
    few = queries_of(at_home, url("needs"))
    for _number in range(4):
        make_need(asked_by=office.organisation, sectors=["energy"])

    assert queries_of(at_home, url("needs")) == few
