import csv
import time
from dataclasses import replace

import openpyxl
import pytest

from trithuc.importers.reading import Position, UnreadableFile
from trithuc.importers.seminar import FIELDS, read_headings, read_seminar
from trithuc.importers.seminar.tables import Kind
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

PEOPLE = [
    ["STT", "Họ và tên", "Đơn vị công tác", "Thư điện tử", "Đồng ý tham gia cơ sở dữ liệu"],
    ["1", "Nguyễn Thị Mẫu", "Viện Ví Dụ", "mau@example.org", "x"],
    ["2", "Zoë Exemple", "Université Exemple", "zoe@example.org", ""],
]
PROPOSALS = [
    ["Người đề xuất", "Nội dung đề xuất"],
    ["Nguyễn Thị Mẫu", "Lập quỹ chung"],
]


@pytest.fixture
def workbook(tmp_path):
    def write(**sheets):
        path = tmp_path / "seminar.xlsx"
        write_workbook(path, [SheetToWrite(name, rows) for name, rows in sheets.items()])
        return path

    return write


def names(reading):
    return [one.record.display_name if one.record else None for one in reading.people]


def reasons(reading):
    return [notice.reason for notice in reading.notices]


def test_people_and_proposals_are_read_from_their_sheets(workbook):
    reading = read_seminar(workbook(**{"Đại biểu": PEOPLE, "Ý kiến": PROPOSALS}))

    assert [(sheet.name, sheet.kind) for sheet in reading.sheets] == [
        ("Đại biểu", Kind.PEOPLE),
        ("Ý kiến", Kind.PROPOSALS),
    ]
    assert names(reading) == ["Nguyễn Thị Mẫu", "Zoë Exemple"]
    assert [one.position for one in reading.people] == [
        Position(2, "Đại biểu"),
        Position(3, "Đại biểu"),
    ]
    [proposal] = reading.proposals
    assert (proposal.record.author_name, proposal.record.text) == (
        "Nguyễn Thị Mẫu",
        "Lập quỹ chung",
    )
    assert reading.notices == ()


def test_a_proposal_beside_its_person_is_read_as_both(workbook):
    rows = [[*PEOPLE[0], "Góp ý"], [*PEOPLE[1], "Lập quỹ chung"], [*PEOPLE[2], ""]]

    reading = read_seminar(workbook(A=rows))

    assert reading.sheets[0].kind is Kind.BOTH
    assert names(reading) == ["Nguyễn Thị Mẫu", "Zoë Exemple"]
    [proposal] = reading.proposals
    assert proposal.record.author_email == "mau@example.org"
    assert proposal.position == Position(2, "A")


def test_proposals_with_their_authors_unit_make_nobody_twice(workbook):
    proposals = [["Họ tên", "Đơn vị", "Đề xuất"], ["Nguyễn Thị Mẫu", "Viện Ví Dụ", "Lập quỹ"]]

    reading = read_seminar(workbook(A=PEOPLE, B=proposals))

    assert reading.sheets[1].kind is Kind.PROPOSALS
    assert len(names(reading)) == 2
    assert len(list(reading.proposals)) == 1


def test_csv_is_read_like_a_sheet_without_a_name(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter=";").writerows(PEOPLE)

    reading = read_seminar(path)

    assert names(reading) == ["Nguyễn Thị Mẫu", "Zoë Exemple"]
    assert next(reading.people).position == Position(2)


def test_the_header_is_found_under_titles_and_above_column_numbers(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page["A2"] = "ĐẠI SỨ QUÁN VÍ DỤ"
    page["A4"] = "DANH SÁCH ĐẠI BIỂU DỰ HỘI THẢO"
    page.merge_cells("A4:E4")
    for number, row in enumerate([PEOPLE[0], ["(1)", "(2)", "(3)", "(4)", "(5)"], *PEOPLE[1:]], 6):
        for column, text in enumerate(row, 1):
            page.cell(number, column, text)
    path = tmp_path / "a.xlsx"
    book.save(path)

    reading = read_seminar(path)

    assert reading.sheets[0].header_row == 6
    assert [one.position.row for one in reading.people] == [8, 9]
    assert reading.notices == ()


def test_totals_signatures_and_repeated_headers_are_skipped_and_said(workbook):
    rows = [
        *PEOPLE,
        ["", "", "", "", ""],
        PEOPLE[0],
        ["I. Khách mời trong nước"],
        ["Tổng cộng: 140"],
        ["", "Tổng số", "2"],
        ["Bruxelles, ngày 22 tháng 11 năm 2026"],
    ]

    reading = read_seminar(workbook(A=rows))

    assert names(reading) == ["Nguyễn Thị Mẫu", "Zoë Exemple"]
    assert reasons(reading) == [
        "row-is-header",
        "row-outside-table",
        "row-is-total",
        "row-is-total",
        "row-outside-table",
    ]
    assert str(reading.notices[2]) == (
        'Row 7 of sheet "A" is a total (“Tổng cộng: 140”) and was skipped.'
    )


@pytest.mark.parametrize("name", ["Tổng Thị Mẫu", "Công Mẫu", "Cong Total", "Summer Example"])
def test_a_person_with_a_name_like_a_total_is_no_total(workbook, name):
    reading = read_seminar(workbook(A=[*PEOPLE, ["3", name, "Viện Ví Dụ", "x@example.org"]]))

    assert names(reading)[-1] == name


def test_a_rejected_row_stands_among_the_others_with_its_cells(workbook):
    bad = ["3", "", "Viện Ví Dụ", "vo@example.org", "x"]

    reading = read_seminar(workbook(A=[*PEOPLE, bad]))

    assert names(reading) == ["Nguyễn Thị Mẫu", "Zoë Exemple", None]
    rejected = list(reading.people)[-1]
    assert rejected.cells == tuple(bad)
    assert [problem.reason for problem in rejected.problems] == ["name-missing"]


def test_forbidden_columns_are_dropped_with_a_notice_that_names_them(workbook):
    header, *rows = PEOPLE
    rows = [
        [*header, "Quốc tịch", "Ngày sinh", "SĐT"],
        *([*row, "Bỉ", "1980", "+32"] for row in rows),
    ]

    reading = read_seminar(workbook(A=rows))

    assert reasons(reading) == ["column-forbidden", "column-forbidden", "column-not-kept"]
    assert "Quốc tịch" in str(reading.notices[0])
    assert reading.sheets[0].headings == (*header, "", "", "")
    assert next(reading.people).cells[5:] == ("", "", "")
    assert list(reading.columns["A"]) == header[1:]


def test_a_hidden_sheet_is_named_and_left_alone(tmp_path):
    book = openpyxl.Workbook()
    for row in PEOPLE:
        book.active.append(row)
    hidden = book.create_sheet("Cũ")
    hidden.sheet_state = "hidden"
    for row in PEOPLE:
        hidden.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)

    reading = read_seminar(path)

    assert len(names(reading)) == 2
    assert reasons(reading) == ["sheet-hidden"]


