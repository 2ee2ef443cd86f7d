"""The demonstration's tables: as long and as mixed as real ones, and everyone in them marked."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest

from caunoi.demonstration.files import (
    InventedBody,
    InventedPerson,
    InventedWork,
    StatedPriority,
    ToldEvent,
    WrittenNeed,
    WrittenProposal,
    parts,
    read,
)
from caunoi.people.models import Contribution
from caunoi.people.purposes import Purpose
from trithuc.text.languages import detect_language
from trithuc.text.tokens import tokens
from trithuc.vocabulary import sectors

SIX = {"vi", "en", "fr", "nl", "de", "zh"}
CODES = {sector.code for sector in sectors()}
EXPERTS = [person for person in read("people", InventedPerson) if person.yes]
PROPOSALS = read("proposals", WrittenProposal)
NEEDS = read("needs", WrittenNeed)
WORKS = read("works", InventedWork)
BODIES = {body.display_name: body for body in read("invented_bodies", InventedBody)}
TODAY = datetime.date(2026, 11, 22)


def length(text: str) -> int:
    """In words; Chinese ones are told apart."""
    return len(tokens(text))


def test_every_expert_says_in_own_words_what_they_work_on():
    assert len(EXPERTS) == 140
    assert [one.display_name for one in EXPERTS if not 25 <= length(one.expertise) <= 75] == []
    assert len({one.expertise for one in EXPERTS}) == len(EXPERTS)
    assert {detect_language(one.expertise) for one in EXPERTS} == SIX


def test_about_110_agree_to_be_matched():
    assert 105 <= sum(Purpose.MATCHING in parts(one.purposes) for one in EXPERTS) <= 115


def test_about_a_hundred_experts_have_one_to_four_works():
    count = Counter(author for work in WORKS for author in parts(work.authors))

    assert 95 <= len(count) <= 125
    assert max(count.values()) <= 4
    assert count.keys() <= {one.email or one.display_name for one in EXPERTS}


def test_half_of_the_works_have_an_abstract_as_long_as_real_ones():
    abstracts = [work.abstract for work in WORKS if work.abstract]

    assert 0.4 <= len(abstracts) / len(WORKS) <= 0.6
    assert [text[:40] for text in abstracts if not 40 <= length(text) <= 95] == []
    assert {detect_language(text) for text in abstracts} == SIX


def test_forty_needs_in_six_languages_are_asked_by_invented_bodies():
    languages = Counter(need.language for need in NEEDS)

    assert len(NEEDS) == 40
    assert set(languages) == SIX
    assert languages["vi"] > 20
    for need in NEEDS:
        assert need.asked_by.endswith("(minh họa)")
        assert need.asked_by in BODIES
        assert set(parts(need.ways_wanted)) <= set(Contribution.values)
        assert set(parts(need.sectors)) <= CODES
        assert need.asked_on(TODAY) < TODAY < need.due_on(TODAY)


def test_some_needs_are_due_this_week_and_many_sectors_wait_to_be_confirmed():
    due = [need for need in NEEDS if int(need.due_in_days) <= 7]
    unconfirmed = [need for need in NEEDS if not need.sectors]

    assert len(due) >= 2
    assert len(unconfirmed) >= 15


def test_only_those_who_agree_to_be_matched_are_shortlisted():
    matched = {one.email for one in EXPERTS if Purpose.MATCHING in parts(one.purposes)}
    shortlisted = {email for need in NEEDS for email in parts(need.shortlisted)}

    assert shortlisted
    assert shortlisted <= matched


def test_forty_proposals_in_six_languages_wait_and_the_others_fill_the_sectors():
    waiting = [one for one in PROPOSALS if not one.placed_in]
    placed = Counter(code for one in PROPOSALS for code in parts(one.placed_in))

    assert (len(PROPOSALS), len(waiting)) == (90, 40)
    assert {one.language for one in waiting} == SIX
    assert placed.keys() <= CODES
    assert len(placed) >= 20


def test_those_that_wait_came_within_some_weeks_of_loading():
    ages = [int(one.received_days_ago) for one in PROPOSALS if not one.placed_in]

    assert 0 < min(ages) < 7
    assert 30 < max(ages) < 90
    assert PROPOSALS[0].received_on(TODAY) < TODAY - datetime.timedelta(days=200)


@pytest.mark.parametrize("one", read("priorities", StatedPriority), ids=lambda one: one.sector)
def test_a_priority_says_who_towards_whom_and_where_it_was_read(one):
    assert one.sector in CODES
    assert (one.country, one.towards in {"BE", "LU"}) == ("VN", True)
    assert one.said_by
    assert one.source
    assert datetime.date.fromisoformat(one.stated_on) < TODAY


def test_everyone_works_at_an_invented_body_with_a_place_on_the_map():
    assert {one.organisation for one in EXPERTS if one.organisation} <= BODIES.keys()
    for body in BODIES.values():
        assert "(demo)" in body.display_name or "(minh họa)" in body.display_name
        assert 8 < float(body.latitude) < 52
        assert 2 < float(body.longitude) < 110


def test_invented_events_lie_so_many_days_back_and_real_ones_on_their_days():
    events = read("events", ToldEvent)

    for told in events:
        is_real = not told.people
        assert bool(told.starts_on) == is_real
        assert told.first_day(TODAY) < TODAY
    last = max(events, key=lambda told: told.first_day(TODAY))
    assert last.first_day(TODAY) - last.first_day(TODAY - datetime.timedelta(days=9)) == (
        datetime.timedelta(days=9)
    )
