import datetime

import pytest

from trithuc.importers.reading import Position
from trithuc.importers.seminar.columns import recognise_columns
from trithuc.importers.seminar.records import SeminarPerson, SeminarProposal, StatedConsent
from trithuc.importers.seminar.rows import LONGEST_TEXT, read_person, read_proposal

AT = Position(5, "Đại biểu")


def person(**cells):
    return read_person(recognise_columns([*cells]), [*cells.values()], AT)


def proposal(is_beside_person=False, **cells):
    return read_proposal(
        recognise_columns([*cells]),
        [*cells.values()],
        AT,
        is_beside_person=is_beside_person,
    )


def reasons(reading):
    return [problem.reason for problem in reading.problems]


def test_a_whole_row_becomes_a_whole_person():
    reading = person(
        **{
            "STT": "1",
            "Họ và tên": "PGS.TS. Nguyễn  Thị Mẫu",
            "Email": "Mau@Example.org",
            "ORCID": "0000-0002-1825-0097",
            "Đơn vị công tác": " Viện Ví Dụ ",
            "Chức vụ": "Trưởng phòng",
            "Thành phố": "Liège",
            "Quốc gia": "Bỉ",
            "Liên hệ với Việt Nam": "Làm việc với\nĐại học Ví Dụ",
            "Lĩnh vực": "ai; Y tế, dược và công nghệ y sinh",
            "Hướng nghiên cứu": "Đọc ảnh X-quang phổi\nbằng học sâu",
            "Hình thức đóng góp": "Tư vấn chính sách",
            "Ngôn ngữ": "vi, fr",
            "Đồng ý tham gia cơ sở dữ liệu": "x",
            "Đồng ý nhận liên hệ": "không",
            "Đồng ý cho mạng lưới": "có: Hội Ví Dụ",
        }
    )

    assert reading.position == AT
    assert reading.problems == ()
    assert reading.record == SeminarPerson(
        display_name="Nguyễn Thị Mẫu",
        email="mau@example.org",
        orcid="0000-0002-1825-0097",
        organisation="Viện Ví Dụ",
        position="Trưởng phòng",
        city="Liège",
        country="BE",
        expertise="Đọc ảnh X-quang phổi\nbằng học sâu",
        link_with_vietnam="Làm việc với\nĐại học Ví Dụ",
        sectors=("ai", "health"),
        ways_to_contribute=("advise_policy",),
        languages=("vi", "fr"),
        consents=(
            StatedConsent("profile", yes=True),
            StatedConsent("contact", yes=False),
            StatedConsent("network", yes=True, recipient_name="Hội Ví Dụ"),
        ),
    )


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (
            {"Họ": "Nguyễn", "Tên đệm": "Thị", "Tên": "Mẫu"},
            ("Nguyễn Thị Mẫu", "Nguyễn", "Thị", "Mẫu"),
        ),
        (
            {"Họ và tên đệm": "Trần Văn Thử", "Tên": "Ước"},
            ("Trần Văn Thử Ước", "Trần", "Văn Thử", "Ước"),
        ),
        ({"First name": "Ann", "Last name": "Example"}, ("Ann Example", "Example", "", "Ann")),
        ({"Nom": "Exemple", "Prénom": "Zoë"}, ("Exemple Zoë", "Exemple", "", "Zoë")),
        ({"Họ và tên": "Lê Mẫu", "Họ": "Lê", "Tên riêng": "Mẫu"}, ("Lê Mẫu", "Lê", "", "Mẫu")),
        ({"Full name": "阮志勇"}, ("阮志勇", "", "", "")),
    ],
)
def test_names_in_parts_are_put_together_in_the_order_of_the_sheet(cells, names):
    record = person(**cells).record

    assert (record.display_name, record.family_name, record.middle_name, record.given_name) == names


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Họ tên": "", "Email": "a@example.org"}, "name-missing"),
        ({"Họ tên": "  -  "}, "name-missing"),
        ({"Họ tên": "12"}, "name-is-number"),
        ({"Họ tên": "mau@example.org"}, "name-is-email"),
        ({"Họ tên": "Mẫu " * 60}, "text-too-long"),
        ({"Họ tên": "Lê Mẫu", "Email": "khong"}, "email-malformed"),
        ({"Họ tên": "Lê Mẫu", "Email": "a@example.org, b@example.org"}, "email-several"),
        ({"Họ tên": "Lê Mẫu", "Đồng ý liên hệ": "có lẽ"}, "consent-answer-unknown"),
        ({"Họ tên": "Lê Mẫu", "Đơn vị": "x" * 301}, "text-too-long"),
    ],
)
def test_a_row_that_cannot_be_kept_is_rejected_with_its_reason(cells, reason):
    reading = person(**cells)

    assert reading.record is None
    assert reasons(reading) == [reason]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Lĩnh vực": "ai; chiêm tinh"}, "sector-unknown"),
        ({"Ngôn ngữ": "xyz"}, "language-unknown"),
        ({"Quốc gia": "Atlantis"}, "country-unknown"),
        ({"ORCID": "1234"}, "orcid-malformed"),
        ({"Hình thức đóng góp": "nấu ăn"}, "way-unknown"),
        ({"Đồng ý cho mạng lưới": "có"}, "consent-recipient-missing"),
    ],
)
def test_a_lesser_fault_is_a_warning_beside_the_record(cells, reason):
    reading = person(**{"Họ tên": "Lê Mẫu", **cells})

    assert reading.record is not None
    assert reading.record.consents == ()
    assert reasons(reading) == [reason]


