import logging
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.importers.bibliography import BibliographyWork, read_bibtex
from trithuc.importers.reading import Position, UnreadableFile


def read(text):
    return list(read_bibtex(text))


def works(text):
    return [reading.record for reading in read(text) if reading.record]


def work(fields):
    (only,) = works("@article{k, " + fields + "}")
    return only


def rejects(source):
    return [
        (reading.position.row, reading.problems[0].reason)
        for reading in read_bibtex(source)
        if reading.record is None
    ]


def test_an_entry_is_read_whole():
    text = r"""
% exported from an invented reference manager
@article{nguyen2020,
  title    = {Dòng ch{\h a}y: The {Red River} and its \textit{sediment}},
  author   = {Nguy{\~{\^e}}n, V{\u a}n and {Ministry of Science and Technology} and others},
  journal  = "Journal of {Invented} Hydrology",
  year     = 2020,
  doi      = {https://doi.org/10.5555/RIVER\_1},
  abstract = {A <i>study</i> of 50% of it.
              In two lines.},
  language = {english},
}
"""
    (reading,) = read(text)

    assert reading.position == Position(3)
    assert reading.problems == ()
    assert reading.cells == ()
    assert reading.record == BibliographyWork(
        title="Dòng chảy: The Red River and its sediment",
        year=2020,
        authors=("Nguyễn, Văn", "Ministry of Science and Technology"),
        doi="10.5555/river_1",
        journal="Journal of Invented Hydrology",
        abstract="A study of 50% of it. In two lines.",
        kind="journal-article",
        language="en",
        key="nguyen2020",
    )


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Dự báo lũ trên sông Hồng", "vietnamese"),
        ("Forecasting floods", "english"),
        ("Prévision des crues d’été", "french"),
        ("Overstromingen voorspellen", "dutch"),
        ("Hochwasser früh erkennen", "ngerman"),
        ("红河洪水预报", "chinese"),
    ],
)
def test_titles_in_six_languages_stay_as_they_are(title, language):
    read_work = work(f"title={{{title}}}, langid={{{language}}}")

    codes = {"ngerman": "de", "dutch": "nl", "chinese": "zh"}
    assert read_work.title == title
    assert read_work.language == codes.get(language, language[:2])


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("en-GB", "en"),
        ("vi", "vi"),
        ("eng", "en"),
        ("Tiếng Việt", "vi"),
        ("中文", "zh"),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_code_or_name(stated, code):
    assert work(f"title={{x}}, language={{{stated}}}").language == code


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("year=2020", 2020),
        ('year="c2020a"', 2020),
        ("date={2019-05-01/2020}", 2019),
        ("year={in press}, date={2021}", 2021),
        ("", None),
    ],
)
def test_a_year_is_read_from_year_or_date(fields, year):
    assert work(f"title={{x}}, {fields}").year == year


@pytest.mark.parametrize("stated", ["forthcoming", "20", "0020", "9999", "20200501", "1" * 5000])
def test_a_year_that_is_none_is_noted(stated):
    (reading,) = read(f"@misc{{k, title={{x}}, year={{{stated}}}}}")

    assert reading.record.year is None
    assert [problem.reason for problem in reading.problems] == ["year-unreadable"]


@pytest.mark.parametrize(
    ("fields", "doi"),
    [
        ("doi={10.5555/A}", "10.5555/a"),
        ("doi={doi:10.5555/a}", "10.5555/a"),
        ("url={https://dx.doi.org/10.5555/a}", "10.5555/a"),
        ("note={see https://doi.org/10.5555/a}", "10.5555/a"),
        ("url={https://example.org/10.5555/a}", ""),
        ("doi={none}", ""),
    ],
)
def test_a_doi_is_read_wherever_it_stands(fields, doi):
    assert work(f"title={{x}}, {fields}").doi == doi


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("Trần Văn A and Lê, Thị B", ("Trần Văn A", "Lê, Thị B")),
        ("A  AND\n  B", ("A", "B")),
        ("{R and D Institute} and Sand, Band", ("R and D Institute", "Sand, Band")),
        ("{{Vi{\\d{\\^e}}n H{\\`a}n l{\\^a}m}}", ("Viện Hàn lâm",)),
        ("A and others", ("A",)),
        ("A and A and ", ("A",)),
        ("", ()),
        ("张三 and 李四", ("张三", "李四")),
    ],
)
def test_authors_are_strings_as_the_entry_writes_them(stated, authors):
    assert work(f"title={{x}}, author={{{stated}}}").authors == authors


