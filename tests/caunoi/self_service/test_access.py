"""Links open own pages, those alone, and for as long as they are valid."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.people.models import Look, PersonLink
from caunoi.self_service.inviting import revoke_links
from caunoi.self_service.models import Offer, OfferedFrom
from tests.caunoi.self_service.conftest import new_link
from tests.factories import (
    make_affiliation,
    make_expert,
    make_officer,
    make_organisation,
    make_participant,
    make_proposal,
    make_user,
    make_work,
)

pytestmark = pytest.mark.django_db

HOME = "/me/"
OWN_PAGES = [
    "home",
    "yes",
    "profile",
    "confirm",
    "letters",
    "works",
    "works_file",
    "choose_works",
    "orcid",
    "choose_from_orcid",
    "proposals",
    "looks",
    "invite_colleague",
    "data",
    "leave",
    "account",
]
SECRETS = {
    "name": "Trần Bí Mật",
    "email": "secret@example.org",
    "work": "A hidden work of examples",
    "proposal": "A hidden proposal of examples",
    "organisation": "A hidden institute of examples",
    "look": "a hidden need of examples",
    "letter": "A hidden letter of examples",
    "offer": "A hidden offer of examples",
}


@pytest.fixture
def other(register):
    """Somebody else, with something on every page."""
    from caunoi.messages.models import LetterKind
    from caunoi.messages.services import write_letter

    other = make_expert(SECRETS["name"], email=SECRETS["email"])
    make_work(other, title=SECRETS["work"])
    make_proposal(other, title=SECRETS["proposal"])
    make_affiliation(other, make_organisation(SECRETS["organisation"]))
    Look.objects.create(person=other, what=Look.What.NAMED, about=SECRETS["look"])
    write_letter(person=other, kind=LetterKind.RIGHTS, subject=SECRETS["letter"], paragraphs=["x"])
    content = {
        "orcid": "",
        "facts": {},
        "rejected": [],
        "works": [{"title": SECRETS["offer"]}],
    }
    for kind in OfferedFrom:
        Offer.objects.create(
            person=other, offered_from=kind, content=content, made_at=timezone.now()
        )
    return other


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_link_opens_the_own_page_and_nothing_of_anybody_else(name, opened, other):
    mine = make_expert("Lê Của Tôi")

    answer = opened(mine).get(reverse(f"self_service:{name}"), follow=True)

    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Lê Của Tôi" in shown
    assert [word for word in SECRETS.values() if word in shown] == []


@pytest.mark.parametrize("name", OWN_PAGES)
def test_without_a_link_there_is_a_kind_page(name, client, other):
    answer = client.get(reverse(f"self_service:{name}"))

    assert answer.status_code == 403
    assert b"Ask for a new link" in answer.content


def test_looking_at_a_link_changes_nothing_and_opens_nothing(client, register):
    link, token = new_link(make_expert())
    address = reverse("self_service:open", args=[token])

    for ask in (client.get, client.head, client.get):
        assert ask(address).status_code == 200

    link.refresh_from_db()
    assert link.used_at is None
    assert client.get(HOME).status_code == 403


def test_the_button_opens_the_page_the_letter_named_and_no_other_place(client, register):
    _link, token = new_link(make_expert())
    address = reverse("self_service:open", args=[token])

    assert client.post(f"{address}?to=self_service:confirm").url == "/me/confirm/"
    assert client.post(f"{address}?to=desk:desk").url == HOME
    assert client.post(f"{address}?to=https://elsewhere.example").url == HOME


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_links_that_do_not_open_are_answered_alike(client, register, method):
    person = make_expert()
    _link, expired = new_link(person, now=timezone.now() - datetime.timedelta(days=31))
    revoked, withdrawn = new_link(person)
    PersonLink.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())

    answers = {}
    for token in (expired, withdrawn, "cn_nobody-ever-had-this", "0x0"):
        answer = getattr(client, method)(reverse("self_service:open", args=[token]))
        page = answer.content.decode().replace(token, "")
        answers[answer.status_code, page.partition("<main")[2]] = token

    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_a_link_taken_back_closes_the_pages_at_once(opened, register):
    person = make_expert()
    client = opened(person)
    assert client.get(HOME).status_code == 200

    revoke_links(person=person, now=timezone.now())

    assert client.get(HOME).status_code == 403


def test_an_expired_link_closes_the_pages_at_once(opened, register):
    person = make_expert()
    client = opened(person)
    past = timezone.now() - datetime.timedelta(minutes=1)
    long_ago = past - datetime.timedelta(days=30)
    PersonLink.objects.update(created_at=long_ago, expires_at=past)

    assert client.get(HOME).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/people/",
        "/proposals/",
        "/needs/",
        "/letters/",
        "/search/?q=x",
        "/",
        "/me/officer/invite/",
        "/me/officer/registrations/",
    ],
)
def test_a_link_opens_no_page_of_an_officer(address, opened, other):
    answer = opened(make_expert()).get(address)

    assert answer.status_code == 302
    assert "/accounts/login/" in answer.url


def test_a_link_changes_nothing_of_anybody_else(opened, other):
    client = opened(make_expert())
    consent = other.consents.get()
    work = other.expert.work_authorships.get()

    assert client.post(f"/me/yes/{consent.pk}/withdraw/").status_code == 404
    assert client.post(f"/me/works/{work.pk}/remove/").status_code == 404

    consent.refresh_from_db()
    assert consent.withdrawn_on is None


def test_an_accounts_own_person_goes_before_a_link(client, register):
    mine, other = make_expert("Lê Của Tôi"), make_expert("Trần Bí Mật")
    mine.user = make_user(Role.EXPERT)
    mine.save()
    client.force_login(mine.user)
    _link, token = new_link(other)

    answer = client.post(reverse("self_service:open", args=[token]))

    assert answer.status_code == 409
    assert "Trần Bí Mật" not in answer.content.decode()
    assert "Lê Của Tôi" in client.get(HOME).content.decode()


def test_an_officer_who_opens_a_link_sees_that_page_only_there(client, register):
    client.force_login(make_officer())
    _link, token = new_link(make_expert("Trần Bí Mật"))
    client.post(reverse("self_service:open", args=[token]))

    assert "Trần Bí Mật" in client.get(HOME).content.decode()
    assert client.get("/people/").status_code == 200


def test_closing_leaves_nothing_open_in_the_browser(opened, register):
    client = opened(make_expert())

    client.post("/me/close/")

    assert client.get(HOME).status_code == 403


@pytest.mark.parametrize("name", ["works", "orcid", "invite_colleague", "confirm"])
def test_without_a_profile_the_yes_comes_first(name, opened, register):
    answer = opened(make_participant()).get(reverse(f"self_service:{name}"))

    assert answer.url == "/me/yes/"


def test_pages_speak_the_persons_language_and_remember_another(opened, register):
    person = make_expert(language="vi")
    client = opened(person)
    assert 'lang="vi"' in client.get(HOME).content.decode()[:200]

    back = client.post("/me/language/", {"language": "nl", "next": "/me/yes/"})

    person.refresh_from_db()
    assert back.url == "/me/yes/"
    assert person.language == "nl"
    assert 'lang="nl"' in client.get(HOME).content.decode()[:200]


def test_a_language_leads_nowhere_else_and_unknown_ones_change_nothing(opened, register):
    person = make_expert(language="vi")

    back = opened(person).post(
        "/me/language/", {"language": "xx", "next": "https://elsewhere.example/"}
    )

    person.refresh_from_db()
    assert (back.url, person.language) == (HOME, "vi")
