"""What is printed of a kit: the code to scan, and sheets of paper for whoever has no phone."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from caunoi.organisations.models import Register
from caunoi.people.services import latest_consent_texts
from caunoi.seminars.models import Kit

LANGUAGES_OF_SHEETS = ("vi", "en")


def code_to_scan(kit: Kit, *, scale: int = 6) -> SafeString:
    """An SVG of the short address; scale: pixels of one of its squares."""
    import segno

    drawn = segno.make(kit.address, error="m").svg_inline(scale=scale, dark="#111", light="#fff")
    return mark_safe(drawn)  # noqa: S308  (drawn from an address of our own)


def sheets_as_pdf(kit: Kit, register: Register) -> bytes:
    """Two A5 pages, one in Vietnamese and one in English.

    Raises OSError where the machine lacks the library that lays out pages (Pango).
    """
    from weasyprint import HTML

    made: bytes = HTML(string=sheets_page(kit, register)).write_pdf()
    return made


def sheets_page(kit: Kit, register: Register) -> str:
    """The sheets as HTML, with the very words that a signed one is kept by."""
    pages = [
        {"language": language, "texts": list(latest_consent_texts(language).values())}
        for language in LANGUAGES_OF_SHEETS
    ]
    context = {"kit": kit, "register": register, "pages": pages}
    with translation.override("vi"):
        return render_to_string(
            "seminars/sheets_pdf.html", {**context, "code": code_to_scan(kit, scale=2)}
        )
