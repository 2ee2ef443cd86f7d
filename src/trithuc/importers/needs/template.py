"""The forms to fill in: a workbook with a row a need, a Word document with a table a need."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final

from trithuc.importers.needs.records import CHOICES, HEADINGS, LANGUAGES
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

_EXAMPLES: Final = {
    "title": ("(ví dụ) Đóng gói chip", "(example) Chip packaging", "(exemple) Puces"),
    "text": (
        "Cần chuyên gia về đóng gói chip trong sáu tháng.",
        "An expert on the packaging of chips is needed for six months.",
        "Un spécialiste de l'encapsulation des puces est demandé pour six mois.",
    ),
}
_SHEETS: Final = (("Nhu cầu", "Mã"), ("Needs", "Codes"), ("Besoins", "Codes"))


def write_workbook_form(target: Path | IO[bytes], language: str) -> None:
    """language: one of `LANGUAGES`. Its one example is skipped when the workbook is read."""
    which = LANGUAGES.index(language)
    headings = [names[which] for names in HEADINGS.values()]
    example = [_EXAMPLES[field][which] if field in _EXAMPLES else "" for field in HEADINGS]
    codes = [
        (HEADINGS[field][which], code, names[which])
        for field, choices in CHOICES.items()
        for code, names in choices.items()
    ]
    needs, explained = _SHEETS[which]
    widths = [max(16, min(48, len(heading) + 4)) for heading in headings]
    write_workbook(
        target,
        [
            SheetToWrite(needs, [headings, example], widths),
            SheetToWrite(explained, [("", "", ""), *codes], (24, 16, 40)),
        ],
    )


def write_word_form(target: Path | IO[bytes], language: str) -> None:
    """language: one of `LANGUAGES`. Copy the table for a second need."""
    # Here and not above: it takes half a second to load.
    from docx import Document

    which = LANGUAGES.index(language)
    document = Document()
    document.add_heading(_SHEETS[which][0], level=1)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for field, names in HEADINGS.items():
        cells = table.add_row().cells
        cells[0].text = names[which]
        if field in CHOICES:
            choices = " / ".join(one[which] for one in CHOICES[field].values())
            cells[0].add_paragraph(f"({choices})").runs[0].italic = True
    document.save(str(target) if isinstance(target, Path) else target)
