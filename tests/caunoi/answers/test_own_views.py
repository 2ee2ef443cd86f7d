"""The author reads what became of a proposal: what was sent, and nothing said behind."""

import pytest
from django.test import Client
from django.utils import timezone

from caunoi.answers import services
from caunoi.answers.models import Verdict
from caunoi.people.models import PersonLink
from caunoi.proposals.models import Progress
from tests.caunoi.answers.conftest import TITLE, answer, reply_to
from tests.factories import make_expert, make_officer

pytestmark = pytest.mark.django_db


def address(proposal) -> str:
    return f"/answers/mine/{proposal.pk}/"


@pytest.fixture
def answered(proposal, routing):
    answer(routing, Verdict.NOT_NOW, "zzraw words of a ministry")
    services.add_note(
        proposal=proposal, text="zznote of an officer", by=make_officer(), now=timezone.now()
    )
    reply_to(proposal, text="Bộ đã đọc đề xuất.", passes_on=[routing.pk])
    services.add_milestone(
        proposal=proposal,
        happened_on=timezone.localdate(),
        words="Một dự án thí điểm",
        url="https://example.org/pilot",
        by=None,
        now=timezone.now(),
    )
    return proposal


def test_each_step_and_the_words_that_were_sent(opened, author, answered, routing):
    page = opened(author).get(address(answered)).content.decode()

    assert "Bộ đã đọc đề xuất." in page
    assert "Một dự án thí điểm" in page
    assert 'href="https://example.org/pilot"' in page
    assert str(routing.organisation) in page


def test_no_raw_answer_and_no_note(opened, author, answered):
    page = opened(author).get(address(answered)).content.decode().casefold()

    assert "zzraw" not in page
    assert "zznote" not in page


def test_in_the_authors_language_and_in_the_missions_own_words(opened, author, proposal):
    services.word_progress(
        progress=Progress.RECEIVED, language="vi", words="Đại sứ quán đã nhận được."
    )

    assert "Đại sứ quán đã nhận được." in opened(author).get(address(proposal)).content.decode()


def test_another_ones_is_not_there(opened, answered):
    assert opened(make_expert()).get(address(answered)).status_code == 404


def test_it_closes_with_the_link(opened, author, answered):
    browser = opened(author)
    PersonLink.objects.update(revoked_at=timezone.now())

    for client in (browser, Client()):
        page = client.get(address(answered))
        assert page.status_code == 403
        assert TITLE not in page.content.decode()


def test_the_list_of_own_proposals_leads_there(opened, author, proposal):
    page = opened(author).get("/me/proposals/").content.decode()

    assert address(proposal) in page
