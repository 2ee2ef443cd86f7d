"""What a reader is told of failures and durations."""

import datetime

import pytest

from caunoi.jobs.wording import UNFORESEEN, duration_in_words, failure_in_words


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min 00 s"),
        (185, "3 min 05 s"),
        (3840, "1 h 04 min"),
        (90_000, "25 h 00 min"),
        (-3, "0 s"),
    ],
)
def test_a_duration_is_told_in_its_two_largest_units(seconds, expected):
    assert duration_in_words(datetime.timedelta(seconds=seconds)) == expected


def test_a_known_failure_has_its_sentence_and_another_is_unforeseen():
    assert "database" in str(failure_in_words("OperationalError"))
    assert failure_in_words("KeyError") == UNFORESEEN
