import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.importers.bibliography import BibliographyWork, read_ris
from trithuc.importers.reading import Position, UnreadableFile


def read(text):
    return list(read_ris(text))


def works(text):
    return [reading.record for reading in read(text) if reading.record]


def work(*lines, kind="JOUR"):
    (only,) = works("\n".join([f"TY  - {kind}", "TI  - Title", *lines, "ER  - "]))
    return only


def test_an_entry_is_read_whole():
    text = """Provider: an invented library

TY  - JOUR
AU  - Nguyễn, Văn A.
AU  - Lê, Thị B
TI  - The <i>Red River</i>
JO  - J. Inv. Hydrol.
JF  - Journal of Invented Hydrology
PY  - 2020/05/01/
DO  - 10.5555/RIVER
AB  - A study of it.
LA  - en
ID  - nguyen2020
KW  - water
Y2  - 2024/01/01
ER  - 
"""
    (reading,) = read(text)

    assert reading.position == Position(3)
    assert reading.problems == ()
    assert reading.record == BibliographyWork(
        title="The Red River",
        year=2020,
        authors=("Nguyễn, Văn A.", "Lê, Thị B"),
        doi="10.5555/river",
        journal="Journal of Invented Hydrology",
        abstract="A study of it.",
        kind="journal-article",
        language="en",
        key="nguyen2020",
    )


@pytest.mark.parametrize(
    "title",
    [
        "Dự báo lũ trên sông Hồng",
        "Forecasting floods: 50% of {them} & more",
        "Prévision des crues d’été",
        "Overstromingen voorspellen – coördinatie",
        "Hochwasser früh erkennen, Straße für Straße",
        "红河洪水预报",
    ],
)
def test_titles_in_six_languages_stay_as_they_are(title):
    assert works(f"TY  - JOUR\nTI  - {title}\nER  - ")[0].title == title


@pytest.mark.parametrize(
    ("tags", "title", "journal"),
    [
        (["TI  - A", "T2  - J"], "A", "J"),
        (["T1  - A", "JO  - J"], "A", "J"),
        (["CT  - A", "JA  - J"], "A", "J"),
        (["T2  - J", "TI  - A", "JF  - Journal"], "A", "Journal"),
        (["BT  - Book"], "Book", ""),
        (["TI  - Chapter", "BT  - Book"], "Chapter", "Book"),
        (["ST  - Short", "TI  - Long"], "Long", ""),
        (["TI  -", "T1  - A"], "A", ""),
    ],
)
def test_titles_stand_under_several_tags(tags, title, journal):
    (only,) = works("\n".join(["TY  - JOUR", *tags, "ER  - "]))

    assert (only.title, only.journal) == (title, journal)


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["PY  - 2020"], 2020),
        (["Y1  - 2019/05//"], 2019),
        (["DA  - 2018/01/02"], 2018),
        (["PY  - ", "DA  - 2018"], 2018),
        (["Y2  - 2024"], None),
        ([], None),
    ],
)
def test_a_year_is_that_of_publication(lines, year):
    assert work(*lines).year == year


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["AU  - Nguyễn, Văn", "AU  - Lê, B"], ("Nguyễn, Văn", "Lê, B")),
        (["A1  - Nguyễn, Văn", "A2  - Editor, E"], ("Nguyễn, Văn",)),
        (["AU  - Nguyễn, Văn; Lê, B;"], ("Nguyễn, Văn", "Lê, B")),
        (["AU  - Lê, B,", "AU  - Lê, B"], ("Lê, B",)),
        (["AU  - 张, 三"], ("张, 三",)),
        ([], ()),
    ],
)
def test_authors_are_strings_as_the_entry_writes_them(lines, authors):
    assert work(*lines).authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "DO  - 10.5555/a",
        "DO  - https://doi.org/10.5555/A",
        "UR  - http://dx.doi.org/10.5555/a",
        "M3  - doi: 10.5555/a",
        "L3  - 10.5555/a",
    ],
)
def test_a_doi_is_read_wherever_it_stands(line):
    assert work(line).doi == "10.5555/a"


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("JOUR", "journal-article"),
        ("CPAPER", "conference-paper"),
        ("CHAP", "book-chapter"),
        ("THES", "dissertation-thesis"),
        ("GEN", ""),
        ("", ""),
    ],
)
def test_a_kind_is_named_as_orcid_names_it(stated, kind):
    assert work(kind=stated).kind == kind


def test_a_value_goes_on_over_lines_that_have_no_tag():
    read_work = work(
        "AB  - First line", "  second line,", "", "AI - a survey", "T-cells", "PY  - 2020"
    )

    assert read_work.abstract == "First line second line, AI - a survey T-cells"
    assert read_work.year == 2020


def test_an_entry_without_its_end_is_read_and_said_to_be_so():
    text = "TY  - JOUR\nTI  - First\nTY  - BOOK\nTI  - Second\nER  - \nTY  - BOOK\nTI  - Third"

    assert [
        (reading.position.row, reading.record.title, [one.reason for one in reading.problems])
        for reading in read(text)
    ] == [
        (1, "First", ["entry-unfinished"]),
        (3, "Second", []),
        (6, "Third", ["entry-unfinished"]),
    ]


