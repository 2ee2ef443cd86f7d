"""A meeting as iCalendar (RFC 5545), which every calendar reads. It names nobody: only the need."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from django.conf import settings

from caunoi.introductions.models import Meeting

LONGEST_LINE = 75


def calendar_of(meeting: Meeting, *, now: datetime.datetime) -> str:
    """The whole file. A meeting that was moved keeps its UID, so that calendars move it too."""
    host = urlsplit(settings.SITE_URL).hostname
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cau Noi//Introductions//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:introduction-{meeting.pk}@{host}",
        f"SEQUENCE:{meeting.changes}",
        f"DTSTAMP:{_instant(now)}",
        f"DTSTART:{_instant(meeting.starts_at)}",
        f"DTEND:{_instant(meeting.ends_at)}",
        f"SUMMARY:{_text(str(meeting.introduction.need))}",
        f"LOCATION:{_text(meeting.place)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _instant(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\r", "")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """No line longer than 75 octets, none broken within a character."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > LONGEST_LINE:
            pieces.append(piece)
            # The space that marks a continuation counts as well.
            piece = " "
        piece += character
    return "\r\n".join([*pieces, piece])
