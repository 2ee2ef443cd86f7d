import contextlib
import datetime
import os
import resource
import signal
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import openpyxl
import psutil
import pytest

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet import Limits, read_workbook
from trithuc.importers.spreadsheet.limits import MEGABYTE

ROWS = [["Họ và tên", "Đơn vị"], ["Nguyễn Thị Mẫu", "Viện Ví Dụ"], ["Đỗ Văn Thử", ""]]


def cells_of(path, **options):
    with read_workbook(path, **options) as book:
        return [[list(row.cells) for row in sheet.rows()] for sheet in book.sheets]


def refusal_of(path, **options):
    with pytest.raises(UnreadableFile) as refusal:
        read_workbook(path, **options)
    assert str(refusal.value)
    return refusal.value.reason


@pytest.fixture
def page():
    return openpyxl.Workbook().active


@pytest.fixture
def save(page, tmp_path):
    def save(name="a.xlsx"):
        path = tmp_path / name
        page.parent.save(path)
        return path

    return save


# What is read.


def test_xlsx_is_read(page, save):
    for row in ROWS:
        page.append(row)

    assert cells_of(save()) == [ROWS]


def test_xls_is_read(build, tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(build.xls([*ROWS, ["Lê Mẫu", 12.0]]))

    with read_workbook(path) as book:
        assert book.format == "xls"
        assert book.sheets[0].name == "Đại biểu"
        assert [list(row.cells) for row in book.sheets[0].rows()] == [*ROWS, ["Lê Mẫu", "12"]]


def test_ods_is_read(build, tmp_path):
    path = tmp_path / "a.ods"
    build.ods(path, ROWS)

    with read_workbook(path) as book:
        assert book.format == "ods"
        assert book.sheets[0].name == "Đại biểu"
        assert [list(row.cells) for row in book.sheets[0].rows()] == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_text_is_read(tmp_path, encoding, delimiter):
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in ROWS).encode(encoding))

    assert cells_of(path) == [ROWS]


def test_content_counts_and_not_the_name(page, save, tmp_path):
    page.append(["Họ tên"])
    renamed = save().rename(tmp_path / "danh-sach.csv")

    assert cells_of(renamed) == [[["Họ tên"]]]


def test_every_kind_of_cell_comes_as_text(page, save):
    page.append([12.0, 0.5, True, datetime.date(2026, 11, 22), datetime.time(9, 30), " a\nb "])

    assert cells_of(save()) == [[["12", "0.5", "TRUE", "2026-11-22", "09:30:00", " a\nb "]]]


def test_errors_come_as_their_text(page, save):
    page["A1"] = "Lê Mẫu"
    page["C1"].value, page["C1"].data_type = "#N/A", "e"

    assert cells_of(save()) == [[["Lê Mẫu", "", "#N/A"]]]


@pytest.mark.parametrize("first_row", [1, 2, 5, 40])
@pytest.mark.parametrize("first_column", [1, 3])
def test_row_numbers_and_columns_are_those_the_user_sees(page, save, first_row, first_column):
    page.cell(first_row, first_column, "Họ tên")
    page.cell(first_row + 3, first_column, "Lê Mẫu")

    with read_workbook(save()) as book:
        rows = list(book.sheets[0].rows())

    assert [row.number for row in rows] == [first_row, first_row + 3]
    assert [
        row.cells.index(text) for row, text in zip(rows, ["Họ tên", "Lê Mẫu"], strict=True)
    ] == [first_column - 1] * 2


def test_a_cell_merged_downwards_speaks_for_each_row_beside_it(page, save):
    page.append(["Tên", "Đề xuất"])
    page.append(["Lê Mẫu", "một"])
    page.append([None, "hai"])
    page.append([None, None])
    page.append(["Võ Thử", "ba"])
    page.merge_cells("A2:A4")

    assert cells_of(save())[0][1:] == [["Lê Mẫu", "một"], ["Lê Mẫu", "hai"], ["Võ Thử", "ba"]]