@pytest.mark.parametrize(
    ("entry_kind", "kind"),
    [
        ("ARTICLE", "journal-article"),
        ("inproceedings", "conference-paper"),
        ("InCollection", "book-chapter"),
        ("phdthesis", "dissertation-thesis"),
        ("techreport", "report"),
        ("dataset", "data-set"),
        ("misc", ""),
        ("invented", ""),
    ],
)
def test_a_kind_is_named_as_orcid_names_it(entry_kind, kind):
    assert works(f"@{entry_kind}{{k, title={{x}}}}")[0].kind == kind


def test_strings_stand_in_for_their_values_from_where_they_are_defined():
    text = """
    @string{jh = "Journal of " # {Invented}}
    @STRING(jhh = jh # " Hydrology")
    @article{a, title={A}, journal=JHH, month=jan}
    @article{b, title="B" # { # } # "C", journal=unknown}
    @string{jh = {Other}}
    @article{c, title={C}, journal=jh}
    """

    assert [(work.title, work.journal) for work in works(text)] == [
        ("A", "Journal of Invented Hydrology"),
        ("B # C", "unknown"),
        ("C", "Other"),
    ]


def test_a_part_takes_over_what_it_does_not_say_from_the_whole_and_no_more():
    text = """
    @inproceedings{part, title={Part}, author={A}, crossref={WHOLE}}
    @proceedings{whole, title={Whole}, year=2019, editor={E},
      doi={10.5555/whole}, abstract={Of all}}
    @inbook{again, title={Self}, crossref={again}}
    @inbook{lost, title={Lost}, crossref={nowhere}}
    """

    assert works(text) == [
        BibliographyWork(
            "Part", 2019, ("A",), journal="Whole", kind="conference-paper", key="part"
        ),
        BibliographyWork(
            "Whole", 2019, doi="10.5555/whole", abstract="Of all", kind="edited-book", key="whole"
        ),
        BibliographyWork("Self", kind="book-chapter", key="again"),
        BibliographyWork("Lost", kind="book-chapter", key="lost"),
    ]


def test_what_is_no_work_is_passed_over():
    text = r"""
    Exported by hand, e-mail lan@example.org.
    @comment{@article{no, title={No}}}
    @preamble{"\newcommand{\x}{y}"}
    @xdata{shared, journal={J}}
    @misc{yes, title={Yes}}
    """

    assert [work.title for work in works(text)] == ["Yes"]
    assert rejects(text) == []


def test_a_bad_entry_is_rejected_with_its_line_and_the_rest_is_read():
    text = """@article{a, title={A}}
@article{b title={B}}
@article{c,
  title={C
@article{d, title={D}}
@article{e, year=2020}
@article{f, title={F}"""

    assert [work.title for work in works(text)] == ["A", "D"]
    assert rejects(text) == [
        (2, "entry-malformed"),
        (3, "entry-malformed"),
        (6, "title-missing"),
        (7, "entry-malformed"),
    ]
    assert read(text)[2].cells == ("@article{c,\n  title={C",)


def test_what_was_said_before_is_rejected_and_says_where():
    text = """@article{a, title={Floods}, year=2020, doi={10.5555/a}}
@article{a, title={Droughts}, year=2020}
@article{b, title={FLOODS}, year=2020, doi={https://doi.org/10.5555/A}}
@article{c, title={{Floods}}, year=2020}
@article{d, title={Floods}, year=2021}
@article{e, title={Floods}, year=2020, doi={10.5555/other}}
@article{f, title={F1}, title={F2}}"""
    repeated = [reading for reading in read(text) if reading.record is None]

    assert [work.key for work in works(text)] == ["a", "a", "d", "e", "f"]
    assert works(text)[-1].title == "F1"
    assert [(one.position.row, one.problems[0].parameters) for one in repeated] == [
        (3, (("line", "1"),)),
        (4, (("line", "1"),)),
    ]
    assert str(repeated[0].problems[0]).endswith(
        "An entry before it, in line 1, says the same; that one was read."
    )


def test_entries_may_stand_on_one_line_and_in_round_brackets():
    assert [w.title for w in works('@a{a,title={A}}@b(b, title={B}) @c{c,title="C"}')] == [
        "A",
        "B",
        "C",
    ]


