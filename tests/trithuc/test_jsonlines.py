"""JSON lines: what is read of a file, and what is said of the lines that hold no record."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from trithuc.jsonlines import (
    BadRecord,
    Problems,
    identifier,
    optional_text,
    records,
    required_text,
    write_line,
)


def texts(record: Mapping[str, object]) -> tuple[str | int, str]:
    return identifier(record, "id"), required_text(record, "text")


def read(path: Path | str) -> tuple[list[tuple[str | int, str]], list[str]]:
    told = io.StringIO()
    found = list(records([str(path)], texts, Problems(told)))
    return found, told.getvalue().splitlines()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "texts.jsonl"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"id": "a", "text": "\xc4\x90\xe1\xba\xa5t hi\xe1\xba\xbfm"}\n', [("a", "Đất hiếm")]),
        (b'{"id": 7, "text": ""}', [(7, "")]),
        (b'\xef\xbb\xbf{"id": "a", "text": "x"}\r\n\r\n{"id": "b", "text": "y"}\r\n', None),
        (b'\n  \n{"id": "a", "text": "x"}\n\n{"id": "b", "text": "y"}', None),
    ],
)
def test_reads_every_object_of_a_file(
    file: Path, content: bytes, expected: list[tuple[str | int, str]] | None
) -> None:
    file.write_bytes(content)
    assert read(file) == (expected or [("a", "x"), ("b", "y")], [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{oops", "not JSON: "),
        (b'{"id": "a", "text": "\xff"}', "not UTF-8 at byte 22"),
        (b'\xff\xfe{\x00"\x00', "not UTF-8 at byte 1"),
        (b"[1]", "expected an object, found a list"),
        (b"null", "expected an object, found null"),
        (b'{"text": "x"}', '"id" is missing'),
        (b'{"id": "", "text": "x"}', '"id" is missing'),
        (b'{"id": true, "text": "x"}', '"id" should be text or a whole number'),
        (b'{"id": [], "text": "x"}', '"id" should be text or a whole number'),
        (b'{"id": "a"}', '"text" is missing'),
        (b'{"id": "a", "text": null}', '"text" is missing'),
        (b'{"id": "a", "text": 3.5}', '"text" should be text, not a number'),
        (b"[" * 100_000, "not JSON that can be read"),
        (b'{"id": ' + b"9" * 5_000 + b"}", "not JSON that can be read"),
        (b'{"id": "a", "text": "x"} {"id": "b"}', "not JSON: Extra data at character 26"),
    ],
)
def test_names_a_bad_line_and_goes_on(file: Path, line: bytes, reason: str) -> None:
    file.write_bytes(b'{"id": 1, "text": "x"}\n' + line + b'\n{"id": 2, "text": "y"}\n')
    found, told = read(file)
    assert found == [(1, "x"), (2, "y")]
    assert len(told) == 1
    assert told[0].startswith(f"{file}:2: {reason}")


def test_a_missing_file_is_a_problem_and_the_next_is_read(file: Path) -> None:
    file.write_text('{"id": 1, "text": "x"}')
    told = io.StringIO()
    problems = Problems(told)
    missing = file.with_name("absent.jsonl")
    assert list(records([str(missing), str(file)], texts, problems)) == [(1, "x")]
    assert told.getvalue() == f"{missing}: No such file or directory\n"
    assert problems.count == 1


@pytest.mark.parametrize("names", [[], ["-"]])
def test_standard_input(names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO(b'{"id": 1, "text": "x"}\nno\n'))
    monkeypatch.setattr(sys, "stdin", typed)
    told = io.StringIO()
    assert list(records(names, texts, Problems(told))) == [(1, "x")]
    assert told.getvalue().startswith("-:2: not JSON")


def test_lines_are_read_as_they_are_asked_for(file: Path) -> None:
    file.write_text('{"id": 1, "text": "x"}\nbroken\n')
    told = io.StringIO()
    stream = records([str(file)], texts, Problems(told))
    assert next(stream) == (1, "x")
    assert told.getvalue() == ""


@pytest.mark.parametrize(
    ("record", "expected"), [({}, ""), ({"title": None}, ""), ({"title": "Chip"}, "Chip")]
)
def test_optional_text(record: dict[str, object], expected: str) -> None:
    assert optional_text(record, "title") == expected


def test_optional_text_of_another_kind_is_a_bad_record() -> None:
    with pytest.raises(BadRecord, match='"title" should be text, not a list'):
        optional_text({"title": []}, "title")


@pytest.mark.parametrize("value", ["Đất hiếm 稀土 🙂", "half \ud83d of a pair", "\u2028", "\x00"])
def test_writes_one_line_that_reads_back_the_same(value: str) -> None:
    stream = io.BytesIO()
    write_line(stream, {"text": value})
    written = stream.getvalue()
    assert written.count(b"\n") == 1
    assert json.loads(written.decode("utf-8")) == {"text": value}


def test_writes_letters_as_they_are() -> None:
    stream = io.BytesIO()
    write_line(stream, {"id": "vi", "text": ["Đất hiếm", 0.5]})
    assert stream.getvalue().decode() == '{"id":"vi","text":["Đất hiếm",0.5]}\n'