def test_a_sheet_without_known_columns_is_named(workbook):
    reading = read_seminar(workbook(A=PEOPLE, B=[["Món", "Giá"], ["Phở", "12"]]))

    assert [str(notice) for notice in reading.notices] == [
        'Sheet "B" has no columns that are recognised and was not read.'
    ]


def test_a_workbook_without_known_columns_is_refused_and_shows_its_headings(workbook):
    path = workbook(A=[["Thực đơn"], ["Món", "Giá"], ["Phở", "12"]])

    with pytest.raises(UnreadableFile) as refusal:
        read_seminar(path)

    assert refusal.value.reason == "no-table-recognised"
    assert read_headings(path) == {"A": ("Món", "Giá")}


def test_columns_can_be_named_by_hand(workbook):
    path = workbook(A=[["Danh sách"], ["Ai", "Ở đâu", "Nói gì"], ["Lê Mẫu", "Viện Ví Dụ", "Một ý"]])
    mapping = {"Ai": "display_name", "Ở đâu": "organisation", "Nói gì": "proposal_text"}

    reading = read_seminar(path, mapping=mapping)

    assert reading.columns == {"A": mapping}
    [person], [proposal] = reading.people, reading.proposals
    assert (person.record.display_name, person.record.organisation) == ("Lê Mẫu", "Viện Ví Dụ")
    assert (proposal.record.text, proposal.position.row) == ("Một ý", 3)


def test_what_was_recognised_can_be_handed_back_as_a_mapping(workbook):
    path = workbook(A=PEOPLE)
    reading = read_seminar(path)

    again = read_seminar(path, mapping=reading.columns["A"])

    assert list(again.people) == list(reading.people)
    assert set(reading.columns["A"].values()) <= set(FIELDS)


def test_rejected_rows_written_with_their_headings_can_be_corrected_and_read(workbook, tmp_path):
    bad = ["3", "Võ Thử", "=Viện+Ví-Dụ", "khong", "x"]
    reading = read_seminar(workbook(A=[*PEOPLE, bad]))
    [rejected] = [one for one in reading.people if one.record is None]
    corrected = [*rejected.cells]
    corrected[3] = "thu@example.org"
    path = tmp_path / "rejects.xlsx"
    write_workbook(path, [SheetToWrite("A", [reading.sheets[0].headings, corrected])])

    [again] = read_seminar(path).people

    assert again.problems == ()
    assert again.record.organisation == "=Viện+Ví-Dụ"


def test_people_can_be_gone_through_again_until_the_reading_is_closed(workbook):
    reading = read_seminar(workbook(A=PEOPLE))

    assert names(reading) == names(reading)

    reading.close()
    with pytest.raises(ValueError, match="closed"):
        names(reading)


def test_one_name_over_several_proposals_speaks_for_each_of_them(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    for row in [["Tác giả", "Đề xuất"], ["Lê Mẫu", "Một"], [None, "Hai"], ["Võ Thử", "Ba"]]:
        page.append(row)
    page.merge_cells("A2:A3")
    path = tmp_path / "a.xlsx"
    book.save(path)

    assert [one.record.author_name for one in read_seminar(path).proposals] == [
        "Lê Mẫu",
        "Lê Mẫu",
        "Võ Thử",
    ]


def test_a_seminar_of_ten_thousand_is_read_quickly(workbook):
    header, row, _ = PEOPLE
    people = [header, *([*row[:1], f"Nguyễn Thị Mẫu{n}", *row[2:]] for n in range(10_000))]
    proposals = [PROPOSALS[0], *([f"Nguyễn Thị Mẫu{n}", "Một ý " * 50] for n in range(5_000))]
    path = workbook(A=people, B=proposals)

    began = time.process_time()
    reading = read_seminar(path)
    count = sum(1 for one in reading.people if one.record)
    count += sum(1 for one in reading.proposals if one.record)

    assert count == 15_000
    # Processor time of this process: the child's is bounded by its own limits.
    assert time.process_time() - began < 3


def test_records_are_plain_values(workbook):
    record = next(read_seminar(workbook(A=PEOPLE)).people).record

    assert replace(record) == record
    assert hash(record)


@pytest.mark.shared
def test_real_workbooks_about_something_else_are_refused_by_their_columns(shared):
    for path in sorted((shared / "data" / "spreadsheets").glob("*.xlsx")):
        with pytest.raises(UnreadableFile) as refusal:
            read_seminar(path)
        assert refusal.value.reason == "no-table-recognised"