def test_a_title_merged_across_is_not_repeated(page, save):
    page.append(["DANH SÁCH ĐẠI BIỂU"])
    page.append(["STT", "Họ tên"])
    page.merge_cells("A1:B1")

    assert cells_of(save()) == [[["DANH SÁCH ĐẠI BIỂU", ""], ["STT", "Họ tên"]]]


def test_hidden_sheets_are_marked_and_told(page, save):
    hidden = page.parent.create_sheet("Cũ")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "x"

    with read_workbook(save()) as book:
        assert [sheet.is_hidden for sheet in book.sheets] == [False, True]
        assert [notice.reason for notice in book.notices] == ["sheet-hidden"]


def test_a_formula_never_calculated_is_told_by_its_cell(page, save):
    page.append(["Họ tên", "Số"])
    page.append(["Lê Mẫu", "=1+1"])

    with read_workbook(save()) as book:
        [notice] = book.notices

    assert notice.reason == "formula-without-value"
    assert dict(notice.parameters) == {"cell": "Sheet!B2"}


def test_macros_are_told_and_not_run(page, save):
    page.append(["Họ tên"])
    path = save("a.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Attribute VB_Name")

    with read_workbook(path) as book:
        assert [notice.reason for notice in book.notices] == ["macros-ignored"]
        assert len(list(book.sheets[0].rows())) == 1


def test_an_assumed_encoding_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Nom;Prénom\nÉlève;Zoë\n".encode("cp1252"))

    with read_workbook(path) as book:
        assert book.encoding == "cp1252"
        assert [notice.reason for notice in book.notices] == ["encoding-assumed"]


def test_rows_can_be_gone_through_twice_and_side_by_side(page, save):
    for row in ROWS:
        page.append(row)
    page.parent.copy_worksheet(page)

    with read_workbook(save()) as book:
        first, second = book.sheets
        assert [row.cells for row in first.rows()] == [row.cells for row in second.rows()]
        assert list(zip(first.rows(), first.rows(), strict=True))[2][0].number == 3


# What is refused.


def test_a_missing_file_is_refused(tmp_path):
    assert refusal_of(tmp_path / "none.xlsx") == "file-missing"
    assert refusal_of(tmp_path) == "file-missing"


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.touch()

    assert refusal_of(path) == "file-empty"


