import io

import openpyxl
import pytest

from trithuc.importers.seminar import (
    PURPOSES,
    TEMPLATE_LANGUAGES,
    WAYS_TO_CONTRIBUTE,
    read_seminar,
    write_template,
)
from trithuc.vocabulary import sectors


@pytest.fixture(params=TEMPLATE_LANGUAGES)
def template(request, tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path, request.param)
    return path


def test_the_template_is_recognised_to_the_last_column(template):
    people, proposals = read_seminar(template).sheets

    assert len(people.columns.fields) == len(people.headings)
    assert {f"consent:{purpose}" for purpose in PURPOSES} <= people.columns.fields
    assert len(proposals.columns.fields) == len(proposals.headings)


def test_the_untouched_template_holds_nobody(template):
    reading = read_seminar(template)

    assert list(reading.people) == []
    assert list(reading.proposals) == []
    assert [notice.reason for notice in reading.notices] == ["row-is-example"] * 2


def test_a_row_like_the_example_but_without_its_mark_is_read_without_a_problem(template):
    book = openpyxl.load_workbook(template)
    for page, name_column in ((book.worksheets[0], 1), (book.worksheets[1], 1)):
        cell = page.cell(2, name_column)
        cell.value = cell.value.partition(") ")[2]
    book.save(template)

    reading = read_seminar(template)

    [person], [proposal] = reading.people, reading.proposals
    assert person.problems == ()
    assert person.record.country == "BE"
    assert person.record.sectors == ("ai", "health")
    assert [consent.yes for consent in person.record.consents] == [True, True, True, False]
    assert proposal.problems == ()
    assert proposal.record.author_email == person.record.email


def test_every_code_is_explained_once(template):
    rows = openpyxl.load_workbook(template).worksheets[2].iter_rows(min_row=2, values_only=True)

    codes = [code for _, code, meaning in rows if meaning]

    assert codes == [*(sector.code for sector in sectors()), *WAYS_TO_CONTRIBUTE]


def test_a_language_without_a_template_is_an_error():
    with pytest.raises(KeyError):
        write_template(io.BytesIO(), "de")
