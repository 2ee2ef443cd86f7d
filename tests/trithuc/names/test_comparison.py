import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.names import ALIKE, SAME, NameComparison, compare
from trithuc.names.comparison import SCORES


@pytest.mark.parametrize(
    ("left", "right", "reasons"),
    [
        # Vietnamese
        ("Nguyễn Văn An", "Nguyễn Văn An", "same"),
        ("Nguyễn Văn An", "GS.TS. NGUYỄN VĂN AN", "same"),
        ("Trần Hoà", "Trần Hòa", "same"),
        ("Nguyễn Văn An", "Nguyễn Văn-An", "same"),
        ("Nguyễn Văn An", unicodedata.normalize("NFD", "Nguyễn Văn An"), "same"),
        ("Nguyen Van An", "NGUYEN VAN AN", "same"),
        ("Nguyễn Văn An", "Nguyen Van An", "marks-missing"),
        ("Đỗ Đức Bình", "Do Duc Binh", "marks-missing"),
        ("Nguyễn Văn An", "An Văn Nguyễn", "reordered"),
        ("Nguyễn Văn An", "An Van Nguyen", "marks-missing reordered"),
        ("Lý Thị Mỹ", "Lí Thị Mĩ", "spelling"),
        ("Nguyễn Văn An", "A. V. Nguyễn", "initials"),
        ("Nguyễn Văn An", "Nguyen V. An", "initials"),
        ("Nguyễn Văn An", "Nguyen VA", "initials"),
        ("Nguyễn Đình An", "Nguyễn Đ. A.", "initials"),
        ("Nguyen Van A.", "NGUYEN Van-A", "same"),
        ("Nguyen Van A.", "A. V. Nguyễn", "initials"),
        ("Nguyễn Văn An", "Nguyễn An", "word-missing"),
        ("Trần Văn Hùng", "Trần Văn Hưng", "marks-differ"),
        ("Trần Thị Hoa", "Trần Thị Hòa", "marks-differ"),
        ("Lê Hoa", "Lê Hòa", "marks-differ"),
        ("Vũ Văn An", "Vụ V. A.", "different"),
        ("Nguyễn Khánh Sĩ", "Nguyễn Sỹ Khanh", "marks-differ"),
        ("Nguyễn Hùng V.", "Nguyễn Hưng Văn", "different"),
        ("Nguyễn Anh Ánh", "Nguyễn Anh A.", "initials"),
        ("Nguyễn Văn An", "Nguyễn Văn Ánh", "different"),
        ("Nguyễn Văn An", "Nguyễn Thị An", "different"),
        ("Nguyễn Văn An", "Trần Văn An", "different"),
        ("Nguyễn Văn An", "Nguyễn T. A.", "different"),
        # French, Dutch, German, English
        ("Zoé Lefèvre", "Zoe LEFEVRE", "marks-missing"),
        ("Zoé Lefèvre", "Zoé Lefevre", "marks-missing"),
        ("Zoé Lefèvre", "Lefèvre, Zoé", "reordered"),
        ("Jean-Pierre Dupont", "J.-P. Dupont", "initials"),
        ("Jean-Pierre Dupont", "Dupont JP", "initials"),
        ("Jean-Pierre Dupont", "J. Dupont", "different"),
        ("Jan D'Hondt", "Jan D’Hondt", "same"),
        ("Jan de Smet", "de Smet, J.", "initials"),
        ("Jan van der Berg", "Berg, Jan van der", "reordered"),
        ("Els Vandevelde", "Els Van de Velde", "joined"),
        ("Charles de Gaulle", "Charles Gaulle", "particle-missing"),
        ("Käthe Groß", "Kathe Gross", "marks-missing"),
        ("Hans Müller", "Hans Muller", "marks-missing"),
        ("Hans Müller", "Hans Mueller", "spelling"),
        ("Hans Müller", "Mueller, Hans", "spelling reordered"),
        ("Angela Merkel geb. Kasner", "Angela Merkel", "same"),
        ("Angela Merkel geb. Kasner", "Angela Kasner", "other-family-name"),
        ("Marie Curie", "Marie Skłodowska-Curie", "word-missing"),
        ("Martin Luther King Jr.", "Martin Luther King", "same"),
        ("John Smith", "Jane Smith", "different"),
        ("J. Smith", "J. Brown", "different"),
        # initials alone say nothing
        ("J. S.", "John Smith", "different"),
        # Chinese
        ("王雪梅", "王 雪梅", "same"),
        ("王雪梅", "王雪梅教授", "same"),
        ("陳省身", "陈省身", "same"),
        ("王雪梅", "王梅雪", "different"),
        ("ＷＡＮＧ Xuemei", "Xuemei Wang", "reordered"),
        ("Wang Xiaoming", "Wang Xiao Ming", "joined"),
        ("Wang Xiaoming", "Xiao-ming Wang", "joined reordered"),
        # Chinese characters read as Vietnamese and as Mandarin write them
        ("阮志勇", "Nguyễn Chí Dũng", "characters-read"),
        ("范明政", "Phạm Minh Chính", "characters-read"),
        ("范明政", "Pham Minh Chinh", "characters-read marks-missing"),
        ("阮志勇", "Dũng Chí Nguyễn", "characters-read reordered"),
        ("黄春福", "Huỳnh Xuân Phước", "characters-read"),
        ("黄春福", "Hoàng Xuân Phúc", "characters-read"),
        ("习近平", "Xi Jinping", "characters-read"),
        ("屠呦呦", "Tu Youyou", "different"),  # 呦 is not in the table
        ("王小明", "Wang Xiaoming", "characters-read"),
        ("王小明", "Xiaoming Wang", "characters-read reordered"),
        ("阮志勇", "Nguyễn Trí Dũng", "different"),
        ("王小明", "Li Xiaoming", "different"),
    ],
)
def test_compare_says_how_two_spellings_agree(left, right, reasons):
    expected = tuple(reasons.split())
    score = min(SCORES[reason] for reason in expected)

    assert compare(left, right) == NameComparison(score, expected)
    assert compare(right, left) == NameComparison(score, expected)