def test_two_gigabytes_are_refused_unopened(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(2 * 1024 * MEGABYTE)

    began = time.monotonic()
    assert refusal_of(path) == "file-too-large"
    assert time.monotonic() - began < 1


def test_two_cells_that_span_the_sheet_are_refused(page, save):
    page["A1"], page["XFD1048576"] = "a", "b"

    began = time.monotonic()
    assert refusal_of(save()) == "memory-exceeded"
    assert time.monotonic() - began < 30


def test_two_cells_that_span_what_memory_holds_are_refused_too(page, save):
    page["A1"], page["CZ200000"] = "a", "b"

    assert refusal_of(save()) in {"memory-exceeded", "too-many-rows"}


def test_colours_far_below_the_table_are_no_rows(page, save):
    page["A1"] = "Họ tên"
    page["XFD1048576"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF0000")

    assert cells_of(save()) == [[["Họ tên"]]]


@pytest.mark.parametrize(
    ("place", "reason"), [("A11", "too-many-rows"), ("F1", "too-many-columns")]
)
def test_more_rows_or_columns_than_allowed_are_refused(page, save, place, reason):
    page["A1"], page[place] = "a", "b"

    assert refusal_of(save(), limits=Limits(rows=10, columns=5)) == reason


def test_as_many_rows_and_columns_as_allowed_are_read(page, save):
    page["A1"], page["E10"] = "a", "b"

    assert len(cells_of(save(), limits=Limits(rows=10, columns=5))[0]) == 2


def test_a_row_longer_than_any_honest_one_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Họ tên;Ghi chú\nLê Mẫu;" + "x" * 10_000_001)

    assert refusal_of(path) == "row-too-large"


def test_a_zip_bomb_is_refused(page, save):
    page.append(["Họ tên"])
    path = save()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", bytes(60 * MEGABYTE))

    assert refusal_of(path) == "zip-bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_refused(page, save):
    page.append(["Họ tên"])
    path = save()
    bomb = bytes(60 * MEGABYTE)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", bomb)
    true_size, stated = len(bomb).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    content = path.read_bytes()
    assert content.count(true_size) >= 2
    path.write_bytes(content.replace(true_size, stated))

    assert refusal_of(path) == "zip-bomb"


def test_more_parts_than_a_workbook_has_are_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"xl/{number}", b"")

    assert refusal_of(path) == "zip-bomb"


def test_a_password_on_xlsx_is_told(build, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(build.ole("EncryptedPackage", b"\x00" * 5000))

    assert refusal_of(path) == "password-protected"


def test_a_password_on_ods_is_told(build, tmp_path):
    path = tmp_path / "a.ods"
    build.ods(path, ROWS, encrypted=True)

    assert refusal_of(path) == "password-protected"


@pytest.mark.parametrize("kept", [30, 200, 1000, -100])
def test_a_truncated_xlsx_is_damaged(page, save, kept):
    page.append(["Họ tên"])
    path = save()
    path.write_bytes(path.read_bytes()[:kept])

    assert refusal_of(path) == "file-damaged"


@pytest.mark.parametrize("kept", [100, 600, 1200])
def test_a_truncated_xls_is_damaged(build, tmp_path, kept):
    path = tmp_path / "a.xls"
    path.write_bytes(build.xls(ROWS)[:kept])

    assert refusal_of(path) == "file-damaged"


def test_a_workbook_whose_directory_points_nowhere_is_damaged(page, save):
    page.append(["Họ tên"])
    path = save()
    content = bytearray(path.read_bytes())
    content[-6:-2] = b"\xff\xff\xff\x7f"  # where the central directory begins
    path.write_bytes(content)

    assert refusal_of(path) == "file-damaged"


def test_a_workbook_whose_part_does_not_fit_its_checksum_is_damaged(page, save):
    page.append(["Họ tên"])
    path = save()
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content[start + 80] ^= 0xFF
    path.write_bytes(content)

    assert refusal_of(path) == "file-damaged"


@pytest.mark.parametrize(("name", "kind"), [("word/document.xml", "Word"), ("anything.txt", "ZIP")])
def test_other_zip_files_are_no_spreadsheets(tmp_path, name, kind):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"")

    with pytest.raises(UnreadableFile) as refusal:
        read_workbook(path)
    assert dict(refusal.value.parameters)["kind"] == kind


def test_a_word_file_of_old_is_no_spreadsheet(build, tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(build.ole("WordDocument", b""))

    assert refusal_of(path) == "not-a-spreadsheet"


def test_a_stamped_cell_refuses_the_file_and_is_named(page, save):
    page.parent.create_sheet("Hai")["C7"] = "Tối mật"

    with pytest.raises(UnreadableFile) as refusal:
        read_workbook(save())

    assert refusal.value.reason == "stamped-secret"
    assert dict(refusal.value.parameters)["place"] == "Hai!C7"


def test_a_stamp_on_a_hidden_sheet_refuses_the_file(page, save):
    page["A1"] = "Họ tên"
    hidden = page.parent.create_sheet("Hai")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = "MẬT"

    assert refusal_of(save()) == "stamped-secret"


def test_a_stamp_in_the_page_header_refuses_the_file(page, save):
    page["A1"] = "Họ tên"
    page.oddHeader.right.text = "TUYỆT MẬT"

    assert refusal_of(save()) == "stamped-secret"


def test_a_stamp_in_a_text_box_refuses_the_file(page, save):
    page["A1"] = "Họ tên"
    path = save()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/drawings/drawing1.xml",
            "<a:p><a:r><a:t>TỐI </a:t></a:r><a:r><a:t>MẬT</a:t></a:r></a:p>",
        )

    assert refusal_of(path) == "stamped-secret"


def test_a_stamp_in_csv_refuses_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Họ tên;Ghi chú\nLê Mẫu;MẬT\n")

    assert refusal_of(path) == "stamped-secret"


def test_messages_speak_of_the_name_the_user_gave(tmp_path):
    path = tmp_path / "upload-7f3a"
    path.touch()

    with pytest.raises(UnreadableFile, match=r"The file danh-sách\.xlsx is empty"):
        read_workbook(path, name="danh-sách.xlsx")


# What happens to the child, and what does not happen to the parent.


@pytest.fixture
def new_children():
    """Those of this process that the test started; other tests may have left helpers running."""
    before = set(psutil.Process().children())
    return lambda: [child for child in psutil.Process().children() if child not in before]


def kill_when_started(new_children, signal_number):
    """A thread that sends the signal to the first new child of this process."""

    def kill():
        while not (children := new_children()):
            time.sleep(0.001)
        os.kill(children[0].pid, signal_number)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM])
