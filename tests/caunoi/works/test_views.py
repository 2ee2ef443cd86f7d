"""Works on an expert's profile: who writes them down, and how one goes again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.people.purposes import Purpose
from caunoi.works.models import Work
from tests.factories import make_expert, make_participant, make_work

pytestmark = pytest.mark.django_db

OUTSIDERS = (Role.COORDINATOR, Role.HOME_PARTNER, Role.EXPERT)
TYPED = {"title": "Cảm biến quang sợi cho đê biển", "year": "2024", "doi": "", "venue": ""}


def address_of_adding(person):
    return f"{reverse('works:add')}?expert={person.pk}"


def profile(client, person):
    return client.get(person.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", Role)
def test_only_officers_write_works_down(client, sign_in, role):
    sign_in(role)
    expert = make_expert()
    work = make_work(expert)
    pages = [address_of_adding(expert), reverse("works:change", args=[work.pk])]

    statuses = {client.get(page).status_code for page in pages}

    assert statuses == {200 if role == Role.OFFICER else 403}


def test_a_work_is_written_down_with_its_language_and_its_source(client, sign_in):
    officer = sign_in(Role.OFFICER)
    expert = make_expert()

    response = client.post(
        address_of_adding(expert), {**TYPED, "doi": "https://doi.org/10.1000/ABC.1"}
    )

    assert response.url == expert.get_absolute_url()
    work = Work.objects.get()
    assert (work.doi, work.language, work.year) == ("10.1000/abc.1", "vi", 2024)
    assert work.source.officer == officer
    html = profile(client, expert)
    assert TYPED["title"] in html
    assert "https://doi.org/10.1000/abc.1" in html
    assert "2024" in html


def test_the_newest_work_stands_first_and_one_without_a_year_last(client, sign_in):
    sign_in(Role.OFFICER)
    expert = make_expert()
    for title, year in (("Older", 2011), ("Undated", None), ("Newer", 2025)):
        make_work(expert, title=title, year=year)

    html = profile(client, expert)

    assert html.index("Newer") < html.index("Older") < html.index("Undated")


def test_what_is_no_doi_is_told_and_nothing_is_kept(client, sign_in):
    sign_in(Role.OFFICER)

    html = client.post(address_of_adding(make_expert()), {**TYPED, "doi": "11.5/x"}).content

    assert "This is not a DOI" in html.decode()
    assert not Work.objects.exists()


def test_a_doi_that_stands_already_gets_one_author_more(client, sign_in):
    sign_in(Role.OFFICER)
    first, second = make_expert(), make_expert()
    make_work(first, title="Known", doi="10.1000/abc.1")

    client.post(address_of_adding(second), {**TYPED, "doi": "10.1000/ABC.1"})

    work = Work.objects.get()
    assert work.title == "Known"
    assert {one.expert.person for one in work.authorships.all()} == {first, second}


def test_a_change_is_from_then_on_the_officers_word(client, sign_in):
    officer = sign_in(Role.OFFICER)
    expert = make_expert()
    work = make_work(expert, title="Before")

    client.post(reverse("works:change", args=[work.pk]), {**TYPED, "title": "After"})

    work.refresh_from_db()
    assert (work.title, work.source.officer) == ("After", officer)


def test_the_doi_of_another_work_is_refused_on_changing(client, sign_in):
    sign_in(Role.OFFICER)
    expert = make_expert()
    make_work(expert, doi="10.1000/abc.1")
    work = make_work(expert, title="Other")

    page = client.post(reverse("works:change", args=[work.pk]), {**TYPED, "doi": "10.1000/abc.1"})

    work.refresh_from_db()
    assert page.status_code == 200
    assert (work.title, work.doi) == ("Other", None)


def test_a_work_goes_with_its_last_profile(client, sign_in):
    sign_in(Role.OFFICER)
    first, second = make_expert(), make_expert()
    work = make_work(first)
    work.authorships.create(expert=second.expert)
    ours, theirs = work.authorships.all()

    client.post(reverse("works:remove", args=[ours.pk]))
    assert Work.objects.get().authorships.get() == theirs
    client.post(reverse("works:remove", args=[theirs.pk]))

    assert not Work.objects.exists()


def test_without_an_expert_the_way_leads_to_the_list(client, sign_in):
    sign_in(Role.OFFICER)

    response = client.get(reverse("works:add"))

    assert response.url == reverse("people:people")


@pytest.mark.parametrize("asked", ["", "abc", "0", "9" * 30, "-1"])
def test_whoever_is_no_expert_has_no_works(client, sign_in, asked):
    sign_in(Role.OFFICER)
    guest = make_participant()

    assert client.get(reverse("works:add"), {"expert": asked}).status_code == 404
    assert client.get(address_of_adding(guest)).status_code == 404


@pytest.mark.parametrize("role", OUTSIDERS)
def test_outside_the_mission_works_are_seen_where_the_profile_is(client, sign_in, role):
    sign_in(role)
    shown = make_expert(purposes=[Purpose.PUBLIC], ask_before_naming=False)
    make_work(shown, title="Shown to all")

    html = profile(client, shown)

    assert "Shown to all" in html
    assert "Source:" not in html
    assert "Add a work" not in html


def test_ten_works_cost_no_more_queries_than_one(
    client, sign_in, django_assert_max_num_queries, django_assert_num_queries
):
    sign_in(Role.OFFICER)
    expert = make_expert()
    make_work(expert)
    client.get(expert.get_absolute_url())
    with django_assert_max_num_queries(40) as one:
        client.get(expert.get_absolute_url())
    for number in range(9):
        make_work(expert, title=f"Work {number}")

    with django_assert_num_queries(len(one)):
        client.get(expert.get_absolute_url())
