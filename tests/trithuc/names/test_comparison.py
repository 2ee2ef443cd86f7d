import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.names import NameComparison, compare_names
from trithuc.names.comparison import SCORES


@pytest.mark.parametrize(
    ("left", "right", "detail"),
    [
        # Vietnamese
        ("Nguyễn Văn An", "Nguyễn Văn An", "same"),
        ("Nguyễn Văn An", "GS.TS. NGUYỄN VĂN AN", "same"),
        ("Trần Hoà", "Trần Hòa", "same"),
        ("Nguyễn Văn An", "Nguyễn Văn-An", "same"),
        ("Nguyễn Văn An", unicodedata.normalize("NFD", "Nguyễn Văn An"), "same"),
        ("Nguyen Van An", "NGUYEN VAN AN", "same"),
        ("Nguyễn Văn An", "Nguyen Van An", "same-ignoring-marks"),
        ("Đỗ Đức Bình", "Do Duc Binh", "same-ignoring-marks"),
        ("Nguyễn Văn An", "An Văn Nguyễn", "reordered"),
        ("Nguyễn Văn An", "An Van Nguyen", "reordered"),
        ("Nguyễn Văn An", "A. V. Nguyễn", "initials-compatible"),
        ("Nguyễn Văn An", "Nguyen V. An", "initials-compatible"),
        ("Nguyễn Đình An", "Nguyễn Đ. A.", "initials-compatible"),
        ("Trần Văn Hùng", "Trần Văn Hưng", "marks-differ"),
        ("Trần Thị Hoa", "Trần Thị Hòa", "marks-differ"),
        ("Nguyễn Văn An", "Nguyễn Văn Ánh", "different"),
        ("Nguyễn Văn An", "Nguyễn Thị An", "different"),
        ("Nguyễn Văn An", "Trần Văn An", "different"),
        ("Nguyễn Văn An", "Nguyễn An", "different"),
        ("Nguyễn Văn An", "Nguyễn T. A.", "different"),
        # French, Dutch, German, English
        ("Zoé Lefèvre", "Zoe LEFEVRE", "same-ignoring-marks"),
        ("Zoé Lefèvre", "Lefèvre, Zoé", "reordered"),
        ("Jean-Pierre Dupont", "J.-P. Dupont", "initials-compatible"),
        ("Jean-Pierre Dupont", "J. Dupont", "different"),
        ("Jan D'Hondt", "Jan D’Hondt", "same"),
        ("Jan de Smet", "de Smet, J.", "initials-compatible"),
        ("Käthe Groß", "Kathe Gross", "same-ignoring-marks"),
        ("Hans Müller", "Hans Muller", "same-ignoring-marks"),
        ("John Smith", "Jane Smith", "different"),
        ("J. Smith", "J. Brown", "different"),
        # initials alone say nothing
        ("J. S.", "John Smith", "different"),
        # Chinese
        ("王雪梅", "王 雪梅", "same"),
        ("王雪梅", "王雪梅教授", "same"),
        ("王雪梅", "王梅雪", "different"),
        ("ＷＡＮＧ Xuemei", "Xuemei Wang", "reordered"),
    ],
)
def test_compare_names_says_how_two_spellings_agree(left, right, detail):
    assert compare_names(left, right) == NameComparison(SCORES[detail], detail)
    assert compare_names(right, left) == NameComparison(SCORES[detail], detail)


@pytest.mark.parametrize("nothing", ["", "  ", "–", "?"])
def test_compare_names_finds_no_evidence_in_a_missing_name(nothing):
    assert compare_names("Nguyễn Văn An", nothing).detail == "missing"
    assert compare_names(nothing, nothing).detail == "missing"


def test_scores_fall_from_same_to_different():
    assert list(SCORES.values()) == sorted(SCORES.values(), reverse=True)
    assert (SCORES["same"], SCORES["different"]) == (1.0, 0.0)


NAMES = st.lists(
    st.sampled_from(
        ["Nguyễn", "Nguyen", "N.", "Văn", "V.", "An", "Ân", "A.", "Lê", "L.", "王雪梅", "Groß"]
    ),
    max_size=4,
).map(" ".join)


@given(NAMES, NAMES)
def test_compare_names_is_symmetric(left, right):
    assert compare_names(left, right) == compare_names(right, left)


@given(st.text(min_size=1))
def test_compare_names_finds_a_name_the_same_as_itself(name):
    assert compare_names(name, name) in (
        NameComparison(1.0, "same"),
        NameComparison(0.0, "missing"),
    )
