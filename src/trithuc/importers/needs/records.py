"""A need as somebody wrote it into a form, and the words by which forms name its fields."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PostedNeed:
    """kind, place, ip_status: codes, "" where none was stated. summary: what may leave the body.

    passed_by: the mission that passed it on, "" for a form.
    """

    title: str
    text: str
    asked_by: str = ""
    kind: str = ""
    summary: str = ""
    result_wanted: str = ""
    days: int | None = None
    place: str = ""
    funding: str = ""
    decided_by: str = ""
    due_on: datetime.date | None = None
    trl_from: int | None = None
    trl_to: int | None = None
    ip_status: str = ""
    valid_until: datetime.date | None = None
    sectors: tuple[str, ...] = ()
    passed_by: str = ""
    reference: str = ""


# Per field what it is called in Vietnamese, English and French; the first stands in the form.
HEADINGS: Final[Mapping[str, tuple[str, str, str]]] = {
    "title": ("Tên nhu cầu", "Title", "Titre"),
    "text": ("Nội dung cần hỗ trợ", "What is needed", "Ce qui est demandé"),
    "asked_by": ("Đơn vị đề nghị", "Asked by", "Demandé par"),
    "kind": ("Loại nhu cầu", "Kind", "Type"),
    "summary": ("Tóm tắt công khai", "Open summary", "Résumé public"),
    "result_wanted": ("Kết quả mong muốn", "Result wanted", "Résultat attendu"),
    "days": ("Số ngày làm việc", "Days of work", "Jours de travail"),
    "place": ("Hình thức làm việc", "Where", "Lieu"),
    "funding": ("Nguồn kinh phí", "Who pays", "Qui paie"),
    "decided_by": ("Cấp quyết định", "Who decides", "Qui décide"),
    "due_on": ("Thời hạn trả lời", "Answer by", "Réponse avant le"),
    "trl_from": ("TRL từ", "TRL from", "TRL de"),
    "trl_to": ("TRL đến", "TRL to", "TRL à"),
    "ip_status": ("Sở hữu trí tuệ", "Intellectual property", "Propriété intellectuelle"),
    "valid_until": ("Có hiệu lực đến", "Valid until", "Valable jusqu'au"),
    "sectors": ("Lĩnh vực", "Sectors", "Secteurs"),
}
LANGUAGES: Final = ("vi", "en", "fr")

# Per field the codes and what they are called in the three languages.
CHOICES: Final[Mapping[str, Mapping[str, tuple[str, str, str]]]] = {
    "kind": {
        "technology": ("Tìm công nghệ", "Technology request", "Demande de technologie"),
        "expertise": ("Tìm chuyên gia", "Expertise request", "Demande d'expertise"),
        "partner": ("Tìm đối tác nghiên cứu", "Research partner", "Partenaire de recherche"),
        "training": ("Đào tạo", "Training", "Formation"),
        "funding": ("Tìm kinh phí", "Funding", "Financement"),
    },
    "place": {
        "remote": ("Từ xa", "Remote", "À distance"),
        "on_site": ("Tại chỗ", "On site", "Sur place"),
        "both": ("Cả hai", "Both", "Les deux"),
    },
    "ip_status": {
        "none": ("Không bảo hộ", "None", "Aucune"),
        "know_how": ("Bí quyết", "Secret know-how", "Savoir-faire secret"),
        "copyright": ("Quyền tác giả", "Copyright", "Droit d'auteur"),
        "applied": ("Đã nộp đơn sáng chế", "Patent applied for", "Brevet déposé"),
        "granted": ("Đã được cấp bằng sáng chế", "Patent granted", "Brevet délivré"),
        "other": ("Khác", "Other", "Autre"),
    },
}
