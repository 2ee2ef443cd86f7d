import pytest

from trithuc.importers.bibliography import read_bibliography
from trithuc.importers.reading import UnreadableFile

BIBTEX = "@article{k,\n title={In BibTeX},\n abstract={\nTY  - JOUR\n}}\n"
RIS = "TY  - JOUR\nTI  - In RIS\nAB  - As in\n@article{k, title={x}}\nER  - \n"
WEB_OF_SCIENCE = "FN Invented\nVR 1.0\nPT J\nTI In tags\nER\nEF\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [(BIBTEX, "In BibTeX"), (RIS, "In RIS"), (WEB_OF_SCIENCE, "In tags")],
)
@pytest.mark.parametrize("name", ["works.txt", "works.bib", "works.ris"])
def test_the_format_is_that_of_what_begins_first_whatever_the_name(tmp_path, text, title, name):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    assert [reading.record.title for reading in read_bibliography(text)] == [title]
    assert [reading.record.title for reading in read_bibliography(path)] == [title]


@pytest.mark.parametrize("text", ["", "Dear all,\nwrite to lan@example.org {soon}.", "\x00" * 9])
def test_what_is_neither_is_refused(text):
    with pytest.raises(UnreadableFile):
        read_bibliography(text)
