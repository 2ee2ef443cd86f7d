"""A meeting as iCalendar, as RFC 5545 wants it."""

from __future__ import annotations

import datetime

import pytest

from caunoi.introductions.calendars import calendar_of
from caunoi.introductions.models import Meeting, Stage
from tests.caunoi.introductions.made import (
    introduction_at,
    make_needed,
    make_telling_expert,
    told,
)

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 5, 1, 8, 0, tzinfo=datetime.UTC)
HANOI = datetime.timezone(datetime.timedelta(hours=7))


def calendar(title="A converter", place="Room 1", **fields):
    found = introduction_at(Stage.INTRODUCED, need=make_needed(title), person=make_telling_expert())
    starts_at = datetime.datetime(2026, 5, 20, 15, 30, tzinfo=HANOI)
    meeting = Meeting(introduction=found, starts_at=starts_at, minutes=90, place=place, **fields)
    return calendar_of(meeting, now=NOW), found


def lines_of(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_times_stand_in_utc():
    text, _found = calendar()

    assert "DTSTART:20260520T083000Z" in lines_of(text)
    assert "DTEND:20260520T100000Z" in lines_of(text)
    assert "DTSTAMP:20260501T080000Z" in lines_of(text)


def test_a_meeting_that_was_moved_is_the_same_one():
    text, found = calendar(changes=2)

    assert "SEQUENCE:2" in lines_of(text)
    assert any(line.startswith(f"UID:introduction-{found.pk}@") for line in lines_of(text))


def test_what_has_a_meaning_in_the_format_is_escaped():
    text, _found = calendar("Grids; islands, and\\or seas", place="Room 1\nEND:VCALENDAR")

    assert "SUMMARY:Grids\\; islands\\, and\\\\or seas" in lines_of(text)
    assert lines_of(text).count("END:VCALENDAR") == 1


def test_no_line_is_longer_than_75_octets_and_no_character_is_broken():
    title = "Bộ biến đổi điện tử công suất cho lưới điện siêu nhỏ trên các đảo xa bờ " * 3
    text, _found = calendar(title.strip())

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"SUMMARY:{title.strip()}" in lines_of(text)


def test_it_names_nobody():
    text, _found = calendar()

    assert told(text) == set()
