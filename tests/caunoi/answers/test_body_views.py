"""A ministry answers by its link: it reads what was put to it, and nothing of anybody else's."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.answers import services
from caunoi.answers.models import BodysAnswer, Routing, Verdict
from caunoi.organisations.models import OrganisationLink
from caunoi.organisations.representing import add_representative
from caunoi.proposals.models import Proposal, Signature
from tests.caunoi.answers.conftest import AUTHOR, TITLE, answer, days, make_office, reply_to, route
from tests.caunoi.queries import queries_of
from tests.factories import make_expert, make_officer, make_proposal, make_user

pytestmark = pytest.mark.django_db
LIST = "/answers/routed/"


def address(routing: Routing) -> str:
    return reverse("answers:routed_one", args=[routing.pk])


def read(client: Client, where: str) -> str:
    return client.get(where).content.decode()


class TestReading:
    def test_the_list_and_the_text_with_its_question(self, opened, office, proposal):
        routing = route(proposal, office, question="Có khả thi không?")
        ministry = opened(office)

        assert TITLE in read(ministry, LIST)
        page = read(ministry, address(routing))
        assert "Có khả thi không?" in page
        assert "lắp điện mặt trời" in page
        assert "Its author is not named." in page
        assert AUTHOR not in page

    def test_the_author_where_it_was_signed_by_name_and_no_longer_once_that_is_taken_back(
        self, opened, office, proposal
    ):
        Proposal.objects.update(signature=Signature.BY_NAME)
        proposal.refresh_from_db()
        routing = route(proposal, office)
        ministry = opened(office)
        assert f"From: {AUTHOR}" in read(ministry, address(routing))

        Proposal.objects.update(signature=Signature.UNSIGNED)

        assert f"From: {AUTHOR}" not in read(ministry, address(routing))

    def test_nothing_of_notes_of_other_bodies_or_of_what_the_author_was_told(
        self, opened, office, proposal
    ):
        routing = route(proposal, office)
        answer(route(proposal, make_office("Zz Other Ministry")), Verdict.NOT_OURS, "zzraw answer")
        services.add_note(proposal=proposal, text="zznote", by=make_officer(), now=timezone.now())
        reply_to(proposal, text="zzreply")
        make_proposal(make_expert(), title="zzanother proposal")

        ministry = opened(office)
        pages = (read(ministry, LIST) + read(ministry, address(routing))).casefold()

        for secret in ("zz other", "zzraw", "zznote", "zzreply", "zzanother"):
            assert secret not in pages

    def test_not_what_was_put_to_another_body(self, opened, routing):
        other = opened(make_office("Another Ministry"))

        assert TITLE not in read(other, LIST)
        assert other.get(address(routing)).status_code == 404
        assert other.post(address(routing), {"verdict": "take_up"}).status_code == 404
        assert not BodysAnswer.objects.exists()

    def test_not_without_a_link(self, routing):
        assert Client().get(LIST).status_code == 403
        assert Client().post(address(routing), {"verdict": "take_up"}).status_code == 403
        assert not BodysAnswer.objects.exists()

    @pytest.mark.parametrize(
        "spent", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now()}]
    )
    def test_not_once_the_link_is_withdrawn_or_has_expired(self, opened, office, routing, spent):
        ministry = opened(office)
        links = OrganisationLink.objects.all()
        links.update(created_at=timezone.now() - days(1))

        links.update(**spent)

        assert ministry.get(address(routing)).status_code == 403
        assert ministry.post(address(routing), {"verdict": "take_up"}).status_code == 403

    def test_asks_no_more_of_the_database_for_more_rows(self, opened, office, routing):
        ministry = opened(office)
        few = queries_of(ministry, LIST)
        for _ in range(5):
            route(make_proposal(make_expert()), office)

        assert queries_of(ministry, LIST) == few

    def test_says_so_when_there_is_nothing(self, opened, office):
        assert "Nothing to answer" in read(opened(office), LIST)

    def test_a_day_that_has_passed_is_no_reproach(self, opened, office, routing):
        Routing.objects.update(
            asked_on=timezone.localdate() - days(9), due_on=timezone.localdate() - days(1)
        )
        ministry = opened(office)

        assert "no answer yet" in read(ministry, LIST)
        page = read(ministry, address(routing))
        assert "We have no answer yet. It is welcome at any time." in page
        assert "overdue" not in page


class TestAnswering:
    def test_by_link(self, opened, office, routing):
        ministry = opened(office)

        page = ministry.post(
            address(routing), {"verdict": "not_now", "text": "Năm sau."}, follow=True
        )

        given = BodysAnswer.objects.get()
        assert (given.verdict, given.text, given.given_by) == ("not_now", "Năm sau.", None)
        assert "your answer has reached the mission" in page.content.decode()
        assert "useful, but not now" in read(ministry, LIST)

    def test_by_an_account_of_the_body(self, client, office, routing):
        user = make_user(Role.HOME_PARTNER)
        add_representative(organisation=office.organisation, user=user)
        client.force_login(user)

        client.post(address(routing), {"verdict": "take_up"})

        assert BodysAnswer.objects.get().given_by == user

    def test_a_scanner_that_follows_links_answers_nothing(self, opened, office, routing):
        ministry = opened(office)

        ministry.get(address(routing), {"verdict": "take_up", "text": "x"})
        ministry.head(address(routing))

        assert not BodysAnswer.objects.exists()

    def test_a_draft_waits_for_its_sender_and_reaches_nobody(self, opened, office, routing, desk):
        ministry = opened(office)

        ministry.post(address(routing), {"text": "Chúng tôi đang", "draft": "1"})

        assert "Chúng tôi đang" in read(ministry, address(routing))
        assert "Chúng tôi đang" not in read(desk, f"/answers/{routing.proposal_id}/")
        assert not BodysAnswer.objects.get().given_at

    def test_nothing_chosen_is_said_and_what_was_written_stays(self, opened, office, routing):
        page = opened(office).post(address(routing), {"text": "Half an answer"})

        assert page.status_code == 422
        assert "Half an answer" in page.content.decode()
        assert not BodysAnswer.objects.exists()

    def test_who_needs_more_says_what(self, opened, office, routing):
        page = opened(office).post(address(routing), {"verdict": "needs_more"})

        assert "Say what you would like to know" in page.content.decode()
        assert not BodysAnswer.objects.exists()

    def test_the_second_colleague_reads_the_first_ones_answer(self, opened, office, routing):
        second = opened(office)
        second.get(address(routing))
        answer(routing, Verdict.UNDER_WAY, "Đang làm rồi.")

        page = second.post(address(routing), {"verdict": "not_ours"}).content.decode()

        assert "A colleague of yours has answered meanwhile" in page
        assert "Đang làm rồi." in page
        assert BodysAnswer.objects.get().verdict == Verdict.UNDER_WAY

    def test_a_question_that_was_taken_back_is_kindly_gone(self, opened, office, routing):
        ministry = opened(office)
        services.take_back_routing(routing=routing, now=timezone.now())

        for page in (
            ministry.get(address(routing)),
            ministry.post(address(routing), {"verdict": "take_up"}),
        ):
            said = page.content.decode()
            assert page.status_code == 410
            assert "The mission has taken this question back" in said
            assert TITLE not in said
        assert TITLE not in read(ministry, LIST)
        assert not BodysAnswer.objects.exists()
