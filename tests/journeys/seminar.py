"""A seminar's workbook, and how an officer hands it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

YES = "Tôi đồng ý có tên và hồ sơ trong cơ sở dữ liệu này"
HEADINGS = ["STT", "Họ và tên", "Email", "Đơn vị công tác", "Lĩnh vực", YES, "Đề xuất"]
INSTITUTE = "Institute of Example Studies"
FIRST = ["1", "Nguyễn Văn Thử", "thu@example.org", INSTITUTE, "ai", "x", "Mở một phòng thí nghiệm."]


def write_seminar(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    write_workbook(path, [SheetToWrite("Đại biểu", [HEADINGS, *rows])])
    return path


def hand_in(page: Page, address: str, file: Path, folder: Path) -> None:
    page.goto(address + "/imports/")
    page.get_by_role("link", name="New import").first.click()
    page.get_by_role("link", name=re.compile("Choose the file.*Seminar")).click()
    fill_in(page, file, folder)


def fill_in(page: Page, file: Path, folder: Path) -> None:
    """The form of a seminar's import: the file, and the signed list without which nobody is an
    expert."""
    signed_list = folder / "signed-list.pdf"
    signed_list.write_bytes(b"%PDF-1.7 signed by those who said yes")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_label("Signed list").set_input_files(signed_list)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("button", name="Apply")).to_be_visible(timeout=60_000)


def apply(page: Page) -> None:
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible(timeout=60_000)
