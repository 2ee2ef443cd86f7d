"""An officer's first import, from the invitation to the undo, as the officer would do it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import Served, caunoi, count, serving
from tests.journeys.conftest import add_passkey_device
from tests.journeys.seminar import FIRST, INSTITUTE, YES, apply, hand_in, write_seminar
from trithuc.importers.spreadsheet import SheetToWrite, read_workbook, write_workbook

pytestmark = pytest.mark.browser

PASSWORD = "một cây cầu bắc qua sông"
ROWS = [
    FIRST,
    ["2", "Trần Thị Mẫu", "mau@example.org", INSTITUTE, "energy", "", ""],
    ["3", "", "khong.ten@example.org", INSTITUTE, "ai", "x", ""],
    ["4", "Lê Văn Sai", "sai(at)example.org", INSTITUTE, "ai", "x", ""],
    ["5", "Phạm Thị Lưỡng Lự", "luong.lu@example.org", INSTITUTE, "ai", "có lẽ", ""],
    ["6", "Nguyễn Văn Thử", "khac@example.org", INSTITUTE, "ai", "x", ""],
]


@pytest.fixture(scope="module")
def invitation(place: Path) -> str:
    """The link that the command line prints for the first officer."""
    invited = caunoi(
        *("--data-dir", place / "register", "invite", "officer@example.org"),
        *("--role", "officer", "--role", "administrator"),
    )
    assert invited.returncode == 0, invited.stderr
    found = re.search(r"/accounts/invitations/\S+", invited.stdout)
    assert found, invited.stdout
    return found[0]


@pytest.fixture(scope="module")
def site(place: Path, invitation: str) -> Served:
    with serving(DataFolder(place / "register"), "", "--no-demo", CAUNOI_REQUIRE_MFA="1") as served:
        yield served


def test_an_officer_imports_a_seminar_corrects_it_and_takes_it_back(
    page: Page, faults: list[str], site: Served, invitation: str, tmp_path: Path
) -> None:
    address = f"http://localhost:{site.port}"
    add_passkey_device(page)
    accept_invitation(page, address + invitation)
    make_passkey(page)
    sign_in_with_passkey(page, address)
    name_register(page, address)

    hand_in(page, address, write_seminar(tmp_path / "seminar.xlsx", ROWS), tmp_path)
    read_preview(page)
    leave_lookalike_for_someone_else(page)
    apply(page)
    assert (count(site.folder, "people_expert"), count(site.folder, "people_person")) == (2, 3)

    rejects = download_rejects(page, tmp_path)
    hand_in(page, address, correct(rejects, tmp_path), tmp_path)
    apply(page)
    assert count(site.folder, "people_person") == 6

    undo(page)
    assert count(site.folder, "people_person") == 3
    assert faults == []
    assert page.evaluate("window.breaches") == []


def accept_invitation(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill("Officer of tests")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password_again]").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()


def make_passkey(page: Page) -> None:
    """A new officer reaches no record before there is a second factor."""
    page.get_by_label("Email").fill("officer@example.org")
    page.get_by_label("Password", exact=False).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("input[name=name]").fill("Laptop")
    page.locator("input[name=passwordless]").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ecovery codes")


def sign_in_with_passkey(page: Page, address: str) -> None:
    page.context.clear_cookies()
    page.goto(address + "/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def name_register(page: Page, address: str) -> None:
    page.goto(address + "/organisations/register/")
    page.get_by_label("Name of the register").fill("Register of tests")
    page.locator("input[name=new]").fill("Embassy of tests")
    page.get_by_label("Belgium").check()
    page.locator("main form button.btn-primary").click()
    expect(page.locator(".brand-register")).to_have_text("Register of tests")


def read_preview(page: Page) -> None:
    rows = page.get_by_role("table").get_by_role("row")
    expect(page.get_by_text("Nothing has changed yet")).to_be_visible()
    expect(rows.filter(has_text="rejected")).to_have_count(3)
    expect(rows.filter(has_text="There is no name.")).to_have_count(1)
    expect(rows.filter(has_text="sai(at)example.org")).to_contain_text("not an e-mail address")
    expect(rows.filter(has_text="có lẽ")).to_contain_text("neither yes nor no")
    expect(rows.filter(has_text="no own yes in the row")).to_have_count(1)
    expect(rows.filter(has_text="Becomes an expert")).to_have_count(1)


def leave_lookalike_for_someone_else(page: Page) -> None:
    held = page.get_by_role("row").filter(has_text="possible duplicate")
    held.get_by_label("someone else: create").check()
    held.get_by_role("button", name="Keep this answer").click()
    expect(page.get_by_role("button", name="Change the answer")).to_be_visible()


def download_rejects(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the rejected rows to correct").click()
    target = folder / "rejects.xlsx"
    download.value.save_as(target)
    return target


def correct(rejects: Path, folder: Path) -> Path:
    """What the officer types into the sheet of rejects, its own columns left as they are."""
    with read_workbook(rejects) as workbook:
        headings, *rows = [list(row.cells) for row in workbook.sheets[0].rows()]
    name, email, yes = (headings.index(column) for column in ("Họ và tên", "Email", YES))
    for row in rows:
        row[name] = row[name] or "Hoàng Văn Đã Có Tên"
        row[email] = row[email].replace("(at)", "@")
        row[yes] = "x"
    corrected = folder / "corrected.xlsx"
    write_workbook(corrected, [SheetToWrite("Đại biểu", [headings, *rows])])
    return corrected


def undo(page: Page) -> None:
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("The register is as it was before.")).to_be_visible(timeout=60_000)
