"""Turns a cell's value into the text a reader of the sheet would write down."""

from __future__ import annotations

import datetime
from typing import TypeAlias

CellValue: TypeAlias = (
    str
    | bool
    | int
    | float
    | datetime.datetime
    | datetime.date
    | datetime.time
    | datetime.timedelta
    | None
)


def cell_text(value: CellValue) -> str:
    """Text of one cell: "" empty, 12.0 as "12", dates ISO, durations "36:00:00", TRUE or FALSE."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            return _number_text(value)
        case datetime.timedelta():
            return _duration_text(value)
        case _:
            return value.isoformat()


def _number_text(number: float) -> str:
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    # Fifteen significant digits are what spreadsheet programs keep and show.
    return format(number, ".15g")


def _duration_text(duration: datetime.timedelta) -> str:
    seconds = round(duration.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def column_letters(index: int) -> str:
    """Name of a column counted from 0: A, B, …, Z, AA, …"""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def column_index(letters: str) -> int:
    """Number of a named column, counted from 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
