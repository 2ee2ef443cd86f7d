"""What is printed: the code leads to the address, the sheets carry the words that are kept."""

from __future__ import annotations

import html

import pytest

from caunoi.people.services import latest_consent_texts
from caunoi.seminars.drawing import code_to_scan, sheets_as_pdf, sheets_page

pytestmark = pytest.mark.django_db


def test_the_code_is_drawn_without_script_or_outside_address(kit):
    drawn = code_to_scan(kit)
    assert drawn.startswith("<svg")
    assert "script" not in drawn
    assert "style=" not in drawn


def test_another_address_is_another_code(kit, settings):
    before = code_to_scan(kit)
    settings.SITE_URL = "https://another.example"
    assert code_to_scan(kit) != before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sheet_carries_the_words_that_are_kept(kit, register, language):
    page = html.unescape(sheets_page(kit, register))
    for text in latest_consent_texts(language).values():
        assert text.wording in page


def test_sheets_can_be_printed(kit, register):
    assert sheets_as_pdf(kit, register).startswith(b"%PDF")