def test_a_bad_entry_is_rejected_with_its_line_and_the_rest_is_read():
    text = "TY  - JOUR\nAU  - Nobody\nER  - \n\nTY  - BOOK\nTI  - Fine\nER  - \n"
    bad, fine = read(text)

    assert (bad.position.row, bad.record, bad.problems[0].reason) == (1, None, "title-missing")
    assert bad.cells == ("TY  - JOUR\nAU  - Nobody",)
    assert (fine.position.row, fine.record.title) == (5, "Fine")


def test_what_was_said_before_is_rejected():
    text = "TY  - JOUR\nTI  - Floods\nPY  - 2020\nER  - \n" * 2
    first, second = read(text)

    assert first.record.title == "Floods"
    assert (second.record, second.position.row, second.problems[0].reason) == (
        None,
        5,
        "entry-repeated",
    )


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - A\nER  - \n",
        "TY  - JOUR\nTI  - A\nER  -",
        "\ufeffTY  - JOUR\r\nTI  - A\r\nER  - \r\n",
        "TY  - JOUR\rTI  - A\rER  - ",
        "TY - JOUR\nTI - A\nER - ",
        "  TY  - JOUR\n  TI  - A\n  ER  - ",
        "TY  -\tJOUR\nTI  -\tA\nER  -\t",
        "\n\n\nTY  - JOUR\n\nTI  - A\n\nER  - \n\n",
    ],
    ids=["plain", "no last space", "crlf", "cr", "narrow", "indented", "tabs", "blank"],
)
def test_the_spellings_of_programs_are_read(text):
    assert [(one.title, one.kind) for one in works(text)] == [("A", "journal-article")]


def test_the_tags_of_web_of_science_are_read():
    text = """FN Invented Service
VR 1.0
PT J
AU Nguyen, VA
   Le, TB
AF Nguyễn, Văn A
   Lê, Thị B
TI Floods of the
   Red River
SO JOURNAL
AB A study
   of it.
DI 10.5555/river
PY 2020
UT INV:1
ER

PT B
TI Second
ER
EF
"""
    assert works(text) == [
        BibliographyWork(
            "Floods of the Red River",
            2020,
            ("Nguyễn, Văn A", "Lê, Thị B"),
            "10.5555/river",
            "JOURNAL",
            "A study of it.",
            "journal-article",
            key="INV:1",
        ),
        BibliographyWork("Second", kind="book"),
    ]


@pytest.mark.parametrize(
    "text", ["", "TI  - no beginning\nER  - ", "@article{k, title={x}}", "PTA meeting", "Hello"]
)
def test_a_text_without_entries_is_refused(text):
    with pytest.raises(UnreadableFile) as raised:
        read_ris(text)
    assert raised.value.reason == "bibliography-unrecognised"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_be_in_any_unicode(tmp_path, encoding):
    path = tmp_path / "works.ris"
    path.write_bytes("TY  - JOUR\nTI  - Sông Đà\nER  - ".encode(encoding))
    (reading,) = read_ris(path)

    assert (reading.record.title, reading.problems) == ("Sông Đà", ())


def test_a_file_in_latin_letters_says_so(tmp_path):
    path = tmp_path / "works.ris"
    path.write_bytes("TY  - JOUR\nTI  - Été\nER  - ".encode("latin-1"))
    (reading,) = read_ris(path)

    assert reading.record.title == "Été"
    assert [problem.reason for problem in reading.problems] == ["encoding-assumed"]


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - x\nAB  - a\n" + "b\n" * 100_000,
        "TY  - JOUR\nTI  - x\n" + "AU  - a\n" * 30_000,
        "TY  - JOUR\nTI  - x\nAU  - " + ";" * 200_000,
        "TY  - JOUR\n" * 20_000,
        " \n" * 200_000 + "TY  - JOUR\nTI  - x",
        "TY  - JOUR\nTI  - " + " " * 200_000 + "x",
    ],
    ids=["abstract", "authors", "semicolons", "beginnings", "blank", "spaces"],
)
def test_an_odd_file_takes_no_more_time_than_its_length(text):
    began = time.process_time()
    assert read(text)
    assert time.process_time() - began < 6


@given(
    st.lists(
        st.sampled_from(
            ["TY  - ", "TI  - ", "ER  - ", "AU  - ", "PT ", "\n", " ", "x", "ê", "\x0b"]
        )
    ).map("".join)
)
def test_no_text_is_an_error(text):
    for reading in read("TY  - JOUR\nTI  - x\nER  - \n" + text):
        assert reading.record or reading.problems


def test_the_file_of_others_is_read(shared):
    (reading,) = read_ris(shared / "data" / "bibliography" / "endnote-test.enw")

    assert reading.record == BibliographyWork(
        "My Title",
        2005,
        ("Author 1", "Author 2"),
        journal="My Journal",
        abstract="This is my abstract",
    )
