"""What `read_ror`'s own tests do not show of dumps: tables, and the choice of members."""

import zipfile

import pytest

from trithuc.importers.dump import Item, read_dump
from trithuc.importers.reading import Position, UnreadableFile


def all_of_them(members):
    return members


def rows(path):
    return [(item.position.row, item.raw) for item in read_dump(path, sorted, reads_tables=True)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('"id";"title"\n"1";"A"\n"2";"B"\n', [(2, "1", "A"), (3, "2", "B")]),
        ("\ufeffid;title\r\n1;Zürich\r\n", [(2, "1", "Zürich")]),
        (
            'id;title\n1;"two\nlines; and more"\n2;B',
            [(2, "1", "two\nlines; and more"), (3, "2", "B")],
        ),
        ("id;title\n1\n", [(2, "1", "")]),
        ("id;title\n1;A;B;C\n", [(2, "1", "A")]),
    ],
    ids=["quoted", "mark", "newline in a cell", "short row", "long row"],
)
def test_read_dump_reads_tables_delimited_by_semicolons(tmp_path, content, expected):
    path = tmp_path / "dump.csv"
    path.write_bytes(content.encode())

    assert rows(path) == [(row, {"id": one, "title": title}) for row, one, title in expected]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"id,title\n1,A\n", "not-json-lines"),
        (b"id;title\n1;\xff\xfe\n", "file-damaged"),
        (b"\x89PNG;\r\n\x1a\n" + b"\x00" * 100, "not-json-lines"),
        (b'id;title\n1;"' + b"x" * 200_000, "file-damaged"),
    ],
)
def test_read_dump_refuses_what_is_no_such_table(tmp_path, content, reason):
    path = tmp_path / "dump.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile) as refusal:
        rows(path)

    assert refusal.value.reason == reason


def test_read_dump_reads_no_tables_unless_asked_to(tmp_path):
    path = tmp_path / "dump.csv"
    path.write_text("id;title\n1;A\n")

    with pytest.raises(UnreadableFile, match="neither JSON"):
        list(read_dump(path, all_of_them))


def test_read_dump_reads_the_chosen_members_in_the_order_chosen(tmp_path):
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("json/", "")
        for name in ("a", "b", "c"):
            archive.writestr(f"json/{name}.json", f'[{{"is": "{name}"}}]')

    def backwards(members):
        return [name for name in reversed(members) if not name.endswith("b.json")]

    assert list(read_dump(path, backwards)) == [
        Item(Position(1, "json/c.json"), {"is": "c"}),
        Item(Position(1, "json/a.json"), {"is": "a"}),
    ]
