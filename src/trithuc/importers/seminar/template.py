"""The workbook to download, fill in and send back, in the languages of the mission's officers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from trithuc.importers.seminar.headings import WAY_NAMES
from trithuc.importers.seminar.records import WAYS_TO_CONTRIBUTE
from trithuc.importers.spreadsheet import Cell, Sheet, SheetToWrite, write_workbook
from trithuc.vocabulary import sectors

LANGUAGES: Final = ("vi", "en", "fr")


@dataclass(frozen=True)
class _Wording:
    """Sheet names; per field its heading and the example; how the list of codes is headed.

    The example's name begins with a word in brackets by which the reader knows and skips it.
    """

    people_sheet: str
    proposals_sheet: str
    codes_sheet: str
    people: Mapping[str, tuple[str, str]]
    proposals: Mapping[str, tuple[str, str]]
    code_headings: tuple[str, str, str]
    sectors: str
    ways: str


_VIETNAMESE: Final = _Wording(
    people_sheet="Đại biểu",
    proposals_sheet="Đề xuất",
    codes_sheet="Mã",
    people={
        "display_name": ("Họ và tên", "(ví dụ) Nguyễn Thị Minh Họa"),
        "email": ("Thư điện tử", "minhhoa@example.org"),
        "organisation": ("Đơn vị công tác", "Viện Ví Dụ"),
        "position": ("Chức vụ", "Nghiên cứu viên"),
        "city": ("Thành phố", "Bruxelles"),
        "country": ("Quốc gia", "Bỉ"),
        "sectors": ("Lĩnh vực", "ai; health"),
        "expertise": (
            "Mô tả chuyên môn",
            "Chẩn đoán ảnh X-quang phổi bằng học sâu cho bệnh viện tuyến huyện.",
        ),
        "ways_to_contribute": ("Hình thức đóng góp", "Tư vấn chính sách; Tham gia dự án"),
        "languages": ("Ngôn ngữ", "vi; fr; en"),
        "orcid": ("ORCID (nếu có)", ""),
        "link_with_vietnam": ("Mối liên hệ với Việt Nam", "Hợp tác với Trường Đại học Ví Dụ"),
        "consent:profile": ("Đồng ý có tên trong cơ sở dữ liệu", "có"),
        "consent:contact": ("Đồng ý để cơ quan đại diện liên hệ", "có"),
        "consent:events": ("Đồng ý nhận thư mời sự kiện", "có"),
        "consent:matching": ("Đồng ý được ghép nối tự động với nhu cầu", "không"),
        "consent:universities": ("Đồng ý cho trường đại học, viện nghiên cứu xem", ""),
        "consent:firms": ("Đồng ý cho doanh nghiệp xem", ""),
        "consent:ministries": ("Đồng ý cho các bộ, ngành xem", ""),
        "consent:network": ("Đồng ý cho một mạng lưới xem (ghi “có: tên mạng lưới”)", ""),
        "consent:other_mission": (
            "Đồng ý cho cơ quan đại diện khác xem (ghi “có: tên cơ quan”)",
            "",
        ),
        "consent:reports": ("Đồng ý được nêu tên trong báo cáo", ""),
        "consent:public": ("Đồng ý hiển thị công khai", ""),
        "consent:introduce": ("Sẵn sàng giới thiệu người khác", ""),
    },
    proposals={
        "author_name": ("Người đề xuất", "(ví dụ) Nguyễn Thị Minh Họa"),
        "author_email": ("Email người đề xuất", "minhhoa@example.org"),
        "proposal_title": ("Tiêu đề", "Đề xuất minh họa"),
        "proposal_text": ("Nội dung đề xuất", "Toàn văn đề xuất, bằng ngôn ngữ của người viết."),
        "proposal_sectors": ("Lĩnh vực của đề xuất", "health"),
        "proposal_language": ("Ngôn ngữ của đề xuất", "vi"),
        "received_on": ("Ngày nhận", "2026-01-31"),
    },
    code_headings=("Cột", "Mã", "Ý nghĩa"),
    sectors="Lĩnh vực",
    ways="Hình thức đóng góp",
)
_ENGLISH: Final = _Wording(
    people_sheet="People",
    proposals_sheet="Proposals",
    codes_sheet="Codes",
    people={
        "display_name": ("Full name", "(example) Ann Example"),
        "email": ("E-mail", "ann@example.org"),
        "organisation": ("Organisation", "Example Institute"),
        "position": ("Position", "Researcher"),
        "city": ("City", "Brussels"),
        "country": ("Country", "Belgium"),
        "sectors": ("Sectors", "ai; health"),
        "expertise": (
            "Works on, in own words",
            "Deep learning that reads chest X-rays in district hospitals.",
        ),
        "ways_to_contribute": ("Ways to contribute", "Advise on policy; Join a project"),
        "languages": ("Languages", "en; fr; vi"),
        "orcid": ("ORCID (if any)", ""),
        "link_with_vietnam": ("Link with Viet Nam", "Works with the Example University"),
        "consent:profile": ("I agree to be in the database", "yes"),
        "consent:contact": ("I agree to be contacted by the mission", "yes"),
        "consent:events": ("I agree to be invited to events", "yes"),
        "consent:matching": ("I agree to be matched to needs automatically", "no"),
        "consent:universities": ("I agree to be shown to universities and institutes", ""),
        "consent:firms": ("I agree to be shown to firms", ""),
        "consent:ministries": ("I agree to be shown to ministries", ""),
        "consent:network": ("I agree to be shown to a network (write “yes: its name”)", ""),
        "consent:other_mission": (
            "I agree to be shown to another mission (write “yes: its name”)",
            "",
        ),
        "consent:reports": ("I agree to be named in reports", ""),
        "consent:public": ("I agree to be shown publicly", ""),
        "consent:introduce": ("I am willing to introduce others", ""),
    },
    proposals={
        "author_name": ("Author", "(example) Ann Example"),
        "author_email": ("Author email", "ann@example.org"),
        "proposal_title": ("Title of the proposal", "An example"),
        "proposal_text": ("Text of the proposal", "The whole text, in the author's own language."),
        "proposal_sectors": ("Sectors of the proposal", "health"),
        "proposal_language": ("Language of the proposal", "en"),
        "received_on": ("Received on", "2026-01-31"),
    },
    code_headings=("Column", "Code", "Meaning"),
    sectors="Sectors",
    ways="Ways to contribute",
)
_FRENCH: Final = _Wording(
    people_sheet="Personnes",
    proposals_sheet="Propositions",
    codes_sheet="Codes",
    people={
        "display_name": ("Nom et prénom", "(exemple) Anne Exemple"),
        "email": ("Courriel", "anne@example.org"),
        "organisation": ("Organisme", "Institut Exemple"),
        "position": ("Fonction", "Chercheuse"),
        "city": ("Ville", "Bruxelles"),
        "country": ("Pays", "Belgique"),
        "sectors": ("Secteurs", "ai; health"),
        "expertise": (
            "Thèmes de recherche",
            "Lecture de radiographies pulmonaires par apprentissage profond.",
        ),
        "ways_to_contribute": ("Façons de contribuer", "Participer à un projet"),
        "languages": ("Langues", "fr; en; vi"),
        "orcid": ("ORCID (le cas échéant)", ""),
        "link_with_vietnam": ("Lien avec le Viêt Nam", "Coopère avec l'Université Exemple"),
        "consent:profile": ("J'accepte de figurer dans la base de données", "oui"),
        "consent:contact": ("J'accepte d'être contacté(e) par la mission", "oui"),
        "consent:events": ("J'accepte d'être invité(e) aux événements", "oui"),
        "consent:matching": ("J'accepte le rapprochement automatique avec des besoins", "non"),
        "consent:universities": ("J'accepte d'être montré(e) aux universités et instituts", ""),
        "consent:firms": ("J'accepte d'être montré(e) aux entreprises", ""),
        "consent:ministries": ("J'accepte d'être montré(e) aux ministères", ""),
        "consent:network": (
            "J'accepte d'être montré(e) à un réseau (écrire « oui : son nom »)",
            "",
        ),
        "consent:other_mission": (
            "J'accepte d'être montré(e) à une autre mission (écrire « oui : son nom »)",
            "",
        ),
        "consent:reports": ("J'accepte d'être nommé(e) dans les rapports", ""),
        "consent:public": ("J'accepte d'être montré(e) publiquement", ""),
        "consent:introduce": ("Je suis prêt(e) à présenter d'autres personnes", ""),
    },
    proposals={
        "author_name": ("Auteur", "(exemple) Anne Exemple"),
        "author_email": ("Courriel de l'auteur", "anne@example.org"),
        "proposal_title": ("Titre de la proposition", "Un exemple"),
        "proposal_text": (
            "Texte de la proposition",
            "Le texte entier, dans la langue de l'auteur.",
        ),
        "proposal_sectors": ("Secteurs de la proposition", "health"),
        "proposal_language": ("Langue de la proposition", "fr"),
        "received_on": ("Reçu le", "2026-01-31"),
    },
    code_headings=("Colonne", "Code", "Signification"),
    sectors="Secteurs",
    ways="Façons de contribuer",
)
_WORDINGS: Final = {"vi": _VIETNAMESE, "en": _ENGLISH, "fr": _FRENCH}


def write_template(target: Path | IO[bytes], language: str) -> None:
    """Write the template as XLSX: people, proposals, and the codes explained.

    language: one of `LANGUAGES`. Each of the first two sheets has one example, which is skipped
    when the workbook is read. Raises KeyError for another language.
    """
    wording = _WORDINGS[language]
    write_workbook(
        target,
        [
            _sheet(wording.people_sheet, wording.people),
            _sheet(wording.proposals_sheet, wording.proposals),
            SheetToWrite(wording.codes_sheet, list(_codes(wording, language)), (24, 20, 70)),
        ],
    )


def _sheet(name: str, fields: Mapping[str, tuple[str, str]]) -> SheetToWrite:
    headings = [heading for heading, _ in fields.values()]
    examples = [example for _, example in fields.values()]
    widths = [
        max(16, min(48, max(len(heading), len(example)))) for heading, example in fields.values()
    ]
    return SheetToWrite(name, [headings, examples], widths)


def _codes(wording: _Wording, language: str) -> Iterator[Sequence[Cell]]:
    yield wording.code_headings
    for sector in sectors():
        yield wording.sectors, sector.code, sector.labels[language]
    for way in WAYS_TO_CONTRIBUTE:
        yield wording.ways, way, WAY_NAMES[way][LANGUAGES.index(language)]


def is_code_list(sheet: Sheet) -> bool:
    """Whether the sheet is the template's list of codes, which holds nobody."""
    first = next(itertools.islice(sheet.rows(), 1), None)
    headings = {wording.code_headings for wording in _WORDINGS.values()}
    return first is not None and first.cells[:3] in headings
