import unicodedata

import pytest

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.seminar.columns import FIELDS, Meaning, recognise_columns
from trithuc.importers.seminar.headings import (
    FORBIDDEN_HEADINGS,
    FORBIDDEN_WORDS,
    HEADINGS,
    NOT_KEPT_HEADINGS,
    NOT_KEPT_WORDS,
)


def meaning_of(heading, *others):
    column = recognise_columns([heading, *others]).columns[0]
    return column.meaning, column.name


@pytest.mark.parametrize(
    ("field", "heading"), [(field, name) for field, names in HEADINGS.items() for name in names]
)
def test_every_heading_of_the_table_is_recognised_however_it_is_typed(field, heading):
    for typed in (
        heading,
        heading.upper(),
        f"  {heading.lower()}: ",
        heading + " (*)",
        unicodedata.normalize("NFD", heading),
    ):
        assert meaning_of(typed) == (Meaning.FIELD, field)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Họ và tên / Full name", "display_name"),
        ("Full name\n(Họ và tên)", "display_name"),
        ("Nom et prénom – Full name", "display_name"),
        ("Đơn vị công tác (Affiliation)", "organisation"),
        ("HO VA TEN", "display_name"),
        ("Họ và tên (như trong hộ chiếu)", "display_name"),
        ("E-mail *", "email"),
        ("Email (bắt buộc)", "email"),
        ("Lĩnh vực 2", "sectors"),
        ("Ｅｍａｉｌ", "email"),
    ],
)
def test_bilingual_starred_and_bracketed_headings_are_recognised(heading, field):
    assert meaning_of(heading) == (Meaning.FIELD, field)


@pytest.mark.parametrize(
    ("heading", "purpose"),
    [
        ("Đồng ý tham gia cơ sở dữ liệu", "profile"),
        ("Đồng ý tham gia CSDL chuyên gia", "profile"),
        ("Đồng ý lập hồ sơ", "profile"),
        ("I agree to be in the database", "profile"),
        ("Consent: profile", "profile"),
        ("J'accepte de figurer dans l'annuaire", "profile"),
        ("Đồng ý nhận liên hệ", "contact"),
        ("J’accepte d’être contacté(e)", "contact"),
        ("Đồng ý nhận thư mời sự kiện", "events"),
        ("Consent to automatic matching", "matching"),
        ("Đồng ý chia sẻ hồ sơ với doanh nghiệp", "firms"),
        ("I agree that my profile is shown to universities", "universities"),
        ("Đồng ý chia sẻ với các bộ, ngành", "ministries"),
        ("Đồng ý chia sẻ thông tin với mạng lưới chuyên gia", "network"),
        ("Accord pour une autre ambassade", "other_mission"),
        ("Đồng ý nêu tên trong báo cáo", "reports"),
        ("Đồng ý công khai hồ sơ", "public"),
        ("Sẵn sàng giới thiệu đồng nghiệp", "introduce"),
        ("Đồng ý nhận thư mời / I agree to be invited", "events"),
    ],
)
def test_a_consent_is_recognised_by_its_purpose(heading, purpose):
    assert meaning_of(heading) == (Meaning.FIELD, f"consent:{purpose}")


@pytest.mark.parametrize(
    "heading",
    [
        "Đồng ý",
        "Consent",
        "Đồng ý tham gia cơ sở dữ liệu và nhận thư mời sự kiện",
        "I agree to be in the database and named in reports",
    ],
)
def test_a_consent_to_nothing_or_to_two_things_at_once_is_ambiguous(heading):
    meaning, candidates = meaning_of(heading)

    assert meaning is Meaning.AMBIGUOUS
    assert candidates.count("consent:") >= 2


@pytest.mark.parametrize("heading", ["Event", "Báo cáo", "Network", "Doanh nghiệp nhà nước"])
def test_a_purpose_without_a_word_of_consent_is_no_consent(heading):
    assert not meaning_of(heading)[1].startswith("consent:")


@pytest.mark.parametrize(
    ("kind", "heading"),
    [(kind, name) for kind, names in FORBIDDEN_WORDS.items() for name in names]
    + [(kind, name) for kind, names in FORBIDDEN_HEADINGS.items() for name in names],
)
def test_what_may_never_be_kept_is_recognised_as_such(kind, heading):
    assert meaning_of(heading)[0] is Meaning.FORBIDDEN
    assert meaning_of(heading.upper()) == meaning_of(heading)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Số hộ chiếu/CMND", "identity-document"),
        ("Passport No.", "identity-document"),
        ("Nationality at birth", "nationality"),
        ("Quốc tịch (hiện nay)", "nationality"),
        ("Ngày, tháng, năm sinh", "birth-date"),
        ("Họ tên vợ/chồng", "family"),
        ("Họ tên, ngày sinh", "birth-date"),
        ("Nơi sinh", "origin"),
        ("Date de naissance (jj/mm/aaaa)", "birth-date"),
    ],
)
def test_what_may_never_be_kept_is_recognised_in_longer_headings(heading, kind):
    assert meaning_of(heading) == (Meaning.FORBIDDEN, kind)


