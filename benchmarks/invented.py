"""People, proposals, organisations and ROR records for any size of register. None of them exists.

Invariant: number n is always the same one, and two numbers share no e-mail, text or ROR id.
"""

# ruff: noqa: SIM905  (a table of words reads best as words)

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from trithuc.importers.seminar import WAYS_TO_CONTRIBUTE
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook
from trithuc.vocabulary import sectors

FAMILIES: Final = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLES: Final = "Thị Văn Minh Ngọc Thanh Hữu Quang Đức Thu Xuân Hải Bảo Gia Khánh".split()
GIVENS: Final = (
    "An Anh Bình Châu Chi Cường Dung Dũng Đạt Giang Hà Hạnh Hiếu Hoa Hùng Hương Khang Khôi Lan "
    "Linh Long Mai Nam Nga Nhung Oanh Phúc Phương Quân Quỳnh Sơn Tâm Thảo Thủy Trang Trí Tú Tuấn "
    "Uyên Vân Việt Yến"
).split()
FIRST_NAMES: Final = (
    "Anke Benoît Céline Dirk Élodie Frank Griet Hélène Ilse Jürgen Katrien Loïc Margaux Niels "
    "Odile Pieter Quentin Renée Stijn Thérèse Ursula Veerle Wolfgang Xavier Yvonne Zoë Alice "
    "Brian Claire Edward"
).split()
FIRST_HALVES: Final = "Voor Bos Kas Mont Beau Stein Wald Ober Lind Fern Grün Roche Neu".split()
SECOND_HALVES: Final = "beeld veld laar clair val mann hof brück gren dale mont berg".split()
HAN_FAMILIES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
HAN_GIVENS: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅飞鹏"
BODIES: Final = (
    "Viện Ví Dụ {}",
    "Institute of Example Studies {}",
    "Institut Exemple {}",
    "Voorbeeldinstituut {}",
    "Beispielhochschule {}",
    "范例大学 {}",
)
PLACES: Final = (
    ("Leuven", "BE"),
    ("Liège", "BE"),
    ("Bruxelles", "BE"),
    ("Gent", "BE"),
    ("Luxembourg", "LU"),
    ("Hà Nội", "VN"),
    ("Delft", "NL"),
    ("Aachen", "DE"),
)
POSITIONS: Final = ("Professor", "Nghiên cứu viên", "Ingénieure", "Onderzoeker", "Projektleiterin")
LINKS: Final = ("", "Học đại học ở Hà Nội", "Coopère avec un institut à Huế", "Taught in Đà Nẵng")
SENTENCES: Final = {
    "vi": "Đề xuất xây dựng phòng thí nghiệm chung về vật liệu, dữ liệu và nước sạch cho đô thị. ",
    "en": "Let both sides build a joint laboratory on materials, data and clean water for cities. ",
    "fr": "Créer un laboratoire commun sur les matériaux, les données et l'eau propre en ville. ",
    "nl": "Laten we samen een laboratorium opzetten voor materialen, data en schoon water. ",
    "de": "Ein gemeinsames Labor für Werkstoffe, Daten und sauberes Wasser in Städten gründen. ",
    "zh": "建议双方共建材料、数据与城市净水联合实验室，共同培养青年研究人员。",
}
CROCKFORD: Final = "0123456789abcdefghjkmnpqrstvwxyz"

CONSENTS: Final = {
    "profile": "I agree to be in the database",
    "contact": "I agree to be contacted by the mission",
    "events": "I agree to be invited to events",
    "matching": "I agree to be matched to needs automatically",
    "universities": "I agree to be shown to universities and institutes",
    "reports": "I agree to be named in reports",
    "public": "I agree to be shown publicly",
}
PEOPLE_HEADINGS: Final = (
    "Full name",
    "E-mail",
    "Organisation",
    "Position",
    "City",
    "Country",
    "Sectors",
    "Ways to contribute",
    "Languages",
    "Link with Viet Nam",
)
PROPOSAL_HEADINGS: Final = (
    "Author",
    "Author email",
    "Title of the proposal",
    "Text of the proposal",
    "Language of the proposal",
    "Received on",
)


@dataclass(frozen=True)
class InventedPerson:
    """consents: the purposes said yes to; without "profile" the person is a participant."""

    display_name: str
    email: str
    organisation: str
    position: str
    city: str
    country: str
    sectors: tuple[str, ...]
    ways_to_contribute: tuple[str, ...]
    languages: tuple[str, ...]
    link_with_vietnam: str
    consents: tuple[str, ...]


# --- people ---


def people(numbers: Iterable[int], *, organisations: int) -> Iterator[InventedPerson]:
    return (person(number, organisations=organisations) for number in numbers)


