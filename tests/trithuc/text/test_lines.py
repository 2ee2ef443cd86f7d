import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.text.lines import plain_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Nguyễn  Văn\tAn\n", "Nguyễn Văn An"),
        ("Tra\u0302\u0300n Thi\u0323 Mai", "Trần Thị Mai"),
        ("\u202eĐỗ Thị Hạnh\u202c", "Đỗ Thị Hạnh"),
        ("\u2066Lê Minh\u2069", "Lê Minh"),
        ("Anaïs\u200b Dupré\u200f", "Anaïs Dupré"),
        ("\ufeffKarl-\u00adHeinz Groß", "Karl-Heinz Groß"),
        ("Joris\x00van\x9fden Berg", "Joris van den Berg"),
        ("\u2060阮志\u200d勇\u3000", "阮志勇"),
        ("Mary\u00a0O’Neill", "Mary O’Neill"),
        ("half of a pair \ud83d", "half of a pair"),
        ("\u200b\u2067 ", ""),
        ("", ""),
    ],
)
def test_a_line_holds_what_the_eye_sees(text, line):
    assert plain_line(text) == line


def test_characters_newer_than_this_python_are_kept():
    assert plain_line("王\U000323b0\u202e") == "王\U000323b0"


@given(st.text())
def test_a_plain_line_stays_as_it_is(text):
    assert plain_line(plain_line(text)) == plain_line(text)
