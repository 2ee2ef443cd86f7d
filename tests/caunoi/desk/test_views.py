"""The first page, for each role."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.desk.visits import COOKIE
from caunoi.people.models import Participant
from caunoi.people.purposes import Purpose
from tests.factories import (
    make_consent,
    make_expert,
    make_officer,
    make_participant,
    make_proposal,
    make_register,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


class TestTheDesk:
    def test_with_nothing_to_do_it_says_so(self, client, officer):
        make_register()

        assert "Nothing is waiting" in client.get("/").content.decode()

    def test_a_row_has_its_count_its_age_and_one_button(self, client, officer):
        make_register()
        person = make_participant()
        in_three_days = timezone.localdate() + datetime.timedelta(days=3)
        Participant.objects.filter(person=person).update(delete_on=in_three_days)

        page = client.get("/").content.decode()

        assert "People whose record ends soon" in page
        assert "the first in 3 days" in page
        assert "Nothing is waiting" not in page
        [button] = [part for part in page.split("<a ") if "standing=participant" in part]
        assert client.get("/people/?standing=participant&sort=deleted").status_code == 200
        assert "Ask them" in button

    def test_what_is_new_opens_its_list_with_as_many_records(self, client, officer):
        make_register()
        make_proposal(make_expert("Người Mới"), "Một đề xuất mới")

        page = client.get("/").content.decode()

        for noun, shown in [("people", "Người Mới"), ("proposals", "Một đề xuất mới")]:
            start = page.index(reverse("desk:new_records", args=[noun]))
            address = page[start : page.index('"', start)].replace("&amp;", "&")
            records = client.get(address)
            assert records.context["page"].paginator.count == 1
            assert shown in records.content.decode()

    def test_the_next_visit_begins_where_this_one_ended(self, client, officer):
        first = client.get("/")
        again = client.get("/")

        assert first.cookies[COOKIE]["httponly"]
        assert first.cookies[COOKIE]["samesite"] == "Lax"
        assert first.context["since"] < timezone.now() - datetime.timedelta(days=6)
        assert again.context["since"] == first.context["since"]

    def test_a_fresh_register_shows_the_first_steps(self, client, officer):
        page = client.get("/").content.decode()

        assert "First steps" in page
        assert reverse("organisations:register") in page

    def test_search_asks_the_whole_register(self, client, officer):
        page = client.get("/").content.decode()

        assert page.count('action="/search/"') == 2  # in the masthead and on the desk
        assert 'name="q"' in page

    def test_it_is_never_kept_by_a_browser(self, client, officer):
        assert "no-store" in client.get("/")["Cache-Control"]

    def test_a_full_desk_costs_as_many_queries_as_a_small_one(
        self, client, officer, django_assert_max_num_queries
    ):
        make_register()
        make_proposal(make_expert())
        client.get("/")
        with django_assert_max_num_queries(26) as small:
            client.get("/")
        for _number in range(4):
            make_proposal(make_expert())
            make_participant()
        with django_assert_max_num_queries(26) as full:
            client.get("/")

        assert len(small) == len(full)


@pytest.mark.parametrize(
    ("role", "first_page"),
    [
        (Role.ADMINISTRATOR, "/accounts/users/"),
        (Role.COORDINATOR, "/people/"),
        (Role.HOME_PARTNER, "/people/"),
        (Role.EXPERT, "/people/"),
    ],
)
def test_other_roles_are_led_to_their_own_first_page(client, role, first_page):
    client.force_login(make_user(role))

    answer = client.get("/", follow=True)

    assert answer.redirect_chain == [(first_page, 302)]
    assert answer.status_code == 200


def test_someone_without_any_role_comes_to_the_own_account(client):
    client.force_login(make_user())

    assert client.get("/").url == reverse("accounts:own_account")


def test_the_public_signs_in(client):
    assert client.get("/").url.startswith(reverse("account_login"))


def test_an_officer_who_keeps_the_machine_too_has_the_desk(client):
    client.force_login(make_user(Role.OFFICER, Role.ADMINISTRATOR))

    assert client.get("/").status_code == 200


class TestItsLists:
    def test_consents_that_end_are_listed_with_purpose_and_day(self, client, officer):
        soon = timezone.localdate() + datetime.timedelta(days=9)
        make_consent(make_expert("Người Ví Dụ"), Purpose.CONTACT, expires_on=soon)

        page = client.get(reverse("desk:ending_consents")).content.decode()

        assert "Người Ví Dụ" in page
        assert "be contacted by the mission" in page

    @pytest.mark.parametrize(
        "since",
        [
            "",
            "nonsense",
            "2026-13-45T00:00:00",
            "2026-01-01T00:00:00",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
        ],
    )
    def test_an_odd_instant_breaks_nothing(self, client, officer, since):
        address = reverse("desk:new_records", args=["organisations"])

        assert client.get(address, {"since": since}).status_code == 200

    def test_a_noun_that_is_none_is_not_found(self, client, officer):
        assert client.get(reverse("desk:new_records", args=["secrets"])).status_code == 404

    @pytest.mark.parametrize("role", [r for r in Role if r != Role.OFFICER])
    def test_nobody_but_an_officer_opens_them(self, client, role):
        client.force_login(make_user(role))

        for name, args in [("ending_consents", []), ("new_records", ["people"])]:
            assert client.get(reverse(f"desk:{name}", args=args)).status_code == 403


class TestNotes:
    def test_one_line_is_written_ticked_off_and_listed(self, client, officer):
        make_register()
        page = client.post(reverse("desk:write_note"), {"text": "Hỏi lại imec"}, follow=True)
        assert "Hỏi lại imec" in page.content.decode()
        note = page.context["notes"][0]

        page = client.post(reverse("desk:handle_note", args=[note.pk, "done"]), follow=True)

        assert not page.context["notes"]
        assert "Hỏi lại imec" in client.get(reverse("desk:notes")).content.decode()

    def test_an_empty_one_is_refused_with_a_word(self, client, officer):
        make_register()

        page = client.post(reverse("desk:write_note"), {"text": " "}, follow=True)

        assert "This field is required" in page.content.decode()

    def test_what_cannot_be_done_with_a_note_is_not_found(self, client, officer):
        client.post(reverse("desk:write_note"), {"text": "x"})

        assert client.post("/desk/notes/1/burn/").status_code == 404
