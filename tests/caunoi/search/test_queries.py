"""What is found, in six languages, with marks and without, and what comes first."""

from __future__ import annotations

import pytest

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.accounts.viewers import PUBLIC
from caunoi.people.models import PersonName
from caunoi.people.purposes import Purpose
from caunoi.search import queries
from caunoi.search.building import refresh_index
from caunoi.search.facets import Filters
from caunoi.search.queries import facets_of, find, shown
from caunoi.search.typed import read_typed
from tests.factories import make_expert, make_organisation, make_proposal, make_work, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(built):
    return built


def expert(name: str, **fields):
    return make_expert(name, purposes=[Purpose.MATCHING], **fields)


def found(text: str, viewer=OFFICER) -> list[str]:
    """Titles, best first."""
    refresh_index()
    typed = read_typed(text)
    return [hit.row.title for hit in shown(find(typed, viewer=viewer).hits, typed, viewer)]


@pytest.mark.parametrize("typed", ["Đức", "đức", "ĐỨC", "Đức "])
def test_marks_rank_above_their_absence_and_both_are_found(typed):
    for name in ("Duc Nguyen", "Nguyễn Đúc", "Nguyễn Đức"):
        expert(name)
    names = found(typed)
    assert names[0] == "Nguyễn Đức"
    assert set(names) == {"Nguyễn Đức", "Duc Nguyen", "Nguyễn Đúc"}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Nguyễn Đức", "nguyen duc"),
        ("Nguyễn Đức", "duc nguyễn"),
        ("Trần Thị Hoà", "hòa"),
        ("Trần Thị Hòa", "hoà"),
        ("Jürgen Müller", "jurgen muller"),
        ("Hélène D’Hondt", "helene d'hondt"),
        ("Nguyễn Đức", "nguy"),
        ("阮志勇", "阮志勇"),
    ],
)
def test_a_name_is_found_however_it_is_typed(name, typed):
    expert(name)
    expert("Someone Else")
    assert found(typed) == [name]


def test_another_spelling_of_the_name_finds_the_person():
    PersonName.objects.create(person=expert("Nguyễn Chí Dũng"), value="阮志勇")
    assert found("阮志勇") == ["Nguyễn Chí Dũng"]


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("vi", "Lưu trữ hydro trong hang muối", "luu tru hang muoi"),
        ("en", "Batteries for the grid", "battery grid"),
        ("fr", "Stockage des hydrogènes", "stockages hydrogène"),
        ("nl", "Opslag van halfgeleiders", "halfgeleider"),
        ("de", "Speicherung in Kavernen", "Kaverne"),
        ("zh", "量子计算机的研究", "量子计算机"),
        ("zh", "量子计算机的研究", "计算"),
        ("zh", "用AI技术诊断", "ai 诊断"),
    ],
)
def test_works_are_found_in_six_languages(language, title, typed):
    make_work(expert("Author"), title=title, language=language)
    make_work(expert("Other"), title="Something else entirely", language="en")
    assert found(typed) == [title]


def test_words_side_by_side_count_more():
    author = expert("Author")
    make_work(author, title="State of a solid", abstract="")
    make_work(author, title="Solid state")
    assert found("solid state")[0] == "Solid state"


def test_a_phrase_must_stand_and_what_is_excluded_must_not():
    author = expert("Author")
    make_work(author, title="Solid state batteries")
    make_work(author, title="State of solid batteries")
    assert found('"solid state"') == ["Solid state batteries"]
    assert found("batteries -solid") == []
    assert found('batteries -"solid state"') == ["State of solid batteries"]
    assert found('"固态 电池"') == []


def test_where_no_record_holds_every_word_those_with_some_are_shown_and_it_is_said():
    make_work(expert("Author"), title="Hydrogen")
    refresh_index()
    some = find(read_typed("hydrogen unheardof"), viewer=OFFICER)
    assert len(some.hits) == 1
    assert not some.holds_every_word
    assert find(read_typed("hydrogen"), viewer=OFFICER).holds_every_word


@pytest.mark.parametrize("text", ["", '"', "-word", "title:(", "names:duc", "officer/expert", "*"])
def test_typed_text_is_never_syntax(text):
    expert("Nguyễn Đức")
    assert found(text) == []


def test_a_sector_is_found_by_its_name_in_any_language():
    expert("Chip Maker", sectors=["semiconductors"])
    for label in ("bán dẫn", "semiconductors", "半导体"):
        assert found(label) == ["Chip Maker"]


def test_those_a_filter_leaves_are_found_however_far_down_they_stand(monkeypatch):
    monkeypatch.setattr(queries, "LOOKED_AT", 2)
    for number in range(4):
        expert(f"Quoll {number}", country_code="BE")
    told_of_it = expert("Somebody else", country_code="LU")
    told_of_it.expert.expertise = "quoll"
    told_of_it.expert.save()
    refresh_index()

    typed = read_typed("quoll")
    hits = find(typed, viewer=OFFICER, filters=Filters(country="LU")).hits

    assert [hit.row.title for hit in shown(hits, typed, OFFICER)] == ["Somebody else"]


def test_the_best_of_each_kind_are_looked_at_and_it_is_said(monkeypatch):
    monkeypatch.setattr(queries, "LOOKED_AT", 3)
    author = expert("Author")
    for number in range(5):
        make_work(author, title=f"Bridge {number}")
    refresh_index()
    many = find(read_typed("bridge"), viewer=OFFICER)
    assert len(many.hits) == 3
    assert many.is_bounded
    assert not find(read_typed("author"), viewer=OFFICER).is_bounded


def test_facets_count_what_was_found():
    first, second = expert("Quoll One", country_code="BE"), expert("Quoll Two", country_code="BE")
    expert("Else", country_code="FR")
    place(make_proposal(first, "quoll", language="en"), "energy")
    second.expert.ways_to_contribute = ["invest", "visit"]
    second.expert.save()
    refresh_index()
    counts = facets_of(find(read_typed("quoll"), viewer=OFFICER).hits)
    assert counts["country"] == {"BE": 2}
    assert counts["sector"] == {"energy": 1}
    assert counts["way"] == {"invest": 1, "visit": 1}
    assert counts["language"] == {"en": 1}


def test_the_public_finds_only_who_may_be_shown_publicly():
    make_expert("Open Quoll", purposes=[Purpose.MATCHING, Purpose.PUBLIC], ask_before_naming=False)
    make_expert(
        "Shy Quoll", purposes=[Purpose.MATCHING, Purpose.UNIVERSITIES], ask_before_naming=False
    )
    make_organisation("Quoll institute")
    assert found("quoll", PUBLIC) == ["Open Quoll"]
