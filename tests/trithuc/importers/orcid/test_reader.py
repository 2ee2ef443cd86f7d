import json
import zipfile
from pathlib import Path

import pytest

from trithuc.importers.orcid import read_orcid
from trithuc.importers.reading import Position, UnreadableFile

HERE = Path(__file__).parent
RECORD = json.loads((HERE / "record.json").read_text(encoding="utf-8"))
ANOTHER = {"orcid-identifier": {"path": "0000-0002-1825-0097"}}
GONE = {"response-code": 409, "developer-message": "Locked", "error-code": 9018}
BOTH = ["0009-0000-0000-1001", "0000-0002-1825-0097"]


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def as_lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def ids(path):
    return [reading.record.orcid for reading in read_orcid(path) if reading.record]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (json.dumps(RECORD), BOTH[:1]),
        (json.dumps(RECORD, indent=2, ensure_ascii=False), BOTH[:1]),
        (b"\xef\xbb\xbf" + json.dumps(RECORD, indent=2).encode(), BOTH[:1]),
        (as_lines(RECORD, ANOTHER), BOTH),
        (json.dumps([RECORD, ANOTHER]), BOTH),
        (json.dumps([RECORD, ANOTHER], indent=2), BOTH),
    ],
    ids=["one line", "as answered", "mark of order", "lines", "array", "indented array"],
)
def test_read_orcid_reads_one_record_or_several(tmp_path, content, expected):
    assert ids(written(tmp_path / "records.json", content)) == expected


def test_read_orcid_reads_a_record_of_many_works(tmp_path):
    group = RECORD["activities-summary"]["works"]["group"][0]
    many = {**ANOTHER, "activities-summary": {"works": {"group": [group] * 3_000}}}
    path = written(tmp_path / "many.json", json.dumps(many))

    assert path.stat().st_size > 2 * 1024 * 1024
    (reading,) = read_orcid(path)
    assert len(reading.record.works) == 3_000


def test_read_orcid_goes_on_after_a_record_it_cannot_take(tmp_path):
    content = as_lines(GONE, {"orcid-profile": {}}, RECORD) + "not json\n"

    found = list(read_orcid(written(tmp_path / "some.jsonl", content)))

    assert [one.position for one in found] == [Position(row) for row in (1, 2, 3, 4)]
    assert [one.record is None for one in found] == [True, True, False, True]
    assert [one.problems[0].reason for one in found if one.record is None] == [
        "orcid-locked",
        "orcid-version-unknown",
        "json-malformed",
    ]
    assert all(one.cells == () for one in found)


def test_read_orcid_reads_the_lines_of_a_zip(tmp_path):
    path = tmp_path / "records.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("records.jsonl", as_lines(RECORD, ANOTHER))

    assert ids(path) == BOTH


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "file-empty"),
        ("<record:record/>", "not-json-lines"),
        ('{\n"orcid-identifier": ', "not-json-lines"),
        ('[{"a": 1}, {"a"', "file-damaged"),
        ("{\n" + "[" * 200_000, "not-json-lines"),
    ],
    ids=["empty", "XML", "cut short", "array cut short", "nested without end"],
)
def test_read_orcid_refuses_what_holds_no_records(tmp_path, content, reason):
    with pytest.raises(UnreadableFile) as refused:
        list(read_orcid(written(tmp_path / "records.json", content)))

    assert refused.value.reason == reason
    assert dict(refused.value.parameters)["file"] == "records.json"


def test_read_orcid_refuses_what_is_not_there(tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        list(read_orcid(tmp_path / "nowhere.json"))

    assert refused.value.reason == "file-missing"


def test_read_orcid_reads_no_more_than_one_record_may_hold(tmp_path):
    path = written(tmp_path / "endless.json", "{\n" + " " * 2_000 + "}")

    with pytest.raises(UnreadableFile):
        list(read_orcid(path, most_bytes=1_000))


def test_read_orcid_reads_the_sample_of_orcid(shared):
    (reading,) = read_orcid(shared / "data" / "orcid" / "record-full-3.0.json")

    assert reading.record.orcid == "0000-0002-7319-2192"
    assert reading.record.works


@pytest.mark.parametrize("name", ["record-3.0.xml", "error-3.0.xml", "real-record1.xml"])
def test_read_orcid_refuses_records_in_xml(shared, name):
    with pytest.raises(UnreadableFile) as refused:
        list(read_orcid(shared / "data" / "orcid" / name))

    assert refused.value.reason == "not-json-lines"
