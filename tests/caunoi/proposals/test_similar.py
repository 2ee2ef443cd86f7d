"""Gists of proposals: made where they are missing, made anew where the words changed."""

from __future__ import annotations

import pytest

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.accounts.viewers import PUBLIC
from caunoi.proposals.models import Proposal, ProposalGist, text_hash
from caunoi.proposals.similar import (
    MOST_SHOWN,
    hints_for_author,
    keep_gist,
    keep_gists,
    similar_for_officers,
)
from caunoi.proposals.tasks import keep_gists_of_new_ones
from tests.factories import make_expert, make_proposal

pytestmark = pytest.mark.django_db

SAID = {
    "vi": "Thu nước mưa trên mái trường học ở nơi giếng bị mặn, để học sinh có nước sạch.",
    "en": "Collect rainwater on the roofs of schools where wells turn salty, so pupils have water.",
    "de": "Regenwasser auf den Dächern von Schulen sammeln, wo Brunnen versalzen.",
    "zh": "在水井变咸的地区，利用学校屋顶收集雨水，让学生喝上净水。",
}
ANOTHER = "Bán tín chỉ các-bon từ ruộng lúa tưới ngập khô xen kẽ ở đồng bằng sông Cửu Long."


@pytest.fixture
def proposals() -> dict[str, Proposal]:
    return {
        language: make_proposal(make_expert(), text, title=language, language=language)
        for language, text in SAID.items()
    }


def test_the_same_is_found_in_every_language_and_nothing_else(proposals):
    make_proposal(make_expert(), ANOTHER, language="vi")

    found = similar_for_officers(proposals["vi"], OFFICER)

    assert {one.proposal.language for one in found} == {"en", "de", "zh"}
    assert [one.percent for one in found] == sorted((one.percent for one in found), reverse=True)


def test_who_may_see_no_proposal_is_shown_none(proposals):
    assert similar_for_officers(proposals["vi"], PUBLIC) == []


def test_what_was_taken_up_is_not_shown_beside_what_took_it_up(proposals):
    Proposal.objects.filter(pk=proposals["en"].pk).update(superseded_by=proposals["de"])

    found = similar_for_officers(proposals["vi"], OFFICER)

    assert {one.proposal.language for one in found} == {"de", "zh"}


def test_of_very_many_only_the_most_alike_are_shown(proposals):
    for number in range(MOST_SHOWN + 2):
        make_proposal(make_expert(), f"{SAID['en']} {number}", language="en")

    assert len(similar_for_officers(proposals["vi"], OFFICER)) == MOST_SHOWN
    assert len(hints_for_author(SAID["vi"], title="", without=[])) == MOST_SHOWN


# --- keeping ---


def test_each_gist_is_made_once(proposals):
    assert keep_gists(100) == len(proposals)
    assert keep_gists(100) == 0


def test_the_worker_makes_those_of_an_import(proposals):
    keep_gists_of_new_ones(timestamp=0)

    assert ProposalGist.objects.count() == len(proposals)


def test_changed_words_make_it_anew(proposals):
    keep_gists(100)
    changed = proposals["en"]
    Proposal.objects.filter(pk=changed.pk).update(text=ANOTHER, text_hash=text_hash(ANOTHER))

    assert keep_gists(100) == 1
    found = similar_for_officers(proposals["vi"], OFFICER)
    assert {one.proposal.language for one in found} == {"de", "zh"}


def test_a_gist_goes_with_its_proposal(proposals):
    keep_gists(100)

    proposals["en"].delete()

    assert ProposalGist.objects.count() == len(proposals) - 1


def test_more_proposals_ask_no_more_of_the_database(proposals, django_assert_num_queries):
    keep_gists(100)
    for _number in range(5):
        make_proposal(make_expert(), ANOTHER, language="vi")
    keep_gists(100)

    hints_for_author(SAID["vi"], title="", without=[])

    # The newest gist, newer proposals, whether gists changed; what is like it, where it is placed.
    with django_assert_num_queries(5):
        hints_for_author(SAID["vi"], title="", without=[])


def test_what_was_erased_or_changed_is_not_remembered(proposals):
    assert len(similar_for_officers(proposals["vi"], OFFICER)) == 3

    proposals["en"].delete()
    assert len(similar_for_officers(proposals["vi"], OFFICER)) == 2

    changed = proposals["de"]
    changed.text = ANOTHER
    keep_gist(changed)
    assert len(similar_for_officers(proposals["vi"], OFFICER)) == 1
