import datetime

import pytest

from trithuc.importers.seminar.answers import (
    country_from_name,
    stated_consent,
    stated_date,
    stated_email,
    stated_languages,
    stated_orcid,
    stated_sectors,
    stated_ways,
    way_from_name,
    yes_or_no,
)
from trithuc.importers.seminar.headings import WAY_NAMES
from trithuc.importers.seminar.records import WAYS_TO_CONTRIBUTE, StatedConsent
from trithuc.vocabulary import sectors


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "X",
        " x ",
        "có",
        "Có",
        "CÓ",
        "đồng ý",
        "Đồng ý.",
        "co",
        "yes",
        "Yes!",
        "Y",
        "oui",
        "✓",
        "✔",
        "TRUE",
    ],
)
def test_a_plain_yes_is_a_yes(text):
    assert yes_or_no(text) is True


@pytest.mark.parametrize(
    "text", ["không", "Không", "khong dong y", "KHÔNG ĐỒNG Ý", "no", "No.", "N", "non", "FALSE"]
)
def test_a_plain_no_is_a_no(text):
    assert yes_or_no(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "1",
        "0",
        "maybe",
        "có thể",
        "có, nhưng hỏi trước",
        "yes but ask me first",
        "đồng ý một phần",
        "không rõ",
        "oui/non",
        "x?",
        "-",
        "n/a",
        "ok",
        "☐",
        "ja",
    ],
)
def test_anything_else_is_neither(text):
    assert yes_or_no(text) is None


@pytest.mark.parametrize(
    ("purpose", "text", "consent"),
    [
        ("profile", "có", StatedConsent("profile", yes=True)),
        ("profile", "non", StatedConsent("profile", yes=False)),
        ("profile", " ", None),
        (
            "network",
            "có: Mạng lưới Ví Dụ",
            StatedConsent("network", yes=True, recipient_name="Mạng lưới Ví Dụ"),
        ),
        (
            "network",
            "yes (Example Network)",
            StatedConsent("network", yes=True, recipient_name="Example Network"),
        ),
        (
            "network",
            "oui – Réseau Exemple",
            StatedConsent("network", yes=True, recipient_name="Réseau Exemple"),
        ),
        (
            "network",
            "đồng ý, Hội Ví Dụ - Bỉ",
            StatedConsent("network", yes=True, recipient_name="Hội Ví Dụ - Bỉ"),
        ),
        ("network", "không", StatedConsent("network", yes=False)),
        ("other_mission", "không: Đại sứ quán Ví Dụ", StatedConsent("other_mission", yes=False)),
        ("network", "", None),
    ],
)
def test_a_consent_is_read_with_its_recipient(purpose, text, consent):
    assert stated_consent(purpose, text) == (consent, None)


@pytest.mark.parametrize(
    ("purpose", "text", "reason"),
    [
        ("profile", "có thể", "consent-answer-unknown"),
        ("profile", "có: Hội Ví Dụ", "consent-answer-unknown"),
        ("network", "Mạng lưới Ví Dụ", "consent-answer-unknown"),
        ("network", "có", "consent-recipient-missing"),
        ("other_mission", "yes:", "consent-recipient-missing"),
        ("other_mission", "x", "consent-recipient-missing"),
    ],
)
def test_an_unclear_consent_is_a_problem_and_never_a_yes(purpose, text, reason):
    consent, problem = stated_consent(purpose, text)

    assert consent is None
    assert (problem.field, problem.reason) == (f"consent:{purpose}", reason)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        (" Lan@Example.ORG ", "lan@example.org"),
        ("mailto:lan@example.org", "lan@example.org"),
        ("lan＠example.org", "lan@example.org"),
    ],
)
def test_an_email_comes_in_one_spelling(text, address):
    assert stated_email(text) == (address, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("lan(at)example.org", "email-malformed"),
        ("lan@example", "email-malformed"),
        ("không có", "email-malformed"),
        ("lan@example.org; mau@example.org", "email-several"),
        ("lan@example.org\nmau@example.org", "email-several"),
        ("lan@example.org / mau@example.org", "email-several"),
    ],
)
def test_an_unusable_email_says_why(text, reason):
    address, problem = stated_email(text)

    assert address == ""
    assert problem.reason == reason


