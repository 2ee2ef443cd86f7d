"""Writing to authors, one after the other: nothing is lost, and nothing is sent twice."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.answers.models import BodysAnswer, Reply, Verdict
from caunoi.messages.models import Letter, LetterKind
from caunoi.proposals.models import Proposal
from tests.caunoi.answers.conftest import TITLE, answer, days, reply_to
from tests.factories import make_expert, make_officer, make_proposal

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def url(name: str, *args: object) -> str:
    return reverse(f"answers:{name}", args=args)


def sent(**changed: object) -> dict[str, object]:
    return {"text": "Cảm ơn đề xuất.", "language": "vi", "number": 1, "passes_on": "", **changed}


def textarea(page) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.DOTALL)
    assert found
    return found[1]


def answers_sent() -> int:
    return Letter.objects.filter(kind=LetterKind.ANSWER).count()


class TestTheDraft:
    def test_begins_with_the_answers_in_the_authors_language(self, desk, proposal, routing):
        answer(routing, Verdict.NOT_NOW, "raw words")

        page = desk.get(url("reply", proposal.pk))

        assert 'lang="vi" required>' in page.content.decode()
        assert str(routing.organisation) in textarea(page)
        assert "raw words" not in textarea(page)
        assert "raw words" in page.content.decode()

    def test_takes_their_own_words_where_the_officer_asks_for_them(self, desk, proposal, routing):
        answer(routing, Verdict.NOT_NOW, "raw words")

        assert "raw words" in textarea(desk.get(url("reply", proposal.pk), {"words": "1"}))

    def test_without_a_body_the_mission_says_it_itself(self, desk, proposal):
        asked = {"language": "en", "verdict": "under_way"}

        words = textarea(desk.get(url("reply", proposal.pk), asked))

        assert "Work on what you propose is already under way." in words

    def test_an_unknown_language_or_verdict_changes_nothing(self, desk, proposal):
        plain = textarea(desk.get(url("reply", proposal.pk)))

        asked = {"language": "tlh", "verdict": "never"}
        assert textarea(desk.get(url("reply", proposal.pk), asked)) == plain


class TestSending:
    def test_a_preview_sends_nothing(self, desk, proposal):
        page = desk.post(url("reply", proposal.pk), sent(preview="1"))

        assert "As they will read it" in page.content.decode()
        assert textarea(page) == "Cảm ơn đề xuất."
        assert not Reply.objects.exists()

    def test_tells_the_author_and_passes_on_what_was_in_view(self, desk, officer, routing):
        answer(routing)

        page = desk.post(
            url("reply", routing.proposal_id), sent(passes_on=str(routing.pk)), follow=True
        )

        assert "1 author is told." in page.content.decode()
        assert Reply.objects.get().sent_by == officer
        assert BodysAnswer.objects.get().passed_on_in == Reply.objects.get()

    def test_pressed_twice_sends_once_and_says_so(self, desk, proposal):
        for _ in range(2):
            page = desk.post(url("reply", proposal.pk), sent(), follow=True)

        assert "It was sent already, and only once." in page.content.decode()
        assert answers_sent() == 1

    def test_the_second_officer_is_told_and_loses_no_word(self, desk, proposal):
        reply_to(proposal, text="What a colleague wrote.", by=make_officer(display_name="Cô Nhanh"))

        page = desk.post(url("reply", proposal.pk), sent(text="What I wrote."))

        said = page.content.decode()
        assert page.status_code == 409
        assert "Cô Nhanh told the authors on" in said
        assert "What a colleague wrote." in said
        assert textarea(page) == "What I wrote."
        assert answers_sent() == 1

        number = re.search(r'name="number" value="(\d+)"', said)
        assert number
        desk.post(url("reply", proposal.pk), sent(text="What I wrote.", number=number[1]))
        assert answers_sent() == 2

    @pytest.mark.parametrize(
        "changed", [{"text": "  "}, {"language": "tlh"}, {"number": "x"}, {"number": "0"}]
    )
    def test_what_cannot_be_sent_says_so(self, desk, proposal, changed):
        page = desk.post(url("reply", proposal.pk), sent(**changed))

        assert page.status_code == 422
        assert "Not sent yet" in page.content.decode()
        assert not Reply.objects.exists()

    def test_an_author_without_an_address_is_told_by_hand(self, desk):
        proposal = make_proposal(make_expert(email=""))

        page = desk.post(url("reply", proposal.pk), sent(), follow=True)

        assert "waits under Letters, to pass on" in page.content.decode()


class TestOneAfterTheOther:
    def test_from_the_longest_waiting_to_the_last(self, desk, proposal):
        Proposal.objects.update(received_on=TODAY - days(50))
        second = make_proposal(make_expert(), received_on=TODAY - days(40))

        page = desk.get(url("next"), follow=True)
        assert page.redirect_chain[-1][0] == url("reply", proposal.pk)
        assert "2 wait" in page.content.decode()

        page = desk.post(url("reply", proposal.pk), sent(next="1"), follow=True)
        assert page.redirect_chain[-1][0] == url("reply", second.pk)

        page = desk.post(url("reply", second.pk), sent(next="1"), follow=True)
        assert "Nobody waits for an answer" in page.content.decode()

    def test_what_is_skipped_comes_up_again(self, desk, proposal):
        Proposal.objects.update(received_on=TODAY - days(50))
        second = make_proposal(make_expert(), received_on=TODAY - days(40))

        assert desk.get(url("skip", proposal.pk)).url == url("reply", second.pk)
        assert desk.get(url("skip", second.pk)).url == url("reply", proposal.pk)

    def test_when_nobody_waits_it_says_so(self, desk):
        assert "Nobody waits for an answer" in desk.get(url("next")).content.decode()

    def test_every_key_is_named_beside_its_button(self, desk, proposal):
        page = desk.get(url("reply", proposal.pk)).content.decode()

        keys = set(re.findall(r'data-key="(\S+?)"', page))
        assert {"Enter", "e", "k", "p", "1", "5"} <= keys
        assert all(f"<kbd>{key}</kbd>" in page for key in {"Enter", "e", "k", "p", "1", "5"})
        assert TITLE in page