@pytest.mark.parametrize(
    "heading",
    [
        "Family name",
        "Nom de famille",
        "Quốc gia",
        "Organisation",
        "Ngành",
        "Language",
        "Ce que vous dites",
    ],
)
def test_words_that_only_resemble_the_forbidden_are_not_dropped(heading):
    assert meaning_of(heading)[0] is not Meaning.FORBIDDEN


def test_a_forbidden_column_is_not_mapped_even_by_hand():
    columns = recognise_columns(["Họ tên", "Quốc tịch"], {"Quốc tịch": "country"})

    assert columns.indexes("country") == ()
    assert columns.dropped_indexes == {1}
    assert "Quốc tịch" not in columns.mapping


@pytest.mark.parametrize(
    ("kind", "heading"),
    [(kind, name) for kind, names in NOT_KEPT_WORDS.items() for name in names]
    + [(kind, name) for kind, names in NOT_KEPT_HEADINGS.items() for name in names],
)
def test_what_is_not_kept_is_recognised_as_such(kind, heading):
    assert meaning_of(heading) == (Meaning.NOT_KEPT, kind)


@pytest.mark.parametrize("heading", ["STT", "TT", "Số TT", "No.", "N°", "#", "№", "ID"])
def test_numbering_is_passed_over(heading):
    assert meaning_of(heading)[0] is Meaning.NUMBERING


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Họ", "Tên đệm", "Tên"], ["family_name", "middle_name", "given_name"]),
        (["Họ và tên đệm", "Tên"], ["family_and_middle_name", "given_name"]),
        (["Tên", "Email"], ["display_name", "email"]),
        (["Nom", "Prénom"], ["family_name", "given_name"]),
        (["Nom", "Courriel"], ["display_name", "email"]),
        (["Name", "First name"], ["family_name", "given_name"]),
        (["Name", "Email"], ["display_name", "email"]),
        (["Author", "Title", "Proposal"], ["author_name", "proposal_title", "proposal_text"]),
        (["Tác giả", "Ngày", "Đề xuất"], ["author_name", "received_on", "proposal_text"]),
    ],
)
def test_some_headings_mean_what_their_neighbours_make_them_mean(headings, fields):
    assert [column.name for column in recognise_columns(headings).columns] == fields


@pytest.mark.parametrize(
    ("heading", "candidates"),
    [
        ("Title", "position|proposal_title"),
        ("Họ tên/Đơn vị", "display_name|organisation"),
        ("Phone / Email", "email"),
    ],
)
def test_a_heading_that_can_mean_two_things_is_reported_and_not_read(heading, candidates):
    columns = recognise_columns([heading])

    assert columns.columns[0].meaning is Meaning.AMBIGUOUS
    assert columns.columns[0].name == candidates
    assert not columns.fields
    assert [notice.reason for notice in columns.notices(sheet="A")] == ["column-ambiguous"]


def test_a_field_named_twice_is_read_once_and_reported():
    columns = recognise_columns(["Email", "Họ tên", "E-mail"])

    assert columns.indexes("email") == (0,)
    assert [str(notice) for notice in columns.notices(sheet="A")] == [
        'Column "E-mail" of sheet "A" says what another column says and was not read.'
    ]


def test_sectors_may_stand_in_several_columns():
    assert recognise_columns(["Họ tên", "Lĩnh vực 1", "Lĩnh vực 2"]).indexes("sectors") == (1, 2)


def test_unknown_columns_are_listed():
    columns = recognise_columns(["Họ tên", "Món ăn ưa thích", ""])

    assert columns.columns[1].meaning is Meaning.UNRECOGNISED
    assert columns.columns[2].meaning is Meaning.EMPTY
    assert [dict(notice.parameters) for notice in columns.notices(sheet="A")] == [
        {"column": "Món ăn ưa thích", "sheet": "A"}
    ]


def test_a_mapping_by_hand_goes_first_whatever_the_marks():
    columns = recognise_columns(
        ["HỌ TÊN", "Ghi chú", "Email"], {"Họ tên": "author_name", "ghi chu": "city", "Email": ""}
    )

    assert [column.name for column in columns.columns] == ["author_name", "city", ""]
    assert columns.mapping == {"HỌ TÊN": "author_name", "Ghi chú": "city", "Email": ""}


def test_a_mapping_can_be_handed_back_as_it_came():
    headings = ["STT", "Họ tên", "Title", "Ghi chú", "Quốc tịch", "Email"]
    mapping = recognise_columns(headings).mapping

    assert list(mapping) == ["Họ tên", "Title", "Ghi chú", "Email"]
    assert recognise_columns(headings, mapping).mapping == mapping


def test_a_mapping_to_no_field_is_refused():
    with pytest.raises(UnreadableFile, match="birth_date"):
        recognise_columns(["x"], {"x": "birth_date"})


def test_no_field_is_one_that_may_not_be_kept():
    assert not {"nationality", "birth_date", "passport", "religion", "ethnicity"} & set(FIELDS)
    assert "phone" not in FIELDS


def test_own_words_may_stand_beside_the_sectors_and_in_several_columns():
    header = ["Họ tên", "Lĩnh vực nghiên cứu", "Hướng nghiên cứu", "Mô tả chuyên môn"]

    columns = recognise_columns(header)

    assert columns.indexes("sectors") == (1,)
    assert columns.indexes("expertise") == (2, 3)
