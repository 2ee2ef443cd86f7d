import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from trithuc.importers.dump.bounded import LONGEST_RECORD_BYTES
from trithuc.importers.dump.reader import MOST_NESTED
from trithuc.importers.reading import Position, UnreadableFile
from trithuc.importers.ror import read_ror

HERE = Path(__file__).parent
SCHEMA_1 = json.loads((HERE / "schema1.json").read_text(encoding="utf-8"))
SCHEMA_2 = json.loads((HERE / "schema2.json").read_text(encoding="utf-8"))
BOTH = [SCHEMA_1, SCHEMA_2]
IDS = ["0demx0283", "0demx0186"]


def as_lines(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def ids(path):
    return [reading.record.ror_id for reading in read_ror(path)]


@pytest.mark.parametrize(
    "content",
    [
        as_lines(BOTH),
        as_lines(BOTH).rstrip("\n"),
        as_lines(BOTH).replace("\n", "\r\n"),
        "\n\n" + as_lines(BOTH),
        b"\xef\xbb\xbf" + as_lines(BOTH).encode(),
        json.dumps(BOTH),
        json.dumps(BOTH, indent=2, ensure_ascii=False),
        " \n" + json.dumps(BOTH),
        b"\xef\xbb\xbf" + json.dumps(BOTH).encode(),
    ],
    ids=["lines", "no end", "crlf", "blank", "bom", "array", "indented", "space", "array bom"],
)
def test_read_ror_reads_lines_and_arrays_of_both_schemas(tmp_path, content):
    assert ids(written(tmp_path / "ror.json", content)) == IDS


def test_read_ror_reads_a_zip_of_either(tmp_path):
    assert ids(zipped(tmp_path / "a.zip", dump__json=json.dumps(BOTH), dump__csv="id")) == IDS
    assert ids(zipped(tmp_path / "b.zip", dump__jsonl=as_lines(BOTH))) == IDS


def test_read_ror_takes_the_newest_schema_of_a_dump_that_comes_in_two(tmp_path):
    path = zipped(
        tmp_path / "dump.zip",
        **{"ror-data__json": json.dumps([SCHEMA_1])},
        **{"ror-data_schema_v2__json": json.dumps([SCHEMA_2])},
    )

    assert [(r.record.ror_id, r.position) for r in read_ror(path)] == [("0demx0186", Position(1))]


def test_read_ror_reads_every_file_of_a_zip_and_says_which(tmp_path):
    path = zipped(tmp_path / "two.zip", be__jsonl=as_lines(BOTH), vn__jsonl=as_lines([SCHEMA_2]))

    assert [reading.position for reading in read_ror(path)] == [
        Position(1, "be.jsonl"),
        Position(2, "be.jsonl"),
        Position(1, "vn.jsonl"),
    ]


def test_read_ror_rejects_a_broken_line_with_its_number_and_goes_on(tmp_path):
    broken = json.dumps(SCHEMA_1)[:40]
    path = written(tmp_path / "ror.jsonl", as_lines([SCHEMA_1]) + f"\n{broken}\n" + as_lines(BOTH))

    first, rejected, *rest = read_ror(path)

    assert first.record.ror_id == "0demx0283"
    assert rejected.record is None
    assert rejected.position == Position(3)
    assert rejected.problems[0].reason == "json-malformed"
    assert rejected.cells == (broken,)
    assert [reading.position.row for reading in rest] == [4, 5]


def test_read_ror_reads_a_record_that_nests_as_deep_as_it_may(tmp_path):
    nested = SCHEMA_2 | {"admin": json.loads("[" * (MOST_NESTED - 1) + "]" * (MOST_NESTED - 1))}
    path = written(tmp_path / "ror.json", json.dumps([nested, SCHEMA_1]))

    assert ids(path) == ["0demx0186", "0demx0283"]


@pytest.mark.parametrize(
    "line", [b'{"id": "\xff\xfe"}', b"[1]", b'"text"', b"null", b'{"a": ' + b"[" * 100_000]
)
def test_read_ror_rejects_a_line_that_is_no_object_of_utf_8(tmp_path, line):
    path = written(tmp_path / "ror.jsonl", as_lines(BOTH).encode() + line + b"\n")

    rejected = list(read_ror(path))[2]

    assert rejected.record is None
    assert rejected.problems[0].reason == "json-malformed"


def test_read_ror_rejects_a_record_with_its_json_to_correct(tmp_path):
    faulty = SCHEMA_2 | {"id": "https://ror.org/0demx0187"}
    path = written(tmp_path / "ror.json", json.dumps([SCHEMA_1, faulty, 5]))

    accepted, faulty_id, no_object = read_ror(path)

    assert accepted.cells == ()
    assert json.loads(faulty_id.cells[0]) == faulty
    assert faulty_id.position == Position(2)
    assert str(faulty_id.problems[0]) == (
        "id “https://ror.org/0demx0187”: This is not a ROR identifier."
    )
    assert (no_object.record, no_object.cells) == (None, ("5",))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file-empty"),
        (b" \n\n", "file-empty"),
        (b"name;city\nA;B\n", "not-json-lines"),
        (b"<html></html>", "not-json-lines"),
        (b"[what is this", "not-json-lines"),
        (json.dumps(SCHEMA_1, indent=2).encode(), "not-json-lines"),
        (json.dumps(BOTH).encode("utf-16"), "not-json-lines"),
        (b" " * 100_000, "not-json-lines"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "not-json-lines"),
        (json.dumps(BOTH).encode()[:-40], "file-damaged"),
        (json.dumps(BOTH).encode() + b"]", "file-damaged"),
        (b"PK\x03\x04 and no more", "file-damaged"),
    ],
)
def test_read_ror_refuses_a_file_it_cannot_read(tmp_path, content, reason):
    path = written(tmp_path / "file.json", content)

    with pytest.raises(UnreadableFile) as refusal:
        list(read_ror(path))

    assert refusal.value.reason == reason
    assert "file.json" in str(refusal.value)


