"""The search page: what each role sees on it, and that nothing else leaks."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.jobs.models import JobRun
from caunoi.people.models import Person, PersonName
from caunoi.people.purposes import Purpose
from caunoi.people.services import withdraw_consent
from caunoi.search.building import rebuild_index, refresh_index
from caunoi.search.index import index_home
from caunoi.search.models import SavedFilter
from tests.caunoi.queries import queries_of
from tests.factories import (
    make_affiliation,
    make_event,
    make_expert,
    make_organisation,
    make_participant,
    make_proposal,
    make_work,
)

pytestmark = pytest.mark.django_db
SEARCH = "/search/"
OUTSIDERS = (Role.HOME_PARTNER, Role.COORDINATOR, Role.EXPERT)


@pytest.fixture
def university():
    return make_organisation("A university of examples", kinds=["education"])


@pytest.fixture
def rich(university):
    """Experts shown to universities, to firms, to nobody, and one without a yes to matching;
    all of them, and all they did, answer to the word quokka."""
    shown = expert("Shown Quokka", Purpose.UNIVERSITIES)
    shown.expert.link_with_vietnam = "quokka secret of the shown"
    shown.expert.save()
    PersonName.objects.create(person=shown, value="Quokka alias")
    firms = expert("Firms Quokka", Purpose.FIRMS)
    asked = expert("Asked Quokka", Purpose.UNIVERSITIES, ask=True)
    network = expert("Network Quokka", Purpose.NETWORK)
    hidden = expert("Hidden Quokka")
    unmatched = make_expert(
        "Unmatched Quokka", purposes=[Purpose.UNIVERSITIES], ask_before_naming=False
    )
    guest = make_participant("Guest Quokka")
    for person in (shown, firms, asked, network, hidden, unmatched):
        make_work(person, title=f"Quokka work of {person}", other_authors="Quokka coauthor")
    make_proposal(hidden, "quokka proposal")
    make_event("Quokka meeting", people=[guest, hidden])
    make_event("Quokka visit", hosts=[university])
    make_organisation("Quokka institute")
    rebuild_index()
    return shown


def expert(name: str, *purposes: Purpose, ask: bool = False) -> Person:
    person = make_expert(
        name, purposes=[Purpose.MATCHING, *purposes], ask_before_naming=ask, country_code="BE"
    )
    person.expert.expertise = f"quokkas, says {name}"
    person.expert.languages = ["nl"]
    person.expert.save()
    return person


def titles(response) -> set[str]:
    found = re.findall(r'hit-title"><a href="[^"]*">(.*?)</a>', response.content.decode())
    return {re.sub("</?mark>", "", title) for title in found}


def test_an_officer_finds_all_who_said_yes_to_being_matched(client, sign_in, rich):
    sign_in(Role.OFFICER)
    response = client.get(SEARCH, {"q": "quokka"})
    people = {"Shown", "Firms", "Asked", "Network", "Hidden"}
    assert titles(response) == {
        *(f"{name} Quokka" for name in people),
        *(f"Quokka work of {name} Quokka" for name in people),
        "quokka proposal",
        "Quokka meeting",
        "Quokka visit",
        "Quokka institute",
    }
    page = response.content.decode()
    assert "Unmatched" not in page
    assert "Guest" not in page
    assert "found by name in the list of people" in page


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_outside_finds_more_than_may_be_shown(client, sign_in, rich, university, role):
    sign_in(role, organisation_ids=frozenset({university.pk}))
    response = client.get(SEARCH, {"q": "quokka"})
    assert titles(response) == {
        "Shown Quokka",
        "Quokka work of Shown Quokka",
        "Quokka institute",
        "Quokka visit",
    }
    page = response.content.decode()
    for inner in (
        "secret",
        "alias",
        "coauthor",
        "Firms",
        "Asked",
        "Hidden",
        "Guest",
        "quokka proposal",
    ):
        assert inner not in page
    assert len(re.findall("tab-count.>1<", page)) >= 4
    assert "list of people" not in page


@pytest.mark.parametrize("words", ["secret", "alias", "coauthor", "hidden", "firms", "meeting"])
def test_what_may_not_be_read_does_not_find_either(client, sign_in, rich, university, words):
    sign_in(Role.HOME_PARTNER, organisation_ids=frozenset({university.pk}))
    assert titles(client.get(SEARCH, {"q": words})) == set()


@pytest.mark.parametrize("role", OUTSIDERS)
def test_without_a_body_of_their_own_they_find_nobody(client, sign_in, rich, role):
    sign_in(role)
    assert titles(client.get(SEARCH, {"q": "quokka"})) == {"Quokka institute"}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HOME_PARTNER])
def test_a_withdrawn_yes_counts_before_the_index_hears_of_it(
    client, sign_in, rich, university, role
):
    sign_in(role, organisation_ids=frozenset({university.pk}))
    consent = rich.consents.get(purpose=Purpose.MATCHING)
    withdraw_consent(consent=consent, on=timezone.localdate())
    page = client.get(SEARCH, {"q": "shown quokka"})
    assert not any("Shown" in title for title in titles(page))
    assert "Shown Quokka" not in page.content.decode()


def test_the_public_and_administrators_have_no_search(client, sign_in):
    assert client.get(SEARCH).status_code == 302
    sign_in(Role.ADMINISTRATOR)
    assert client.get(SEARCH).status_code == 403


# --- narrowing ---


def test_tabs_and_facets_carry_counts_of_what_is_shown(client, sign_in, rich):
    sign_in(Role.OFFICER)
    page = client.get(SEARCH, {"q": "quokka", "kind": "expert"}).content.decode()
    assert re.search(r'kind=expert" aria-current="page">Experts <span class="tab-count">5<', page)
    assert re.search(r'country=BE">Belgium</a> <span class="tab-count">5<', page)
    narrowed = client.get(SEARCH, {"q": "quokka", "country": "BE", "language": "nl"})
    assert len(titles(narrowed)) == 5
    assert titles(client.get(SEARCH, {"q": "quokka", "country": "FR"})) == set()


@pytest.mark.parametrize(
    "query",
    [
        "q=%22&kind=nothing&page=99&sector=%00",
        "q=title:(semi*+OR&sector=no-such-sector",
        "q=" + "a" * 5_000,
        "q=-quokka",
        "q=***&country=%F0%9F%92%A9",
        "page=-1",
        "q=%E4%BD%A0%E5%A5%BD+%22%E4%BD%A0",
    ],
)
def test_whatever_is_asked_there_is_a_page(client, sign_in, rich, query):
    sign_in(Role.OFFICER)
    assert client.get(f"{SEARCH}?{query}").status_code == 200


def test_markup_in_a_record_stays_text(client, sign_in, built):
    sign_in(Role.OFFICER)
    person = expert("<script>alert(1)</script> Wombat")
    make_affiliation(person, make_organisation("<b>Institute</b>"), "<i>wombat</i>")
    refresh_index()
    page = client.get(SEARCH, {"q": "wombat <script>"}).content.decode()
    assert "alert" in page
    for raw in ("<script>alert", "<b>Institute", "<i>"):
        assert raw not in page


def test_results_alone_are_sent_when_htmx_asks_for_them(client, sign_in, rich):
    sign_in(Role.OFFICER)
    headers = {"HX-Request": "true", "HX-Target": "results"}
    page = client.get(SEARCH, {"q": "quokka"}, headers=headers).content.decode()
    assert "<html" not in page
    assert "hit-title" in page


def test_the_number_of_queries_does_not_grow_with_the_hits(client, sign_in, built):
    sign_in(Role.OFFICER)

    def add() -> None:
        person = expert("Numbat", Purpose.UNIVERSITIES)
        make_affiliation(person, make_organisation("Numbat institute"))
        make_work(person, title="Numbats")
        make_proposal(person, "numbat")
        make_event("Numbat meeting", hosts=[make_organisation("Host")])

    add()
    refresh_index()
    few = queries_of(client, SEARCH, q="numbat")
    for _ in range(3):  # twenty hits, as many as one page has
        add()
    refresh_index()
    assert queries_of(client, SEARCH, q="numbat") == few


# --- without an index ---


@pytest.mark.parametrize("damage", ["missing", "broken"])
def test_without_an_index_the_page_says_so_and_has_it_built(client, sign_in, damage):
    sign_in(Role.OFFICER)
    if damage == "broken":
        rebuild_index()
        for part in index_home().glob("*/meta.json"):
            part.write_text("{")
    for _ in range(2):
        response = client.get(SEARCH, {"q": "quokka"})
        assert response.status_code == 200
        assert "being built" in response.content.decode()
    assert JobRun.objects.count() == 1


# --- saved filters ---


def save(client, name="Mine", page="search:search", query="q=quokka&page=3&sector=&kind=expert"):
    return client.post("/search/filters/", {"name": name, "page": page, "query": query})


def test_a_filter_is_saved_come_back_to_renamed_and_deleted(client, sign_in, rich):
    user = sign_in(Role.OFFICER)
    assert save(client).url == "/search/?q=quokka&kind=expert"
    saved = SavedFilter.objects.get(user=user)
    page = client.get(saved.get_absolute_url()).content.decode()
    assert 'href="/search/?q=quokka&amp;kind=expert" aria-current="page">Mine' in page
    client.post(f"/search/filters/{saved.pk}/name/", {"name": "Ours"})
    assert SavedFilter.objects.get().name == "Ours"
    save(client, name="Other", query="q=other")
    client.post(f"/search/filters/{saved.pk}/name/", {"name": "Other"})
    assert set(SavedFilter.objects.values_list("name", flat=True)) == {"Ours", "Other"}
    client.post(f"/search/filters/{saved.pk}/delete/")
    assert SavedFilter.objects.get().name == "Other"


def test_saving_under_the_same_name_changes_the_filter(client, sign_in):
    sign_in(Role.OFFICER)
    save(client, query="q=one")
    save(client, query="q=two")
    assert SavedFilter.objects.get().query == "q=two"


@pytest.mark.parametrize(
    ("name", "page"), [("", "search:search"), ("Mine", "nowhere"), ("Mine", "https://example.org")]
)
def test_only_a_named_filter_of_a_list_of_ours_is_saved(client, sign_in, name, page):
    sign_in(Role.OFFICER)
    assert save(client, name, page).status_code == 400
    assert not SavedFilter.objects.exists()


def test_nobody_sees_or_touches_the_filter_of_another(client, sign_in, rich):
    sign_in(Role.OFFICER)
    save(client, name="Private wish")
    saved = SavedFilter.objects.get()
    sign_in(Role.OFFICER)
    assert "Private wish" not in client.get(saved.get_absolute_url()).content.decode()
    assert client.post(f"/search/filters/{saved.pk}/delete/").status_code == 404
    assert client.post(f"/search/filters/{saved.pk}/name/", {"name": "x"}).status_code == 404
    assert SavedFilter.objects.get().name == "Private wish"