ENTRY = "@article{k, title={Études à Đà Nẵng}}\r\n@article{l, title={Second}}\r\n"


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("utf-8", "Études à Đà Nẵng"),
        ("utf-8-sig", "Études à Đà Nẵng"),
        ("utf-16", "Études à Đà Nẵng"),
    ],
)
def test_a_file_may_be_in_any_unicode(tmp_path, encoding, title):
    path = tmp_path / "works.bib"
    path.write_bytes(ENTRY.encode(encoding))
    first, second = read_bibtex(path)

    assert (first.record.title, first.position.row, first.problems) == (title, 1, ())
    assert (second.record.title, second.position.row) == ("Second", 2)


def test_a_file_in_latin_letters_is_read_and_its_entries_beyond_english_say_so(tmp_path):
    path = tmp_path / "works.bib"
    path.write_bytes("@misc{a, title={Études}}\n@misc{b, title={Studies}}".encode("latin-1"))
    first, second = read_bibtex(path)

    assert first.record.title == "Études"
    assert [problem.reason for problem in first.problems] == ["encoding-assumed"]
    assert (second.record.title, second.problems) == ("Studies", ())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file-empty"),
        (b"  \n ", "file-empty"),
        (b"Name;Email\nLan;lan@example.org\n", "bibliography-unrecognised"),
        (b"@comment{only}", "bibliography-unrecognised"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "bibliography-unrecognised"),
        (b"PK\x03\x04" + b"\x00" * 99, "bibliography-unrecognised"),
    ],
    ids=["empty", "blank", "table", "comment", "picture", "zip"],
)
def test_a_file_without_entries_is_refused(tmp_path, content, reason):
    path = tmp_path / "works.bib"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile) as raised:
        read_bibtex(path)
    assert raised.value.reason == reason
    assert "works.bib" in str(raised.value)


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match=r"none\.bib cannot be opened"):
        read_bibtex(tmp_path / "none.bib")

    path = tmp_path / "huge.bib"
    with path.open("wb") as file:
        file.truncate(21 * 1024**2)
    with pytest.raises(UnreadableFile, match="at most 20 MB"):
        read_bibtex(path)


def test_strings_and_parts_that_grow_without_end_do_not():
    grows = "@string{a0={xxxxxxxxxx}}\n" + "".join(
        f"@string{{a{n + 1} = a{n} # a{n} # a{n}}}\n" for n in range(60)
    )
    long = "@book{whole, title={" + "x" * 100_000 + "}}\n"
    parts = "".join(f"@inbook{{p{n}, title={{{n}}}, crossref=whole}}\n" for n in range(1000))

    assert len(works(grows + "@misc{k, title=a60}")[0].title) == 1_000
    assert len(works(long + parts)[-1].journal) == 1_000


@pytest.mark.parametrize(
    "text",
    [
        "@a{k, title={" + "{" * 100_000,
        "@a{" * 10_000,
        "@a{\n" * 10_000,
        '@a{k, title="' + '{"}' * 30_000,
        "@a{k," + "title={b}," * 10_000 + "}",
        "@a{k, title={x}, author={" + "a and " * 20_000 + "}}",
        "@a{k, title={x}, author={a" + " " * 100_000 + "and b}}",
        "@a{k, title=" + " # ".join(['"x"'] * 20_000) + "}",
        "@a{k, title={x}, year={" + "1" * 100_000 + "}}",
        "@a{k, title={" + "<i " * 30_000 + "}}",
    ],
    ids=["deep", "opened", "lines", "quotes", "fields", "authors", "spaces", "parts", "year", "<i"],
)  # fmt: skip
def test_an_odd_file_takes_no_more_time_than_its_length(text):
    began = time.process_time()
    assert read(text)
    assert time.process_time() - began < 6  # a second at most where nothing grows with the square


@given(
    st.lists(
        st.sampled_from([*'@{}(),="# \n\\', "article", "string", "title", "k", "crossref", "ê"])
    ).map("".join)
)
def test_no_text_is_an_error(text):
    for reading in read("@misc{first, title={x}}\n" + text):
        assert reading.record or reading.problems


def test_nothing_of_a_file_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    read("@article{a, title={A}, Nguyễn Văn A}\n@article{b, title={\\frac}, author={Lê \\begin{x}")

    assert caplog.records == []


def test_the_files_of_others_are_read(shared):
    folder = shared / "data" / "bibliography"
    titles = {
        path.name: [reading.record.title for reading in read_bibtex(path)]
        for path in sorted(folder.glob("*.bib"))
    }

    assert titles == {name: ["My Article"] for name in titles}
    assert len(titles) == 3