def person(number: int, *, organisations: int) -> InventedPerson:
    """Three of four have said yes to a profile. organisations: how many there are to work at."""
    chance = Random(number)
    city, country = chance.choice(PLACES)
    return InventedPerson(
        display_name=name(number),
        email=f"person{number}@example.org",
        organisation=organisation_name(chance.randrange(organisations)),
        position=chance.choice(POSITIONS),
        city=city,
        country=country,
        sectors=tuple(chance.sample([one.code for one in sectors()], chance.randint(1, 3))),
        ways_to_contribute=tuple(chance.sample(WAYS_TO_CONTRIBUTE, chance.randint(1, 3))),
        languages=tuple(chance.sample([*SENTENCES], chance.randint(1, 3))),
        link_with_vietnam=chance.choice(LINKS),
        consents=_consents(chance),
    )


def name(number: int) -> str:
    """Vietnamese in three of five cases, else European or Chinese."""
    turn, rest = number % 10, number // 10
    if turn < 6:
        family, middle, given = _digits(rest * 6 + turn, FAMILIES, MIDDLES, GIVENS)
        return f"{family} {middle} {given}"
    if turn < 9:
        beginning, end, first = _digits(
            rest * 3 + turn - 6, FIRST_HALVES, SECOND_HALVES, FIRST_NAMES
        )
        return f"{first} {beginning}{end}"
    return "".join(_digits(rest, HAN_FAMILIES, HAN_GIVENS, HAN_GIVENS))


def _digits(number: int, *alphabets: Sequence[str]) -> list[str]:
    """The number written with one digit from each alphabet, so that neighbours look unlike."""
    digits = []
    for alphabet in alphabets:
        number, digit = divmod(number, len(alphabet))
        digits.append(alphabet[digit])
    return digits


def _consents(chance: Random) -> tuple[str, ...]:
    if chance.random() >= 0.75:
        return ()
    others = [purpose for purpose in CONSENTS if purpose != "profile"]
    return ("profile", *(purpose for purpose in others if chance.random() < 0.6))


def organisation_name(number: int) -> str:
    return BODIES[number % len(BODIES)].format(number)


def write_seminar(path: Path, numbers: range, *, proposals: int, organisations: int) -> None:
    """An XLSX of these people, and of one proposal each from the first `proposals` of them."""
    guests = list(people(numbers, organisations=organisations))
    write_workbook(
        path,
        [
            SheetToWrite("People", _people_rows(guests)),
            SheetToWrite("Proposals", _proposal_rows(guests[:proposals])),
        ],
    )


def _people_rows(guests: Iterable[InventedPerson]) -> Iterator[Sequence[str]]:
    yield (*PEOPLE_HEADINGS, *CONSENTS.values())
    for one in guests:
        yield (
            one.display_name,
            one.email,
            one.organisation,
            one.position,
            one.city,
            one.country,
            "; ".join(one.sectors),
            "; ".join(one.ways_to_contribute),
            "; ".join(one.languages),
            one.link_with_vietnam,
            *("yes" if purpose in one.consents else "" for purpose in CONSENTS),
        )


def _proposal_rows(authors: Iterable[InventedPerson]) -> Iterator[Sequence[str]]:
    yield PROPOSAL_HEADINGS
    for number, author in enumerate(authors):
        language = [*SENTENCES][number % len(SENTENCES)]
        text = f"{author.email}: {SENTENCES[language] * (3 + number % 12)}".strip()
        title = f"A bridge, number {number}"
        yield author.display_name, author.email, title, text, language, "2026-03-14"


# --- records of ROR ---


def write_ror(path: Path, numbers: range) -> None:
    """JSON lines in schema 2."""
    with path.open("w", encoding="utf-8") as file:
        for number in numbers:
            file.write(json.dumps(ror_record(number), ensure_ascii=False) + "\n")


def ror_id(number: int) -> str:
    """A valid one; ISO/IEC 7064 MOD 97-10 over six digits of base 32 after a 0."""
    digits = "".join(CROCKFORD[number >> shift & 31] for shift in range(25, -5, -5))
    return f"https://ror.org/0{digits}{98 - number * 100 % 97:02}"


def ror_record(number: int) -> dict[str, object]:
    chance = Random(number)
    city, country = chance.choice(PLACES)
    shown = organisation_name(number)
    others = [f"{body.format(number)} ({city})" for body in chance.sample(BODIES, 2)]
    parents = [number // 10] if number % 10 else []
    return {
        "id": ror_id(number),
        "status": "active",
        "types": [chance.choice(["education", "facility", "company", "government"])],
        "established": 1900 + number % 120,
        "names": [
            {"value": shown, "types": ["ror_display", "label"], "lang": "en"},
            *({"value": other, "types": ["label"], "lang": "vi"} for other in others),
            {"value": f"EX{number}", "types": ["acronym"], "lang": None},
        ],
        "locations": [
            {
                "geonames_id": 1_000_000 + number,
                "geonames_details": {
                    "name": city,
                    "country_code": country,
                    "country_name": country,
                    "lat": 50.0,
                    "lng": 4.0,
                },
            }
        ],
        "links": [{"type": "website", "value": f"https://body{number}.example.org"}],
        "external_ids": [{"type": "isni", "all": [f"{number:016}"], "preferred": None}],
        "domains": [f"body{number}.example.org"],
        "relationships": [
            {"type": "parent", "id": ror_id(parent), "label": organisation_name(parent)}
            for parent in parents
        ],
    }