def test_a_child_killed_midway_is_a_refusal_and_nothing_else(tmp_path, new_children, signal_number):
    path = tmp_path / "a.csv"
    path.write_text("Họ tên;Đơn vị\n" + "Lê Mẫu;Viện\n" * 90_000)
    open_before = len(os.listdir("/proc/self/fd"))

    killer = kill_when_started(new_children, signal_number)
    reason = refusal_of(path)
    killer.join()

    assert reason == "reader-stopped"
    assert not new_children()
    assert len(os.listdir("/proc/self/fd")) == open_before
    assert len(cells_of(path)[0]) == 90_001


def test_a_child_that_takes_too_long_is_ended(tmp_path, new_children):
    path = tmp_path / "a.csv"
    path.write_text("Họ tên;Đơn vị\n" + "Lê Mẫu;Viện\n" * 99_000)

    killer = kill_when_started(new_children, signal.SIGSTOP)
    began = time.monotonic()
    reason = refusal_of(path, limits=Limits(seconds=1))
    killer.join()

    assert reason == "time-exceeded"
    assert time.monotonic() - began < 10
    assert not new_children()


def test_a_child_keeps_within_its_memory(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Họ tên;Đơn vị\n" + "Lê Mẫu;Viện\n" * 1_000_000)

    assert refusal_of(path, limits=Limits(memory_bytes=60 * MEGABYTE)) == "memory-exceeded"


def test_a_full_disk_is_told(page, save, monkeypatch):
    for _ in range(2000):
        page.append(["Lê Mẫu", "x" * 500])
    path = save()
    with open("/dev/full", "r+b", 0) as full:
        monkeypatch.setattr("tempfile.TemporaryFile", lambda: full)

        assert refusal_of(path) == "no-room-on-disk"


def test_the_child_neither_loads_django_nor_sees_secrets():
    code = (
        "import sys; import trithuc.importers.spreadsheet.child, "
        "trithuc.importers.spreadsheet.cell_reader, trithuc.importers.spreadsheet.text_reader; "
        "print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(Path(__import__("trithuc").__file__).parents[1])},
    ).stdout.split()

    assert "python_calamine" in loaded
    assert not {"django", "caunoi", "openpyxl", "numpy"} & set(loaded)


def test_the_parent_needs_little_memory_for_a_large_sheet(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(("x" * 40 + ";") * 20 + "\n" + (("y" * 40 + ";") * 20 + "\n") * 50_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with read_workbook(path) as book:
        count = sum(1 for _ in book.sheets[0].rows())

    assert count == 50_001
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown_mb < 30


@pytest.mark.parametrize("seed", range(12))
def test_a_workbook_with_a_damaged_byte_is_read_or_refused(page, save, seed):
    for row in ROWS * 20:
        page.append(row)
    path = save()
    content = bytearray(path.read_bytes())
    content[zlib.crc32(bytes([seed])) % len(content)] ^= 1 << seed % 8
    path.write_bytes(content)

    with contextlib.suppress(UnreadableFile):
        assert cells_of(path)


@pytest.mark.shared
def test_real_awkward_workbooks_are_read(shared):
    paths = sorted((shared / "data" / "spreadsheets").glob("*.xlsx"))

    assert paths
    for path in paths:
        assert cells_of(path)[0][0][0] == "ID"
