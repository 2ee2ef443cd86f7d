"""Who is proposed for a need, across languages, and who never is."""

import pytest
from django.utils import timezone

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE
from caunoi.needs.candidates import kept_candidates, proposed_for, proposed_one
from caunoi.needs.models import Match, Need
from caunoi.needs.services import hide, shortlist
from caunoi.people.purposes import Purpose
from caunoi.search.facets import Filters
from tests.factories import (
    make_expert,
    make_need,
    make_participant,
    make_proposal,
    make_work,
    place,
)

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE
NEEDS = {
    "vi": "Cần chuyên gia về đóng gói vi mạch bán dẫn.",
    "en": "An expert on semiconductor packaging is needed.",
    "fr": "Nous cherchons un expert de l'encapsulation des semi-conducteurs.",
    "nl": "Wij zoeken een expert in halfgeleiders en chipverpakking.",
    "de": "Gesucht wird eine Fachkraft für Halbleiter und Chip-Packaging.",
    "zh": "需要半导体封装方面的专家。",
}


def make_matchable(name, expertise, **fields):
    person = make_expert(name, purposes=[Purpose.MATCHING], **fields)
    person.expert.expertise = expertise
    person.expert.save()
    return person


@pytest.fixture
def packager():
    person = make_matchable(
        "Người Đóng Gói", "Advanced packaging of semiconductor chips.", country_code="BE"
    )
    make_work(person, title="Reliability of semiconductor packaging for cars", year=2024)
    return person


@pytest.fixture
def others():
    make_matchable("Người Khác", "Coffee rust and the breeding of resistant plants.")
    make_participant("Khách")


def experts(need, **filters):
    groups = proposed_for(need, OFFICER, Filters(**filters))
    [group] = [group for group in groups if group.kind == "expert"]
    return group.rows


@pytest.mark.parametrize("language", NEEDS)
def test_an_english_profile_answers_a_need_in_any_language(language, packager, others, index):
    index()

    found = experts(make_need(text=NEEDS[language], language=language))

    assert found[0].record == packager.pk
    assert found[0].row.title == "Người Đóng Gói"
    assert 0 < found[0].score <= 1
    assert found[0].reasons


def test_the_reasons_quote_the_work_that_says_most(packager, index):
    index()

    [found] = experts(make_need(text=NEEDS["en"]))

    assert any("packaging" in reason.text for reason in found.reasons)
    assert "Reliability of semiconductor packaging for cars" in {
        reason.work for reason in found.reasons
    } | {reason.text for reason in found.reasons}


def test_whoever_withdraws_is_proposed_no_more_though_the_index_is_old(packager, index):
    index()
    packager.consents.filter(purpose=Purpose.MATCHING).update(withdrawn_on=timezone.localdate())

    assert experts(make_need(text=NEEDS["en"])) == []


def test_whoever_never_agreed_is_not_proposed(index):
    silent = make_expert("Chưa Đồng Ý")
    silent.expert.expertise = "Semiconductor packaging."
    silent.expert.save()
    index()

    assert experts(make_need(text=NEEDS["en"])) == []


def test_proposals_answer_too(index):
    proposal = make_proposal(make_expert(), "A course on semiconductor packaging.")
    place(proposal, "semiconductors")
    index()

    groups = proposed_for(make_need(text=NEEDS["vi"], language="vi"), OFFICER)

    assert [row.record for group in groups for row in group.rows] == [proposal.pk]


def test_one_with_a_verdict_is_not_proposed_again(packager, index):
    index()
    need = make_need(text=NEEDS["en"])
    hide(need=need, candidate=packager, why="Busy", score=None, reasons=[], by=None)

    assert experts(need) == []


def test_filters_narrow(packager, index):
    index()
    need = make_need(text=NEEDS["en"])

    assert len(experts(need, country="BE")) == 1
    assert experts(need, country="LU") == []


def test_a_need_being_written_finds_candidates_before_it_is_kept(packager, index):
    index()

    assert experts(Need(text=NEEDS["en"]))[0].record == packager.pk
    assert not Need.objects.exists()


def test_without_an_index_nobody_is_proposed_and_nothing_breaks(packager):
    assert experts(make_need(text=NEEDS["en"])) == []


class TestOneCandidate:
    def test_is_shown_with_its_reasons_of_this_moment(self, packager, index):
        index()
        need = make_need(text=NEEDS["en"])

        found = proposed_one(need, OFFICER, "expert", packager.pk)

        assert found is not None
        assert found.score == experts(need)[0].score

    def test_is_none_where_nothing_speaks_for_it(self, packager, others, index):
        index()
        need = make_need(text="Bảo tồn đàn đá Tây Nguyên.", language="vi")

        assert proposed_one(need, OFFICER, "expert", packager.pk) is None

    def test_keeps_the_reasons_it_was_chosen_for(self, packager, index):
        index()
        need = make_need(text=NEEDS["en"])
        [then] = experts(need)
        shortlist(need=need, candidate=packager, score=then.score, reasons=then.reasons, by=None)
        packager.expert.expertise = "Gardening."
        packager.expert.save()
        index()

        [kept] = kept_candidates(Match.objects.all(), OFFICER)

        assert (kept.score, kept.reasons) == (then.score, then.reasons)
