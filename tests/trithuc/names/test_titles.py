import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.names import split_titles
from trithuc.names.titles import BEFORE_A_NAME, MOST_TITLES


@pytest.mark.parametrize(
    ("text", "titles", "name"),
    [
        ("Nguyễn Văn An", (), "Nguyễn Văn An"),
        ("GS. Nguyễn Văn An", ("GS",), "Nguyễn Văn An"),
        ("GS.TS. Nguyễn Văn An", ("GS", "TS"), "Nguyễn Văn An"),
        ("PGS.TS Trần Thị Bình", ("PGS", "TS"), "Trần Thị Bình"),
        ("GS.TSKH.Lê Văn Cường", ("GS", "TSKH"), "Lê Văn Cường"),
        ("PGS-TS. Lê Văn Cường", ("PGS", "TS"), "Lê Văn Cường"),
        ("ThS.BS. Phạm Dung", ("ThS", "BS"), "Phạm Dung"),
        ("Th.S Phạm Dung", ("Th.S",), "Phạm Dung"),
        ("TS Eva Peeters", ("TS",), "Eva Peeters"),
        ("Tiến sĩ Đỗ Văn Em", ("Tiến sĩ",), "Đỗ Văn Em"),
        ("Phó Giáo sư, Tiến sĩ Đỗ Văn Em", ("Phó Giáo sư", "Tiến sĩ"), "Đỗ Văn Em"),
        ("Ông Võ Giang", ("Ông",), "Võ Giang"),
        ("Bà Hồ Thị Hạnh", ("Bà",), "Hồ Thị Hạnh"),
        ("Ba Nguyen", (), "Ba Nguyen"),
        ("Anh Nguyen", (), "Anh Nguyen"),
        ("He Wei", (), "He Wei"),
        ("H.E. Jan Peeters", ("H.E.",), "Jan Peeters"),
        ("Dr. Jan Peeters", ("Dr",), "Jan Peeters"),
        ("Drees Jan", (), "Drees Jan"),
        ("Prof. dr. ir. Jan Peeters", ("Prof", "dr", "ir"), "Jan Peeters"),
        ("Prof.dr.ir. Jan Peeters", ("Prof", "dr", "ir"), "Jan Peeters"),
        ("Assoc. Prof. Dr. Mai Linh", ("Assoc. Prof", "Dr"), "Mai Linh"),
        ("Univ.-Prof. Dr.-Ing. habil. Hans Groß", ("Univ.-Prof", "Dr.-Ing", "habil"), "Hans Groß"),
        ("Dr. rer. nat. Hans Groß", ("Dr", "rer. nat"), "Hans Groß"),
        ("Frau Dr. Käthe Groß", ("Frau", "Dr"), "Käthe Groß"),
        ("de heer Jan de Smet", ("de heer",), "Jan de Smet"),
        ("Mevr. An de Smet", ("Mevr",), "An de Smet"),
        ("Mme Zoé Lefèvre", ("Mme",), "Zoé Lefèvre"),
        ("M. Zénon Lefèvre", ("M.",), "Zénon Lefèvre"),
        ("M. Lefèvre", (), "M. Lefèvre"),
        ("M. K. Lefèvre", (), "M. K. Lefèvre"),
        ("Ing-Marie Holm", (), "Ing-Marie Holm"),
        ("Zoé Lefèvre, PhD", ("PhD",), "Zoé Lefèvre"),
        ("Zoé Lefèvre, M.Sc., Ph.D.", ("M.Sc", "Ph.D"), "Zoé Lefèvre"),
        ("Nguyen Van An (Mr.)", ("Mr",), "Nguyen Van An"),
        ("Nguyen Van An (Ms)", ("Ms",), "Nguyen Van An"),
        ("王小明教授", ("教授",), "王小明"),
        ("王小明 博士", ("博士",), "王小明"),
        ("Dr.", (), "Dr."),
        ("Bà", (), "Bà"),
        ("TS.", (), "TS."),
        ("", (), ""),
    ],
)
def test_split_titles_parts_titles_from_the_name(text, titles, name):
    assert split_titles(text) == (titles, name)


@pytest.mark.parametrize(
    "title", [title for titles in BEFORE_A_NAME.values() for title in titles if title != "MM."]
)
def test_split_titles_knows_every_title_of_its_table(title):
    assert split_titles(f"{title} Lan Anh")[1] == "Lan Anh"


@given(st.text(min_size=1))
def test_split_titles_never_takes_the_last_letter(text):
    if any(character.isalpha() for character in text):
        assert split_titles(text)[1]


def test_split_titles_takes_no_more_than_anyone_bears():
    assert split_titles("TS. " * 50 + "Lan")[0] == ("TS",) * MOST_TITLES
