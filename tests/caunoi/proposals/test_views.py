"""Pages about proposals: whom they show what, and the queue from the first to the last."""

import re

import pytest
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.proposals.models import Placement, Proposal
from tests.caunoi.queries import queries_of
from tests.factories import make_expert, make_officer, make_proposal, make_user, place

pytestmark = pytest.mark.django_db
OUTSIDERS = (Role.COORDINATOR, Role.HOME_PARTNER, Role.EXPERT)
TEXT = "Chúng tôi đề nghị lắp điện mặt trời và lưu trữ hydrogen cho một trường học ở Liège."
TITLE = "Điện mặt trời cho trường học"


@pytest.fixture
def officer():
    return make_officer(display_name="Cán bộ Ví Dụ")


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def proposal() -> Proposal:
    return make_proposal(make_expert("Tác Giả Ẩn Danh"), TEXT, title=TITLE, language="vi")


def url(name: str, *args: object) -> str:
    return reverse(f"proposals:{name}", args=args)


def decide(client, proposal, *sectors: str, **others: str):
    data = {"sectors": list(sectors), "suggested": "energy,nonsense", **others}
    return client.post(url("place", proposal.pk), data, follow=True)


class TestWhoSeesWhat:
    @pytest.mark.parametrize("role", OUTSIDERS)
    @pytest.mark.parametrize("name", ["proposals", "board"])
    def test_nobody_outside_finds_another_ones_proposal(self, client, proposal, role, name):
        client.force_login(make_user(role))

        page = client.get(url(name)).content.decode()

        assert TITLE not in page
        assert "Tác Giả Ẩn Danh" not in page

    @pytest.mark.parametrize("role", OUTSIDERS)
    def test_nor_opens_it(self, client, proposal, role):
        client.force_login(make_user(role))

        assert client.get(proposal.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("role", OUTSIDERS)
    @pytest.mark.parametrize("name", ["triage_one", "skip"])
    def test_nor_sees_the_queue(self, client, proposal, role, name):
        client.force_login(make_user(role))

        assert client.get(url(name, proposal.pk)).status_code == 403

    @pytest.mark.parametrize("name", ["place", "take_back"])
    def test_nor_decides(self, client, proposal, name):
        client.force_login(make_user(Role.EXPERT))

        assert client.post(url(name, proposal.pk), {"sectors": "energy"}).status_code == 403
        assert not Placement.objects.exists()


class TestTheList:
    def test_shows_the_state_and_the_sectors(self, desk, proposal):
        placed = make_proposal(make_expert(), title="Một lò phản ứng nhỏ")
        place(placed, "nuclear")

        page = desk.get(url("proposals")).content.decode()
        assert "to place" in page
        assert "Nuclear energy and radiation safety" in page

        waiting = desk.get(url("proposals"), {"state": "to_place"}).content.decode()
        assert TITLE in waiting
        assert "Một lò phản ứng nhỏ" not in waiting

    @pytest.mark.parametrize("name", ["proposals", "board"])
    def test_asks_no_more_of_the_database_for_more_rows(self, desk, proposal, name):
        place(proposal, "energy", "health")
        make_proposal(make_expert())
        few = queries_of(desk, url(name))
        for _ in range(8):
            place(make_proposal(make_expert()), "energy", "health")
            make_proposal(make_expert())
        assert queries_of(desk, url(name)) == few

    def test_says_what_to_do_first_when_there_are_none(self, desk):
        assert "Import a workbook" in desk.get(url("proposals")).content.decode()

    def test_an_unreadable_filter_narrows_nothing(self, desk, proposal):
        asked = {"sector": "x", "event": "y", "state": "z", "sort": "w", "page": "-1"}

        assert TITLE in desk.get(url("proposals"), asked).content.decode()


class TestOneProposal:
    def test_shows_the_words_and_what_they_suggest(self, desk, proposal):
        page = desk.get(proposal.get_absolute_url()).content.decode()

        assert '<mark class="evidence' in page
        assert "Renewable energy" in page

    def test_shows_every_decision_with_who_took_it(self, desk, officer, proposal):
        decide(desk, proposal, "energy")
        desk.post(url("take_back", proposal.pk))
        decide(desk, proposal, "climate")

        page = desk.get(proposal.get_absolute_url()).content.decode()
        assert "Taken back later" in page
        assert "Cán bộ Ví Dụ" in page

    def test_shows_markup_in_a_text_as_text(self, desk):
        evil = make_proposal(make_expert(), "<script>alert(1)</script> hydrogen <b>fuel cell</b>")

        for address in (evil.get_absolute_url(), url("triage_one", evil.pk)):
            page = desk.get(address).content.decode()
            assert "<script>alert(1)" not in page
            assert "<b>" not in re.sub(r"<b>\d</b>", "", page)


class TestTheQueue:
    def test_leads_through_all_and_says_how_many_are_left(self, desk, proposal):
        second = make_proposal(make_expert())

        first_page = desk.get(url("triage"), follow=True)
        assert first_page.redirect_chain[-1][0] == url("triage_one", proposal.pk)
        assert "2 left, about 1 minute" in first_page.content.decode()

        page = decide(desk, proposal, "energy", "education")
        assert page.redirect_chain[-1][0] == url("triage_one", second.pk)
        assert "1 left." in page.content.decode()

        page = decide(desk, second, none_of_these="1")
        assert "Every proposal has been placed" in page.content.decode()

    def test_keeps_what_was_suggested_and_nothing_that_is_no_sector(self, desk, officer, proposal):
        decide(desk, proposal, "energy")

        placement = Placement.objects.get()
        assert (placement.suggested, placement.placed_by) == (["energy"], officer)

    def test_ticks_nothing_that_was_not_confirmed_with_an_answer(self, desk, proposal):
        page = decide(desk, proposal)

        assert page.status_code == 422
        assert "Tick a sector" in page.content.decode()
        assert not Placement.objects.exists()

    def test_undo_brings_the_last_one_back(self, desk, proposal):
        decide(desk, proposal, "energy")

        page = desk.post(url("undo_placement"), follow=True)

        assert page.redirect_chain[-1][0] == url("triage_one", proposal.pk)
        assert proposal in Proposal.objects.to_place()
        assert "nothing to undo" in desk.post(url("undo_placement"), follow=True).content.decode()

    def test_undo_leaves_anothers_placement_alone(self, desk, proposal):
        place(proposal, "energy")

        desk.post(url("undo_placement"))

        assert proposal not in Proposal.objects.to_place()

    def test_says_kindly_that_somebody_was_quicker(self, desk, proposal):
        second = make_proposal(make_expert())
        place(proposal, "nuclear")

        page = decide(desk, proposal, "energy")

        assert "has placed this one meanwhile" in page.content.decode()
        assert page.redirect_chain[-1][0] == url("triage_one", second.pk)
        assert Placement.objects.count() == 1

    def test_a_skipped_one_comes_up_again(self, desk, proposal):
        second = make_proposal(make_expert())

        page = desk.get(url("skip", proposal.pk), follow=True)
        assert page.redirect_chain[-1][0] == url("triage_one", second.pk)
        page = desk.get(url("skip", second.pk), follow=True)
        assert page.redirect_chain[-1][0] == url("triage_one", proposal.pk)

    def test_one_that_is_placed_gives_way_to_the_next(self, desk, proposal):
        place(proposal, "energy")
        second = make_proposal(make_expert())

        page = desk.get(url("triage_one", proposal.pk), follow=True)

        assert page.redirect_chain[-1][0] == url("triage_one", second.pk)


class TestAddingOne:
    def answers(self, **changed: str) -> dict[str, str]:
        answers = {"title": "", "text": "Ik stel een cursus over waterstof voor.", "author": ""}
        return answers | {"event": "", "received_on": "2026-05-01"} | changed

    def test_keeps_the_text_its_language_and_its_author(self, desk):
        author = make_expert("Trần Thị Tác Giả")

        desk.post(url("add"), self.answers(author="tran tac gia"))

        kept = Proposal.objects.get()
        assert kept.language == "nl"
        assert [one.person for one in kept.authorships.all()] == [author]

    @pytest.mark.parametrize(
        ("changed", "complaint"),
        [
            ({"author": "Không Ai Cả"}, "Nobody of this name"),
            ({"author": "Trần"}, "Several people"),
            ({"text": " "}, "This field is required"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, desk, changed, complaint):
        make_expert("Trần Một")
        make_expert("Trần Hai")

        page = desk.post(url("add"), self.answers(title="Kept title", **changed)).content.decode()

        assert complaint in page
        assert "Kept title" in page
        assert not Proposal.objects.exists()
