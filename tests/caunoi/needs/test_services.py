"""Writing needs down and giving verdicts on their candidates."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from caunoi.needs.candidates import reasons_of
from caunoi.needs.models import Match, Need, Verdict
from caunoi.needs.posting import PostingState
from caunoi.needs.services import (
    Reason,
    change_posting,
    confirm_sectors,
    hide,
    set_state,
    shortlist,
    take_back_verdict,
    write_need,
)
from caunoi.sources.models import SourceKind
from tests.factories import make_expert, make_need, make_officer, make_organisation, make_proposal

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 5, 1)
TEXTS = {
    "vi": "Chúng tôi cần chuyên gia về đóng gói chip bán dẫn.",
    "en": "We are looking for an expert on the packaging of chips.",
    "fr": "Nous cherchons un spécialiste du traitement des eaux usées.",
    "nl": "Wij zoeken een deskundige voor de zuivering van afvalwater.",
    "de": "Wir suchen eine Fachkraft für die Reinigung von Abwasser.",
    "zh": "我们需要一位半导体封装专家。",
}
REASON = Reason("words", 0.4, "on packaging", "A paper", ("chip-packaging",))


def sectors_of(need: Need) -> list[str]:
    return [one.sector_id for one in need.need_sectors.all()]


@pytest.mark.parametrize("language", TEXTS)
def test_a_need_keeps_its_words_its_language_and_who_wrote_it(language):
    officer = make_officer()

    need = write_need(
        need=Need(title="–", text=TEXTS[language]), sectors=["semiconductors"], by=officer, on=DAY
    )

    need.refresh_from_db()
    assert (need.text, need.language) == (TEXTS[language], language)
    assert (need.source.kind, need.source.officer) == (SourceKind.OFFICER, officer)
    assert sectors_of(need) == ["semiconductors"]


def test_a_changed_need_stands_in_the_sectors_confirmed_last():
    need = make_need(sectors=["energy", "climate"])
    need.text = TEXTS["fr"]

    change_posting(posting=need, sectors=["climate", "environment", "climate"])

    assert sorted(sectors_of(need)) == ["climate", "environment"]
    assert need.language == "fr"
    confirm_sectors(posting=need, sectors=[])
    assert sectors_of(need) == []


def test_a_need_is_met_or_closed_and_opened_again():
    need = make_need()
    for state in (PostingState.MET, PostingState.CLOSED, PostingState.OPEN):
        set_state(posting=need, state=state)
        assert Need.objects.get().state == state


CANDIDATES = {
    "person": make_expert,
    "organisation": make_organisation,
    "proposal": lambda: make_proposal(make_expert()),
}


@pytest.mark.parametrize("kind", CANDIDATES)
def test_a_verdict_keeps_the_score_and_the_reasons_that_were_shown(kind):
    need, candidate, officer = make_need(), CANDIDATES[kind](), make_officer()

    match = shortlist(need=need, candidate=candidate, score=0.5, reasons=[REASON], by=officer)

    match.refresh_from_db()
    assert match.candidate == candidate
    assert (match.verdict, match.score, match.decided_by) == (Verdict.SHORTLISTED, 0.5, officer)
    assert reasons_of(match) == (REASON,)


def test_a_second_verdict_takes_the_place_of_the_first():
    need, expert = make_need(), make_expert()
    shortlist(need=need, candidate=expert, score=0.5, reasons=[], by=None)

    hide(need=need, candidate=expert, why="Has moved away", score=0.5, reasons=[], by=None)

    match = Match.objects.get()
    assert (match.verdict, match.reason) == (Verdict.HIDDEN, "Has moved away")
    take_back_verdict(match=match)
    assert not Match.objects.exists()


def test_nobody_is_hidden_without_a_reason():
    with pytest.raises(IntegrityError, match="hidden_match_has_its_reason"), transaction.atomic():
        hide(need=make_need(), candidate=make_expert(), why="", score=None, reasons=[], by=None)


def test_a_match_is_of_one_candidate_only():
    expert, body = make_expert(), make_organisation()

    with pytest.raises(IntegrityError, match="match_is_of_one_candidate"), transaction.atomic():
        Match.objects.create(
            need=make_need(), person=expert, organisation=body, verdict=Verdict.SHORTLISTED
        )
