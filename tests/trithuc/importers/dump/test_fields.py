import pytest

from trithuc.importers.dump.fields import tidy


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  Nguyễn \n Văn\tAn ", "Nguyễn Văn An"),
        ("Trâ\u0300n Thị Bình", "Trần Thị Bình"),
        ("a\x00b\x85c", "a b c"),
        ("half \ud83d of a pair", "half of a pair"),
        ("Mai \u202egnp.exe", "Mai gnp.exe"),
        ("Mai \u2067Lê\u2069", "Mai Lê"),
        ("שלום 阮文安 Hélène", "שלום 阮文安 Hélène"),
        ("", ""),
    ],
)
def test_tidy_keeps_one_line_that_no_sign_turns_round(text, tidied):
    assert tidy(text) == tidied
