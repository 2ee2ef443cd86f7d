import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.names import parse_name
from trithuc.names.parsing import CUSTOM_ALONE, LISTED_AT_BOTH_ENDS, STATED

FAMILY_FIRST = "family_first"
GIVEN_FIRST = "given_first"


@pytest.mark.parametrize(
    ("display_name", "family", "middle", "given"),
    [
        # Vietnamese, in its own order, marked, unmarked, in capitals
        ("Nguyễn Văn An", "Nguyễn", "Văn", "An"),
        ("Nguyen Van An", "Nguyen", "Van", "An"),
        ("NGUYỄN VĂN AN", "NGUYỄN", "VĂN", "AN"),
        ("GS.TS. Trần Thị Minh Khuê", "Trần", "Thị Minh", "Khuê"),
        ("Lê Bình", "Lê", "", "Bình"),
        ("Phan Ngọc Bảo Châu", "Phan", "Ngọc Bảo", "Châu"),
        ("Tôn Thất Minh", "Tôn Thất", "", "Minh"),
        ("Tôn Nữ Thị Lan", "Tôn Nữ", "Thị", "Lan"),
        ("Tôn Nữ Khánh Vân", "Tôn Nữ", "Khánh", "Vân"),
        ("Hà Duy Anh", "Hà", "Duy", "Anh"),
        ("Đoàn Thuý Hạnh", "Đoàn", "Thuý", "Hạnh"),
        ("Mai Văn Bình", "Mai", "Văn", "Bình"),
        ("Nguyễn Văn An (minh họa)", "Nguyễn", "Văn", "An"),
        # Vietnamese, turned round
        ("An Nguyen", "Nguyen", "", "An"),
        ("An Van Nguyen", "Nguyen", "Van", "An"),
        ("Văn An Nguyễn", "Nguyễn", "Văn", "An"),
        ("Bảo Châu Phan", "Phan", "", "Bảo Châu"),
        ("A. V. Nguyễn", "Nguyễn", "", "A. V."),
        ("Nguyễn V. A.", "Nguyễn", "V.", "A."),
        # commas and capitals say which
        ("Nguyễn, Văn An", "Nguyễn", "Văn", "An"),
        ("Nguyen, An Van", "Nguyen", "Van", "An"),
        ("Dupont, Jean Pierre", "Dupont", "", "Jean Pierre"),
        ("DUPONT Jean", "DUPONT", "", "Jean"),
        ("Jean DUPONT", "DUPONT", "", "Jean"),
        ("Jan DE SMET", "DE SMET", "", "Jan"),
        ("DE SMET Jan", "DE SMET", "", "Jan"),
        ("Van An NGUYEN", "NGUYEN", "Van", "An"),
        # French, Dutch, German, English
        ("Zoé Lefèvre", "Lefèvre", "", "Zoé"),
        ("Jean-Pierre Dupont", "Dupont", "", "Jean-Pierre"),
        ("Charles de la Roche", "de la Roche", "", "Charles"),
        ("Bram De Wachter", "De Wachter", "", "Bram"),
        ("An de Smet", "de Smet", "", "An"),
        ("Kim Janssens", "Janssens", "", "Kim"),
        ("Jan van der Berg", "van der Berg", "", "Jan"),
        ("Jan van 't Hof", "van 't Hof", "", "Jan"),
        ("Prof. Dr. Karl von der Heide", "von der Heide", "", "Karl"),
        ("John Robert Smith", "Smith", "", "John Robert"),
        ("J. Peeters", "Peeters", "", "J."),
        ("Peeters J.", "Peeters", "", "J."),
        # Chinese
        ("王雪梅", "王", "", "雪梅"),
        ("王明", "王", "", "明"),
        ("王 雪梅", "王", "", "雪梅"),
        ("欧阳明月", "欧阳", "", "明月"),
        ("王雪梅教授", "王", "", "雪梅"),
        ("扬·彼得斯", "彼得斯", "", "扬"),
        # one word
        ("Lan", "", "", "Lan"),
        ("", "", "", ""),
    ],
)
def test_parse_name_finds_the_parts(display_name, family, middle, given):
    parsed = parse_name(display_name)

    assert (parsed.family_name, parsed.middle_name, parsed.given_name) == (family, middle, given)


@pytest.mark.parametrize(
    ("display_name", "order", "family", "middle", "given"),
    [
        ("Mai Linh", FAMILY_FIRST, "Mai", "", "Linh"),
        ("Mai Linh", GIVEN_FIRST, "Linh", "", "Mai"),
        ("Wang Xueming", FAMILY_FIRST, "Wang", "", "Xueming"),
        ("Dupont Jean Pierre", FAMILY_FIRST, "Dupont", "", "Jean Pierre"),
        ("van der Berg Jan", FAMILY_FIRST, "van der Berg", "", "Jan"),
        ("Lê Hồ", GIVEN_FIRST, "Hồ", "", "Lê"),
        ("van der Berg", FAMILY_FIRST, "van der", "", "Berg"),
    ],
)
def test_parse_name_follows_the_order_that_is_stated(display_name, order, family, middle, given):
    parsed = parse_name(display_name, order=order)

    assert (parsed.family_name, parsed.middle_name, parsed.given_name) == (family, middle, given)
    assert parsed.confidence == STATED


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Nguyễn, Văn An", "Nguyễn Văn An"),
        ("Jean DUPONT", "Jean Dupont"),
        ("Nguyễn Văn An", "Lê Văn Hồ"),
        ("Lê Văn Hồ", "Jean Dupont"),
        ("Jean Dupont", "Lan"),
    ],
)
def test_parse_name_says_how_sure_it_is(surer, less_sure):
    assert parse_name(surer).confidence > parse_name(less_sure).confidence


def test_parse_name_admits_what_only_custom_tells():
    assert parse_name("Mai Linh").confidence == CUSTOM_ALONE
    assert parse_name("Lê Văn Hồ").confidence == LISTED_AT_BOTH_ENDS


def test_parse_name_keeps_the_name_as_typed_without_its_titles():
    assert parse_name("PGS.TS.  Nguyễn Văn An (demo)").display_name == "Nguyễn Văn An (demo)"


WORDS = st.sampled_from(
    ["Nguyễn", "nguyen", "Văn", "Thị", "An", "Mai", "Lê", "LÊ", "A.", "V.", "van", "der", "Ý", "王"]
) | st.sampled_from(["de", "Smet", "DUPONT", "Jean-Pierre", "雪梅", "王雪梅", "Tôn", "Nữ"])


@given(st.lists(WORDS, min_size=1, max_size=7), st.sampled_from([None, FAMILY_FIRST, GIVEN_FIRST]))
def test_parse_name_uses_every_word_once(words, order):
    parsed = parse_name(" ".join(words), order=order)

    parts = f"{parsed.family_name} {parsed.middle_name} {parsed.given_name}"
    assert sorted(parts.replace(" ", "")) == sorted("".join(words))
    assert parsed.given_name


@given(st.text(), st.sampled_from([None, FAMILY_FIRST, GIVEN_FIRST]))
def test_parse_name_answers_whatever_is_typed(text, order):
    assert 0 < parse_name(text, order=order).confidence <= 1
