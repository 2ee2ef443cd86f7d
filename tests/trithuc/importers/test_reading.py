import pickle
import re
from string import Formatter

import pytest

from trithuc.importers.reading import (
    SENTENCES,
    Position,
    Problem,
    Reading,
    UnreadableFile,
    sentence_for,
)


def test_problem_reads_as_an_english_sentence_with_the_value_that_was_found():
    problem = Problem("email", "lan(at)example.org", "email-malformed")

    assert str(problem) == "email “lan(at)example.org”: This is not an e-mail address."


def test_problem_without_a_value_is_its_sentence_alone():
    assert str(Problem("display_name", "", "name-missing")) == "There is no name."


def test_problem_fills_parameters_even_when_they_look_like_a_format():
    problem = Problem("", "", "mapping-unknown-field", (("field", "{0.__class__}"),))

    assert str(problem) == "The mapping names a field that does not exist: {0.__class__}."


def test_problem_shortens_its_value_to_200_characters():
    assert Problem("text", "ă" * 200, "text-missing").value == "ă" * 200
    assert Problem("text", "ă" * 201, "text-missing").value == "ă" * 199 + "…"


def test_reading_of_a_rejected_row_has_no_record():
    rejected = Reading[str](Position(4, "Đại biểu"), None, (Problem("n", "", "name-missing"),))

    assert rejected.record is None
    assert rejected.position == Position(row=4, sheet="Đại biểu")


def test_unreadable_file_says_what_to_do_and_keeps_its_reason():
    error = UnreadableFile("password-protected", file="danh-sach.xlsx")

    assert error.reason == "password-protected"
    assert error.parameters == (("file", "danh-sach.xlsx"),)
    assert str(error) == (
        "The file danh-sach.xlsx is protected by a password. Save a copy without the password."
    )


def test_an_unknown_reason_is_a_programming_error():
    with pytest.raises(KeyError):
        sentence_for("no-such-reason")


@pytest.mark.parametrize(("reason", "sentence"), SENTENCES.items())
def test_every_sentence_is_whole_and_its_parameters_are_plain_names(reason, sentence):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", reason)
    assert sentence[0] in '"{' or sentence[0].isupper()
    assert sentence.endswith(".")
    assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(sentence))


def test_unreadable_file_survives_the_way_to_another_process():
    error = UnreadableFile("file-empty", file="a.csv")

    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301
