"""A person's own data: everything of theirs, nothing of anybody else's."""

import json

import pytest

from caunoi.rights.exporting import as_json, as_pdf, own_data_of
from tests.caunoi.rights.conftest import CITY, EMAIL, FIELD, HAN, NAME, OTHER_NAME, Everywhere

pytestmark = pytest.mark.django_db


def test_every_place_is_told_in_json(everywhere: Everywhere) -> None:
    told = json.loads(as_json(own_data_of(everywhere.person)))

    text = json.dumps(told, ensure_ascii=False)
    for own in (NAME, OTHER_NAME, HAN, EMAIL, CITY, FIELD, "Xóadeep", "xóaproposal", "A need"):
        assert own in text
    assert set(told["holdings"]) >= {
        *("person", "personname", "affiliation", "expert", "consent", "personstatement", "look"),
        *("letter", "participation", "work", "proposal", "match", "datarequest"),
    }


def test_the_words_of_each_yes_are_told(everywhere: Everywhere) -> None:
    held = {one.code: one for one in own_data_of(everywhere.person).holdings}

    assert any("matching" in str(row) for row in held["consent"].rows)


def test_what_was_before_is_told(everywhere: Everywhere) -> None:
    held = {one.code: one for one in own_data_of(everywhere.person).holdings}

    assert {row["what"] for row in held["person"].before} == {"insert", "update"}


def test_nobody_else_is_in_it(everywhere: Everywhere) -> None:
    told = as_json(own_data_of(everywhere.person))

    assert everywhere.colleague.display_name not in told
    assert everywhere.colleague.email not in told


def test_no_secret_is_in_it(everywhere: Everywhere) -> None:
    told = as_json(own_data_of(everywhere.person))

    assert "token" not in told
    assert "password" not in told


def test_labels_speak_the_persons_language(everywhere: Everywhere) -> None:
    everywhere.person.language = "vi"
    everywhere.person.save()

    data = own_data_of(everywhere.person)

    assert data.language == "vi"
    assert "tên" in {label for one in data.holdings for row in one.rows for label in row}


def test_a_reader_gets_pages(everywhere: Everywhere) -> None:
    pytest.importorskip("weasyprint", reason="Pango is not installed", exc_type=OSError)

    assert as_pdf(own_data_of(everywhere.person)).startswith(b"%PDF")