def test_an_orcid_is_checked():
    assert stated_orcid("https://orcid.org/0000-0002-1825-0097") == ("0000-0002-1825-0097", None)
    assert stated_orcid("0000-0002-1825-0098")[1].reason == "orcid-malformed"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ()),
        ("ai", ("ai",)),
        ("AI; Health", ("ai", "health")),
        ("Bán dẫn và vi điện tử", ("semiconductors",)),
        (
            "Công nghệ sinh học\nNông nghiệp, thủy sản và công nghệ thực phẩm",
            ("biotech", "agriculture"),
        ),
        ("Kinh tế, tài chính và tài chính xanh, Công nghệ lượng tử", ("finance", "quantum")),
        (
            "Intelligence artificielle, quantum / 半导体与微电子",
            ("ai", "quantum", "semiconductors"),
        ),
        ("- ai\n- ai\n- quantum", ("ai", "quantum")),
        (
            "Advanced materials, chemical technology and rare earths and space",
            ("materials", "space"),
        ),
    ],
)
def test_sectors_are_read_by_code_or_label_in_any_language(text, codes):
    answer = stated_sectors(text)

    assert (answer.codes, answer.problems) == (codes, ())


@pytest.mark.parametrize("sector", sectors(), ids=lambda sector: sector.code)
def test_every_label_of_every_sector_is_read_whole(sector):
    for label in sector.labels.values():
        assert stated_sectors(label).codes == (sector.code,)
        assert stated_sectors(f"{label}; {label.upper()}").codes == (sector.code,)


def test_an_unknown_sector_is_a_problem_beside_the_known_ones():
    answer = stated_sectors("ai; chiêm tinh học, quantum")

    assert answer.codes == ("ai", "quantum")
    assert [(p.value, p.reason) for p in answer.problems] == [("chiêm tinh học", "sector-unknown")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("vi, en, fr", ("vi", "en", "fr")),
        ("Tiếng Việt và tiếng Anh", ("vi", "en")),
        ("Việt; Anh; Pháp", ("vi", "en", "fr")),
        ("English (fluent), French – B2, néerlandais: notions", ("en", "fr", "nl")),
        ("中文、英语", ("zh", "en")),
        ("Deutsch & Niederländisch", ("de", "nl")),
        ("Tiếng Trung; Flemish", ("zh", "nl")),
    ],
)
def test_languages_are_read_by_code_or_name(text, codes):
    assert stated_languages(text).codes == codes


def test_an_unknown_language_is_a_problem():
    assert [p.reason for p in stated_languages("vi; klingonisch").problems] == ["language-unknown"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bỉ", "BE"),
        ("Vương quốc Bỉ", "BE"),
        ("bỉ", "BE"),
        ("Belgique", "BE"),
        ("België", "BE"),
        ("比利时", "BE"),
        ("BE", "BE"),
        ("be", "BE"),
        ("Bỉ (Bruxelles)", "BE"),
        ("Luxembourg", "LU"),
        ("Hà Lan", "NL"),
        ("Pays-Bas", "NL"),
        ("Đức", "DE"),
        ("Anh", "GB"),
        ("Mỹ", "US"),
        ("Việt Nam", "VN"),
        ("Vietnam", "VN"),
        ("Hàn Quốc", "KR"),
    ],
)
def test_countries_are_read_by_code_or_name(name, code):
    assert country_from_name(name) == code


@pytest.mark.parametrize("name", ["", "Atlantis", "EU", "Châu Âu", "BI", "MY", "AO"])
def test_no_country_is_guessed(name):
    assert country_from_name(name) is None


def test_every_way_to_contribute_has_names_in_the_languages_of_the_template():
    assert tuple(WAY_NAMES) == WAYS_TO_CONTRIBUTE
    for code, names in WAY_NAMES.items():
        assert way_from_name(code) == code
        assert all(way_from_name(name.upper()) == code for name in names)


def test_ways_to_contribute_are_read_together():
    answer = stated_ways("Giảng dạy, hướng dẫn; Cầu nối, đầu tư\nparticiper à un projet; nấu ăn")

    assert answer.codes == ("teach_mentor", "act_as_bridge", "invest", "join_project")
    assert [p.value for p in answer.problems] == ["nấu ăn"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("", None),
        ("2026-11-22", datetime.date(2026, 11, 22)),
        ("2026-11-22T10:30:00", datetime.date(2026, 11, 22)),
        ("22/11/2026", datetime.date(2026, 11, 22)),
        ("1.2.2026", datetime.date(2026, 2, 1)),
        ("22-11-2026 10:30", datetime.date(2026, 11, 22)),
    ],
)
def test_dates_are_iso_or_day_first(text, date):
    assert stated_date(text) == (date, None)


@pytest.mark.parametrize("text", ["hôm qua", "2026", "31/02/2026", "2026-13-01"])
def test_an_unreadable_date_is_a_problem(text):
    date, problem = stated_date(text)

    assert date is None
    assert problem.reason == "date-unreadable"
