"""Files of references become works to choose from; what is not read is said by its line."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caunoi.self_service import references
from caunoi.self_service.forms import BibliographyForm
from caunoi.self_service.references import read_references
from trithuc.importers.reading import UnreadableFile


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ("@book{a, title={Một cuốn sách ví dụ}, year={2020}}", ["Một cuốn sách ví dụ"]),
        ("TY  - JOUR\nTI  - 例子研究\nER  - \n", ["例子研究"]),
        ("@book{a, title={Ein Beispiel}}\n@book{b, title={Een voorbeeld}}", None),
    ],
)
def test_each_format_in_its_own_words(given, titles):
    content = read_references(given)

    found = [work.title for work in content.works]
    assert found == (titles or ["Ein Beispiel", "Een voorbeeld"])


def test_a_file_is_read_as_its_text_is():
    words = "@book{a, title={Un exemple}, author={Lê, A and Trần, B}}"

    from_file = read_references(SimpleUploadedFile("works.bib", words.encode()))

    assert from_file == read_references(words)
    assert from_file.works[0].other_authors == "Lê, A; Trần, B"


def test_what_is_not_read_is_said_by_its_line():
    content = read_references("@book{a, title={An example}}\n@book{b, year={2020}}")

    assert len(content.works) == 1
    assert content.rejected[0].startswith("Line 2:")


def test_what_is_no_bibliography_is_refused():
    with pytest.raises(UnreadableFile):
        read_references("Nothing of this kind.")


def test_no_more_is_read_than_is_kept_and_the_page_says_from_where_to_go_on(monkeypatch):
    monkeypatch.setattr(references, "MOST_WORKS", 2)
    four = "".join(f"@book{{k{n}, title={{Example {n}}}}}\n" for n in range(4))

    content = read_references(four)

    assert [work.title for work in content.works] == ["Example 0", "Example 1"]
    assert content.rejected == [
        "Line 3: Only the first 2 works were read. Hand in the rest, from here on, once more."
    ]


def test_as_many_as_are_kept_are_not_cut(monkeypatch):
    monkeypatch.setattr(references, "MOST_WORKS", 2)

    assert read_references("@book{a, title={A}}\n@book{b, title={B}}").rejected == []


@pytest.mark.parametrize(("size", "is_read"), [(2_000_000, True), (2_000_001, False)])
def test_a_file_of_more_than_two_megabytes_is_refused_kindly(size, is_read):
    file = SimpleUploadedFile("works.bib", b"@book{a, title={A}}".ljust(size))
    form = BibliographyForm({}, {"file": file})

    assert form.is_valid() is is_read
    assert is_read or "at most 2 MB" in str(form.errors)
