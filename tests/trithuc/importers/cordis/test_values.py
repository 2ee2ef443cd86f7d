"""Values as CORDIS writes them, in each of the ways that its dumps do."""

import datetime

import pytest

from trithuc.importers.cordis.values import Fields


def read(kind, value, *more):
    """The value, and the reasons of its problems."""
    fields = Fields()
    return getattr(fields, kind)(value, "field", *more), [one.reason for one in fields.problems]


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (17320843.96, 17320844),
        (88000000, 88000000),
        (0, 0),
        (0.5, 1),
        ("1495000,5", 1495001),
        ("1495000.50", 1495001),
        ("1 495 000,50", 1495001),
        ("1\u00a0495\u202f000", 1495000),
        ("1.495.000,50", 1495001),
        ("1,495,000", 1495000),
        ("1,495,000.50", 1495001),
        ("", None),
        (None, None),
    ],
)
def test_amounts_become_whole_euros(value, amount):
    assert read("euros", value) == (amount, [])


@pytest.mark.parametrize("value", ["a lot", "-5", -5, True, [1], "nan", "inf", 10**13, "1e400"])
def test_what_is_no_amount_is_said_to_be_none(value):
    assert read("euros", value) == (None, ["field-malformed"])


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2015-06-01", datetime.date(2015, 6, 1)),
        ("2020-12-16 22:28:37", datetime.date(2020, 12, 16)),
        ("2020-12-16T22:28:37Z", datetime.date(2020, 12, 16)),
        ("01/06/2015", datetime.date(2015, 6, 1)),
        ("1/6/2015 00:00", datetime.date(2015, 6, 1)),
        ("", None),
        (None, None),
    ],
)
def test_days_are_read_in_each_form(value, day):
    assert read("date", value) == (day, [])


@pytest.mark.parametrize("value", ["2015-02-30", "June 2015", "13/13/2015", "0000-01-01", 2015])
def test_a_day_that_is_not_in_the_calendar_is_left_out(value):
    assert read("date", value) == (None, ["date-unreadable"])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("BE", "BE"),
        ("be", "BE"),
        ("EL", "GR"),
        ("UK", "GB"),
        ("FI;FI", "FI"),
        ("XK", "XK"),
        ("", ""),
        (None, ""),
    ],
)
def test_countries_are_those_of_iso_3166(value, code):
    assert read("country", value) == (code, [])


def test_a_country_that_is_no_code_is_left_out():
    assert read("country", "Belgium") == ("", ["field-malformed"])


@pytest.mark.parametrize(
    ("value", "truth"),
    [(True, True), (False, False), ("true", True), ("Y", True), ("N", False), ("", None)],
)
def test_truths_are_read_from_words_too(value, truth):
    assert read("truth", value) == (truth, [])


@pytest.mark.parametrize(
    ("value", "position"),
    [
        ("44.4816891,26.1217839", (44.4816891, 26.1217839)),
        ("(44.48,26.12)", (44.48, 26.12)),
        ("-33.9, 151.2", (-33.9, 151.2)),
        ("", (None, None)),
    ],
)
def test_positions_are_degrees_north_and_east(value, position):
    assert read("position", value) == (position, [])


@pytest.mark.parametrize("value", ["44.48", "here", "91,0", "0,181", "nan,nan", "1,2,3"])
def test_a_position_that_is_nowhere_is_left_out(value):
    assert read("position", value) == ((None, None), ["field-malformed"])


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("www.infineon.com", "https://www.infineon.com"),
        ("http://www.st.com", "http://www.st.com"),
        ("HTTPS://example.org/a", "HTTPS://example.org/a"),
        ("", ""),
    ],
)
def test_websites_get_the_scheme_they_lack(value, address):
    assert read("website", value) == (address, [])


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "www.a.org; www.b.org", "data:text/html,x"]
)
def test_what_is_no_web_address_is_left_out(value):
    assert read("website", value) == ("", ["field-malformed"])


@pytest.mark.parametrize(
    ("value", "number"),
    [(999984059, 999984059), ("999984059", 999984059), ("000123", 123), ("", None)],
)
def test_keys_are_whole_numbers(value, number):
    assert read("number_within", value, 999_999_999) == (number, [])


@pytest.mark.parametrize("value", [0, -1, 10**9, "12a", 1.5, True, "٣", "9" * 5000])
def test_what_is_no_key_is_left_out(value):
    assert read("number_within", value, 999_999_999) == (None, ["field-malformed"])


def test_paragraphs_keep_their_lines_and_lose_what_no_database_keeps():
    text = "First\u0000 line. \r\nSecond.\n\n\n\n  Third."

    assert read("paragraphs", text) == ("First line.\nSecond.\n\nThird.", [])
