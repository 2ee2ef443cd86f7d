"""Codes as words."""

import pytest
from django.utils.translation import override

from caunoi.organisations import wording


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Belgium"), ("vi", "Bỉ"), ("fr", "Belgique"), ("nl", "België"), ("de", "Belgien")],
)
def test_a_country_is_named_in_the_readers_language(language, expected):
    with override(language):
        assert wording.country_name("BE") == expected


def test_viet_nam_is_spelled_in_english_as_it_spells_itself():
    with override("en"):
        assert wording.country_name("VN") == "Viet Nam"
        assert ("VN", "Viet Nam") in wording.country_choices()
    with override("vi"):
        assert wording.country_name("VN") == "Việt Nam"


def test_an_unknown_code_is_shown_as_it_is():
    assert wording.country_name("XQ") == "XQ"
    assert wording.language_name("qqq") == "qqq"
    assert wording.kind_label("guild") == "guild"


def test_countries_stand_as_the_reader_would_list_them():
    with override("vi"):
        assert wording.countries_in_order(["VN", "DE", "BE"]) == ["BE", "DE", "VN"]  # Bỉ, Đức, Việt
    with override("de"):
        assert wording.countries_in_order(["VN", "DE", "AT"]) == ["DE", "AT", "VN"]  # Ö after D


def test_no_group_of_countries_and_no_unknown_region_is_offered():
    codes = {code for code, _name in wording.country_choices()}

    assert {"VN", "BE", "LU"} <= codes
    assert not codes & {"EU", "UN", "ZZ"}


def test_a_language_in_use_is_offered_though_it_is_a_rare_one():
    offered = dict(wording.language_choices(["br"]))

    assert list(offered)[:6] == ["vi", "en", "fr", "nl", "de", "zh"]
    assert offered["br"] == "Breton"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("status", "inactive", "no longer active"),
        ("kinds", ["company", "funder"], "company, funder"),
        ("place", ["Hà Nội", "VN", 21.0, 105.8], "Hà Nội, Viet Nam"),
        ("place", ["", "", None, None], ""),
        ("names", [["Viện Ví Dụ", "vi", ["label"]]], "Viện Ví Dụ (Vietnamese)"),
        ("relations", [["parent", "05a28rw58", "Example Academy"]], "part of Example Academy"),
        ("established", 1956, "1956"),
        ("established", None, ""),
        ("website", "", ""),
    ],
)
def test_a_fact_reads_as_words(field, value, expected):
    with override("en"):
        assert wording.fact_in_words(field, value) == expected
