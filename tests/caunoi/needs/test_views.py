"""Pages about needs: writing one, choosing for it, and what is never shown to whom."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Match, Need, Verdict
from caunoi.needs.services import shortlist
from caunoi.people.models import Look
from caunoi.people.purposes import Purpose
from tests.caunoi.queries import queries_of
from tests.factories import (
    make_expert,
    make_need,
    make_officer,
    make_organisation,
    make_proposal,
    make_user,
    make_work,
)

pytestmark = pytest.mark.django_db
TEXT = "An expert on semiconductor packaging is needed."
NAME = "Người Đóng Gói"


@pytest.fixture
def desk(client):
    client.force_login(make_officer())
    return client


@pytest.fixture
def packager():
    person = make_expert(NAME, purposes=[Purpose.MATCHING])
    person.expert.expertise = "Advanced packaging of semiconductor chips."
    person.expert.save()
    return person


def url(name, *args):
    return reverse(f"needs:{name}", args=args)


def typed(**changed):
    said = {"title": "Packaging", "text": TEXT, "funding": "", "asked_by": "", "due_on": ""}
    return said | changed


def page_of(client, address, **query):
    return client.get(address, query).content.decode()


class TestWriting:
    def test_a_need_is_kept_and_its_candidates_shown(self, desk, packager, index):
        index()
        body = make_organisation("Viện Ví Dụ")

        page = desk.post(
            url("add"),
            typed(asked_by="Viện Ví Dụ", ways_wanted=["visit"], sectors=["semiconductors"]),
            follow=True,
        ).content.decode()

        need = Need.objects.get()
        assert (need.asked_by, need.ways_wanted, need.language) == (body, ["visit"], "en")
        assert NAME in page
        assert "<mark>" in page

    def test_a_preview_shows_who_could_help_and_keeps_nothing(self, desk, packager, index):
        index()

        page = desk.post(url("preview"), typed(due_on="31/31")).content.decode()
        part = desk.post(url("preview"), typed(), headers={"HX-Request": "true"}).content.decode()

        assert NAME in page
        assert NAME in part
        assert "<html" not in part
        assert not Need.objects.exists()

    @pytest.mark.parametrize(
        ("changed", "complaint"),
        [
            ({"text": ""}, "This field is required"),
            ({"asked_by": "Nobody knows it"}, "Add it first"),
            ({"due_on": "soon"}, "Enter a valid date"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, desk, changed, complaint):
        page = desk.post(url("add"), typed(**changed)).content.decode()

        assert complaint in page
        assert "Packaging" in page
        assert not Need.objects.exists()

    def test_a_note_begins_a_need(self, desk):
        assert "Hỏi lại imec" in page_of(desk, url("add"), text="Hỏi lại imec")

    def test_suggested_sectors_are_confirmed_by_one_button(self, desk, index):
        index()
        need = make_need("Semiconductor packaging", text=TEXT)
        page = page_of(desk, need.get_absolute_url())
        assert "Suggested sectors" in page
        assert 'name="sectors" value="semiconductors"' in page

        desk.post(url("confirm_sectors", need.pk), {"sectors": ["semiconductors", "alchemy"]})

        assert [one.sector_id for one in need.need_sectors.all()] == ["semiconductors"]
        assert "Suggested sectors" not in page_of(desk, need.get_absolute_url())

    def test_a_need_is_changed_met_and_opened_again(self, desk):
        need = make_need()
        desk.post(url("change", need.pk), typed(title="Another title"))
        desk.post(url("set_state", need.pk), {"state": "met"})
        need.refresh_from_db()
        assert (need.title, need.state) == ("Another title", "met")

        desk.post(url("set_state", need.pk), {"state": "nonsense"})
        assert Need.objects.get().state == "met"


class TestChoosing:
    def test_shortlisting_keeps_the_reasons_and_undoing_takes_it_back(self, desk, packager, index):
        index()
        need = make_need(text=TEXT)

        desk.post(url("shortlist", need.pk, "expert", packager.pk))

        match = Match.objects.get()
        assert match.verdict == Verdict.SHORTLISTED
        assert match.evidence
        desk.post(url("take_back_verdict", need.pk, "expert", packager.pk))
        assert not Match.objects.exists()

    def test_hiding_asks_for_a_reason(self, desk, packager, index):
        index()
        need = make_need(text=TEXT)
        address = url("hide", need.pk, "expert", packager.pk)

        page = desk.post(address, {"why": " "}, follow=True).content.decode()
        assert "say why" in page
        assert not Match.objects.exists()

        desk.post(address, {"why": "Works on something else now"})
        page = page_of(desk, need.get_absolute_url())
        assert "1 hidden" in page
        assert "Works on something else now" in page

    def test_why_prints_every_reason_and_is_logged_as_a_look(self, desk, packager, index):
        index()
        need = make_need(text=TEXT)

        page = page_of(desk, url("why", need.pk, "expert", packager.pk))

        assert "packaging" in page
        assert "What says nothing either way" in page
        assert packager.looks.get().what == Look.What.REASONS

    def test_why_of_a_verdict_without_reasons_shows_those_of_this_moment(
        self, desk, packager, index
    ):
        index()
        need = make_need(text=TEXT)
        shortlist(need=need, candidate=packager, score=None, reasons=[], by=None)

        page = page_of(desk, url("why", need.pk, "expert", packager.pk))

        assert "packaging" in page
        assert "No reasons were kept" not in page
        assert "Take back" in page

    def test_after_a_withdrawal_nobody_is_there_any_more(self, desk, packager, index):
        index()
        need = make_need(text=TEXT)
        desk.post(url("shortlist", need.pk, "expert", packager.pk))
        assert NAME in page_of(desk, need.get_absolute_url())

        packager.consents.filter(purpose=Purpose.MATCHING).update(withdrawn_on=timezone.localdate())

        assert NAME not in page_of(desk, need.get_absolute_url())
        assert desk.get(url("why", need.pk, "expert", packager.pk)).status_code == 404
        assert NAME not in page_of(desk, url("needs"), show="without_expert")

    @pytest.mark.parametrize("kind", ["person", "need", "event"])
    def test_what_is_no_kind_of_candidate_is_not_found(self, desk, kind):
        need = make_need()

        assert desk.get(url("why", need.pk, kind, 1)).status_code == 404
        assert desk.post(url("take_back_verdict", need.pk, kind, 1)).status_code == 404

    def test_while_the_index_is_being_made_the_page_says_so(self, desk):
        assert "The index is being made" in page_of(desk, make_need().get_absolute_url())


class TestWhoSeesWhat:
    @pytest.fixture
    def at_home(self, client, monkeypatch, packager):
        """A home partner whose own need has an expert on its shortlist."""
        body = make_organisation()
        partner = make_user(Role.HOME_PARTNER)
        own = Viewer(
            user_id=partner.pk,
            roles=frozenset({Role.HOME_PARTNER}),
            organisation_ids=frozenset({body.pk}),
        )
        monkeypatch.setattr("caunoi.accounts.viewers.viewer_of_user", lambda user: own)
        client.force_login(partner)
        need = make_need("Our need", asked_by=body)
        shortlist(need=need, candidate=packager, score=0.5, reasons=[], by=None)
        return need

    def test_a_partner_sees_figures_and_never_a_name(self, client, at_home):
        page = page_of(client, at_home.get_absolute_url())

        assert "suitable experts" in page
        assert "Our need" in page
        assert NAME not in page
        assert "Our need" in page_of(client, url("needs"))

    def test_nor_can_a_partner_ask_why_or_decide(self, client, at_home, packager):
        assert client.get(url("why", at_home.pk, "expert", packager.pk)).status_code == 403
        for name in ("shortlist", "hide", "take_back_verdict"):
            assert client.post(url(name, at_home.pk, "expert", packager.pk)).status_code == 403
        assert client.post(url("preview"), typed()).status_code == 403

    def test_nor_open_anothers_need(self, client, at_home):
        assert client.get(make_need().get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("role", [Role.EXPERT, Role.COORDINATOR, Role.ADMINISTRATOR])
    def test_nobody_else_has_these_pages(self, client, role):
        client.force_login(make_user(role))

        assert client.get(url("needs")).status_code == 403
        assert client.get(make_need().get_absolute_url()).status_code == 403


def test_pages_ask_no_more_of_the_database_for_more_rows(desk, packager, index):
    need = make_need(text=TEXT, sectors=["energy"], due_on=datetime.date(2026, 5, 1))
    make_work(packager, title="Semiconductor packaging")
    make_proposal(packager, TEXT)
    kept = make_expert(purposes=[Purpose.MATCHING])
    shortlist(need=need, candidate=kept, score=0.5, reasons=[], by=None)
    index()
    addresses = (url("needs"), need.get_absolute_url())
    few = [queries_of(desk, address) for address in addresses]

    for _ in range(5):
        person = make_expert(purposes=[Purpose.MATCHING])
        person.expert.expertise = "Semiconductor packaging."
        person.expert.save()
        make_work(person, title="Semiconductor packaging again")
        make_proposal(person, f"{TEXT} Again.")
        other = make_expert(purposes=[Purpose.MATCHING])
        shortlist(need=need, candidate=other, score=0.4, reasons=[], by=None)
        make_need(sectors=["energy", "ai"], asked_by=make_organisation())
    index()

    assert [queries_of(desk, address) for address in addresses] == few
