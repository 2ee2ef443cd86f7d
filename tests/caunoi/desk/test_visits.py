"""When a reader was here before."""

import datetime

import pytest

from caunoi.desk.visits import Visit, this_visit

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
WEEK_AGO = NOW - datetime.timedelta(days=7)


def visit(note="", *, user_id=1, now=NOW):
    return this_visit(note, user_id=user_id, now=now, first_time=WEEK_AGO)


def minutes(number):
    return datetime.timedelta(minutes=number)


def test_the_first_time_all_of_the_last_days_is_new():
    assert visit() == Visit(1, since=WEEK_AGO, seen_at=NOW)


def test_within_an_hour_the_same_visit_goes_on():
    later = visit(visit().noted(), now=NOW + minutes(50))

    assert later.since == WEEK_AGO
    assert visit(later.noted(), now=NOW + minutes(100)).since == WEEK_AGO


def test_after_an_hour_away_only_what_came_since_the_last_look_is_new():
    later = visit(visit().noted(), now=NOW + minutes(61))

    assert later.since == NOW


@pytest.mark.parametrize("note", ["", "nonsense", "a:b:c", "bm90LWpzb24:1abcde:xyz"])
def test_a_note_that_is_none_counts_as_none(note):
    assert visit(note).since == WEEK_AGO


def test_a_note_that_was_changed_counts_as_none():
    body, _colon, rest = visit().noted().partition(":")

    assert visit(f"{body}A:{rest}").since == WEEK_AGO


def test_the_note_of_a_colleague_at_the_same_browser_tells_nothing():
    assert visit(visit(user_id=2).noted(), now=NOW + minutes(90)).since == WEEK_AGO