@pytest.mark.parametrize("nothing", ["", "  ", "–", "?"])
def test_compare_finds_no_evidence_in_a_missing_name(nothing):
    assert compare("Nguyễn Văn An", nothing).reasons == ("missing",)
    assert compare(nothing, nothing).reasons == ("missing",)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Nguyen Van A.", "A. V. Nguyễn"),
        ("Nguyễn Văn An", "A. V. Nguyễn"),
        ("Nguyễn Văn An", "Nguyễn V. A."),
        ("Lê An", "A. Lê"),
        ("Jean-Pierre Dupont", "J.-P. Dupont"),
        ("Jan van der Berg", "J. van der Berg"),
    ],
)
def test_initials_are_a_question_and_never_an_answer(left, right):
    """An Văn Nguyễn and Ánh Vy Nguyễn are A. V. Nguyễn both."""
    assert ALIKE <= compare(left, right).score < SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Nguyen Van An", "NGUYEN Van-An"),
        ("Nguyễn Văn An", "an van nguyen"),
        ("Hans Müller", "Mueller, Hans"),
        ("阮志勇", "Nguyễn Chí Dũng"),
        ("Vandevelde Koen", "Koen Van de Velde"),
    ],
)
def test_names_written_out_are_the_same_however_turned_and_typed(left, right):
    assert compare(left, right).score >= SAME


def test_scores_fall_from_same_to_different():
    assert list(SCORES.values()) == sorted(SCORES.values(), reverse=True)
    assert (SCORES["same"], SCORES["initials"], SCORES["different"]) == (1.0, ALIKE, 0.0)


NAMES = st.lists(
    st.sampled_from(
        ["Nguyễn", "Nguyen", "N.", "Văn", "V.", "An", "Ân", "A.", "Lê", "L.", "王雪梅", "Groß"]
    )
    | st.sampled_from(["Müller", "Mueller", "Van de", "Velde", "Vandevelde", "née Lê", "VA", "王"]),
    max_size=4,
).map(" ".join)


@given(NAMES, NAMES)
def test_compare_is_symmetric_and_within_bounds(left, right):
    assert compare(left, right) == compare(right, left)
    assert 0 <= compare(left, right).score <= 1


@given(st.text(min_size=1))
def test_compare_finds_a_name_the_same_as_itself(name):
    assert compare(name, name) in (
        NameComparison(1.0, ("same",)),
        NameComparison(0.0, ("missing",)),
    )