def test_read_ror_refuses_a_file_that_is_not_there(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(UnreadableFile, match="cannot be opened"):
            list(read_ror(path))


def test_read_ror_refuses_a_zip_without_json(tmp_path):
    path = zipped(tmp_path / "photos.zip", a__png="x", __DS_Store="y")

    with pytest.raises(UnreadableFile) as refusal:
        list(read_ror(path))

    assert refusal.value.reason == "not-json-lines"


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.99])
def test_read_ror_refuses_a_truncated_zip(tmp_path, kept):
    whole = zipped(tmp_path / "whole.zip", dump__json=json.dumps(BOTH * 50)).read_bytes()
    path = written(tmp_path / "cut.zip", whole[: int(len(whole) * kept)])

    with pytest.raises(UnreadableFile) as refusal:
        list(read_ror(path))

    assert refusal.value.reason == "file-damaged"


def test_read_ror_refuses_a_zip_with_a_damaged_middle(tmp_path):
    records = [SCHEMA_2 | {"established": year} for year in range(1, 2000)]
    content = bytearray(zipped(tmp_path / "whole.zip", d__json=json.dumps(records)).read_bytes())
    content[len(content) // 2] ^= 0xFF
    path = written(tmp_path / "damaged.zip", bytes(content))

    with pytest.raises(UnreadableFile) as refusal:
        list(read_ror(path))

    assert refusal.value.reason == "file-damaged"


def test_read_ror_refuses_a_protected_zip(tmp_path):
    content = bytearray(zipped(tmp_path / "open.zip", d__json=json.dumps(BOTH)).read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path = written(tmp_path / "protected.zip", bytes(content))

    with pytest.raises(UnreadableFile) as refusal:
        list(read_ror(path))

    assert refusal.value.reason == "password-protected"


def test_read_ror_stops_a_zip_that_inflates_beyond_its_bound(tmp_path):
    path = zipped(tmp_path / "bomb.zip", dump__jsonl=as_lines([SCHEMA_2] * 2_000))
    assert path.stat().st_size < 20_000

    with pytest.raises(UnreadableFile) as refusal:
        list(read_ror(path, most_inflated_bytes=1_000_000))

    assert refusal.value.reason == "zip-bomb"


@pytest.mark.parametrize(
    "beginning", ['{"id": "', '[{"id": "', "[" + " " * 9, '[{"a": [' + "[" * 9]
)
@pytest.mark.parametrize("filling", [" ", "[", '{"a":', "9"])
def test_read_ror_keeps_its_memory_whatever_one_record_inflates_to(tmp_path, beginning, filling):
    content = beginning + filling * (4 * LONGEST_RECORD_BYTES // len(filling))
    path = zipped(tmp_path / "bomb.zip", dump__json=content)

    tracemalloc.start()
    with pytest.raises(UnreadableFile) as refusal:
        list(read_ror(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert refusal.value.reason in {"zip-bomb", "not-json-lines", "file-damaged"}
    assert peak < 8 * LONGEST_RECORD_BYTES


def test_read_ror_gives_records_before_it_has_read_the_file(tmp_path):
    path = written(tmp_path / "ror.json", "[" + json.dumps(SCHEMA_2) + "," + " " * 200_000 + "oops")

    readings = read_ror(path)

    assert next(readings).record.ror_id == "0demx0186"
    with pytest.raises(UnreadableFile):
        next(readings)


@pytest.mark.shared
def test_read_ror_reads_every_shared_record_without_a_problem(shared):
    readings = [
        reading
        for country in ("BE", "LU", "VN")
        for reading in read_ror(shared / "data" / "ror" / f"ror_{country}.jsonl")
    ]

    assert len(readings) == 561
    assert [reading for reading in readings if not reading.record or reading.problems] == []


@pytest.mark.shared
def test_read_ror_gives_the_same_from_lines_array_and_zip(shared, tmp_path):
    lines = shared / "data" / "ror" / "ror_VN.jsonl"
    text = lines.read_text(encoding="utf-8")
    array = written(tmp_path / "dump.json", "[" + ",".join(text.splitlines()) + "]")
    archive = zipped(tmp_path / "dump.zip", dump__json=array.read_bytes())

    expected = list(read_ror(lines))

    assert list(read_ror(array)) == expected
    assert list(read_ror(archive)) == expected