def test_the_cells_of_a_row_go_without_what_may_not_be_kept():
    reading = person(
        **{"Họ tên": "", "Quốc tịch": "Bỉ", "Điện thoại": "+32 2 000", "Ghi chú": "ăn chay"}
    )

    assert reading.cells == ("", "", "", "ăn chay")


def test_nothing_forbidden_reaches_a_record():
    reading = person(
        **{
            "Họ tên": "Lê Mẫu",
            "Ngày sinh": "BÍ-MẬT-1",
            "Số hộ chiếu": "BÍ-MẬT-2",
            "Tôn giáo": "BÍ-MẬT-3",
        }
    )

    assert "BÍ-MẬT" not in repr(reading)


def test_a_whole_row_becomes_a_whole_proposal():
    reading = proposal(
        **{
            "Tác giả": "GS. Lê Mẫu",
            "Email": "le@example.org",
            "Tiêu đề": "Một ý",
            "Đề xuất": " Dòng một\r\nDòng hai ",
            "Lĩnh vực": "energy",
            "Ngôn ngữ": "tiếng Việt",
            "Ngày nhận": "22/11/2026",
        }
    )

    assert reading.problems == ()
    assert reading.record == SeminarProposal(
        text="Dòng một\nDòng hai",
        title="Một ý",
        author_name="Lê Mẫu",
        author_email="le@example.org",
        sectors=("energy",),
        language="vi",
        received_on=datetime.date(2026, 11, 22),
    )


def test_beside_a_person_sectors_and_languages_are_the_persons():
    cells = {"Họ tên": "Lê Mẫu", "Đề xuất": "Một ý", "Lĩnh vực": "ai", "Ngôn ngữ": "vi, fr"}

    record = proposal(is_beside_person=True, **cells).record

    assert (record.sectors, record.language) == ((), "")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Tác giả": "Lê Mẫu", "Đề xuất": " "}, "text-missing"),
        ({"Tác giả": "", "Đề xuất": "Một ý"}, "author-missing"),
        ({"Tác giả": "Lê Mẫu", "Đề xuất": "ý" * (LONGEST_TEXT + 1)}, "text-too-long"),
        ({"Tác giả": "7", "Đề xuất": "Một ý"}, "name-is-number"),
        ({"Email tác giả": "khong", "Đề xuất": "Một ý"}, "email-malformed"),
    ],
)
def test_a_proposal_that_cannot_be_kept_is_rejected(cells, reason):
    reading = proposal(**cells)

    assert reading.record is None
    assert reasons(reading) == [reason]


def test_a_proposal_of_the_greatest_length_is_kept_whole():
    text = "𝄞" * LONGEST_TEXT

    assert proposal(**{"Tác giả": "Lê Mẫu", "Đề xuất": text}).record.text == text


def test_invisible_characters_of_a_copied_name_are_not_kept():
    reading = person(
        **{"Full name": "\u202eLê\u200b Thị Na\u2069", "Organisation": "\u2067KU Leuven"}
    )

    assert reading.record.display_name == "Lê Thị Na"
    assert reading.record.organisation == "KU Leuven"
    assert reading.problems == ()
