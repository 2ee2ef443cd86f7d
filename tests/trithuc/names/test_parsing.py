import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.names import parse
from trithuc.names.order import CUSTOM_ALONE, LISTED_AT_BOTH_ENDS
from trithuc.names.parsing import STATED

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
def test_parse_finds_the_parts(display_name, family, middle, given):
    parsed = parse(display_name)

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
def test_parse_follows_the_order_that_is_stated(display_name, order, family, middle, given):
    parsed = parse(display_name, order=order)

    assert (parsed.family_name, parsed.middle_name, parsed.given_name) == (family, middle, given)
    assert parsed.confidence == STATED


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Nguyễn, Văn An", "Nguyễn Văn An"),
        ("Jean DUPONT", "Jean Dupont"),
        ("Nguyễn Văn An", "Lê Văn Hồ"),
        ("Lê Văn Hồ", "Zlatka Dupont"),
        ("Jean Dupont", "Lê Văn Hồ"),
        ("Jean Dupont", "Lan"),
    ],
)
def test_parse_says_how_sure_it_is(surer, less_sure):
    assert parse(surer).confidence > parse(less_sure).confidence


def test_parse_admits_what_only_custom_tells():
    assert parse("Mai Linh").confidence == CUSTOM_ALONE
    assert parse("Lê Văn Hồ").confidence == LISTED_AT_BOTH_ENDS


def test_parse_keeps_the_name_as_typed_without_its_titles():
    assert parse("PGS.TS.  Nguyễn Văn An (demo)").display_name == "Nguyễn Văn An (demo)"


WORDS = st.sampled_from(
    ["Nguyễn", "nguyen", "Văn", "Thị", "An", "Mai", "Lê", "LÊ", "A.", "V.", "van", "der", "Ý", "王"]
) | st.sampled_from(["de", "Smet", "DUPONT", "Jean-Pierre", "雪梅", "王雪梅", "Tôn", "Nữ"])


@given(st.lists(WORDS, min_size=1, max_size=7), st.sampled_from([None, FAMILY_FIRST, GIVEN_FIRST]))
def test_parse_uses_every_word_once(words, order):
    parsed = parse(" ".join(words), order=order)

    parts = f"{parsed.family_name} {parsed.middle_name} {parsed.given_name}"
    assert sorted(parts.replace(" ", "")) == sorted("".join(words))
    assert parsed.given_name


@given(st.text(), st.sampled_from([None, FAMILY_FIRST, GIVEN_FIRST]))
def test_parse_answers_whatever_is_typed(text, order):
    assert 0 < parse(text, order=order).confidence <= 1


# --- spellings as they are met ---

SPELLINGS = list(
    csv.DictReader(
        (Path(__file__).parent / "spellings.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: row["spelling"])
def test_parse_reads_spellings_as_they_are_met(row):
    parsed = parse(row["spelling"])

    found = (parsed.family_name, parsed.middle_name, parsed.given_name)
    assert found == (row["family_name"], row["middle_name"], row["given_name"])


def test_the_spellings_are_many_and_in_six_languages():
    assert len({row["spelling"] for row in SPELLINGS}) == len(SPELLINGS) >= 600
    assert {row["language"] for row in SPELLINGS} == {"vi", "en", "fr", "nl", "de", "zh"}
    assert {row["source"] for row in SPELLINGS} == {"public figure", "textbook", "standard"}


@pytest.mark.parametrize(
    ("display_name", "family", "middle", "given"),
    [
        # Pen names: nothing in the spelling says so.
        ("Bảo Ninh", "", "", "Bảo Ninh"),
        ("Nam Cao", "", "", "Nam Cao"),
        ("老舍", "", "", "老舍"),
        # Family names of two words without a hyphen.
        ("Ralph Vaughan Williams", "Vaughan Williams", "", "Ralph"),
        ("Valéry Giscard d'Estaing", "Giscard d'Estaing", "", "Valéry"),
        ("Heike Kamerlingh Onnes", "Kamerlingh Onnes", "", "Heike"),
        ("Lê Nguyễn Minh Quang", "Lê Nguyễn", "Minh", "Quang"),
        # A given name of two words.
        ("Trần Ngọc Bảo Châu", "Trần", "Ngọc", "Bảo Châu"),
        # Words that stand at either end.
        ("Mai Linh", "Mai", "", "Linh"),
        ("Elton John", "John", "", "Elton"),
        ("Thomas Martin", "Thomas", "", "Martin"),
        ("Nguyen Le", "Le", "", "Nguyen"),
        ("Wang Wei", "Wei", "", "Wang"),
        ("安倍晋三", "安倍", "", "晋三"),
        ("Sukarno", "Sukarno", "", ""),
    ],
)
def test_parse_offers_what_it_could_not_know(display_name, family, middle, given):
    found = [
        (other.family_name, other.middle_name, other.given_name)
        for other in parse(display_name).alternatives
    ]

    assert (family, middle, given) in found


def test_parse_offers_nothing_else_where_the_order_is_stated():
    assert parse("Dupont, Jean Pierre").alternatives == ()
    assert parse("Mai Linh", order=FAMILY_FIRST).alternatives == ()


@pytest.mark.parametrize(
    ("display_name", "family", "given", "suffix", "other"),
    [
        ("Martin Luther King Jr.", "King", "Martin Luther", "Jr", ""),
        ("King, Martin Luther, Jr.", "King", "Martin Luther", "Jr", ""),
        ("John Smith III", "Smith", "John", "III", ""),
        ("Angela Merkel geb. Kasner", "Merkel", "Angela", "", "Kasner"),
        ("Jeanne Dupont (née Martin)", "Dupont", "Jeanne", "", "Martin"),
        ("Marie Dupont épouse de Smet", "Dupont", "Marie", "", "de Smet"),
        ("Watchman Nee", "Nee", "Watchman", "", ""),
    ],
)
def test_parse_keeps_apart_what_is_stated_beside_a_name(display_name, family, given, suffix, other):
    parsed = parse(display_name)

    assert (parsed.family_name, parsed.given_name) == (family, given)
    assert (parsed.suffix, parsed.other_family_name) == (suffix, other)
    assert parsed.display_name == display_name


@given(st.lists(WORDS, min_size=1, max_size=7).map(" ".join))
def test_parse_shares_certainty_among_what_it_offers(display_name):
    parsed = parse(display_name)
    shares = [other.confidence for other in parsed.alternatives]

    assert parsed.confidence + sum(shares) <= 1
    assert shares == sorted(shares, reverse=True)
    assert all(other.alternatives == () for other in parsed.alternatives)


@given(st.lists(WORDS, min_size=1, max_size=7).map(" ".join))
def test_parsing_what_was_displayed_gives_the_same_again(display_name):
    assert parse(parse(display_name).display_name) == parse(display_name)
