"""The index follows the register: built anew, refreshed after each change, killed midway."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.people.purposes import Purpose
from caunoi.people.services import withdraw_consent
from caunoi.search import building
from caunoi.search.building import (
    build_missing_index,
    index_is_sound,
    rebuild_index,
    refresh_index,
)
from caunoi.search.index import CURRENT, index_home, read_index, writing
from caunoi.search.models import StaleDocument
from caunoi.search.schema import NAMES, SHELF
from tests.factories import (
    make_event,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
    make_proposal,
    make_work,
)

pytestmark = pytest.mark.django_db


def held(name: str) -> int:
    """Documents whose names hold this folded word, for whatever audience."""
    from tantivy import Query

    reader = read_index()
    query = Query.term_query(reader.index.schema, NAMES, name)
    return len(reader.best(query, 1_000))


def remove(person) -> None:
    person.expert.delete()
    person.delete()


def matchable(name: str = "", **fields):
    return make_expert(name, purposes=[Purpose.MATCHING], **fields)


def test_a_rebuild_holds_every_kind_and_says_how_far_it_is():
    expert = matchable("Nguyễn Ngôi Sao")
    make_work(expert, title="On stars")
    make_organisation("Observatory of examples")
    make_event("Night of stars")
    make_proposal(expert, "A telescope", title="Telescope")
    said: list[tuple[int, int]] = []

    number = rebuild_index(lambda done, total: said.append((done, total)))

    assert [held(word) for word in ("sao", "stars", "observatory", "night", "telescope")] == [
        1,
        3,
        2,
        2,
        1,
    ]
    assert said[0] == (0, number)
    assert said[-1] == (number, number)
    assert StaleDocument.objects.count() == 0


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_expert("Chưa Đồng Ý"),
        lambda: make_participant("Chưa Đồng Ý"),
        lambda: make_office_holder("Chưa Đồng Ý"),
    ],
)
def test_whoever_did_not_say_yes_to_being_matched_is_not_in_it(make):
    person = make()
    rebuild_index()
    assert held("dong") == 0
    person.display_name = "Vẫn Chưa"
    person.save()
    refresh_index()
    assert held("van") == 0


def test_a_change_is_taken_in_and_what_is_gone_is_taken_out(built):
    expert = matchable("Nguyễn Thứ Nhất")
    work = make_work(expert, title="First thoughts")
    assert refresh_index()
    assert (held("nhat"), held("thoughts")) == (1, 1)

    expert.display_name = "Nguyễn Thứ Hai"
    expert.save()
    work.title = "Second musings"
    work.save()
    refresh_index()
    assert (held("nhat"), held("hai"), held("thoughts"), held("musings")) == (0, 1, 0, 1)

    remove(expert)
    refresh_index()
    assert (held("hai"), held("musings")) == (0, 0)
    assert refresh_index() == 0


def test_a_yes_withdrawn_takes_the_person_and_the_works_out(built):
    expert = matchable("Nguyễn Rút Lui")
    make_work(expert, title="Retreats")
    refresh_index()
    assert (held("rut"), held("retreats")) == (1, 1)
    consent = expert.consents.get(purpose=Purpose.MATCHING)
    withdraw_consent(consent=consent, on=timezone.localdate())
    refresh_index()
    assert (held("rut"), held("retreats")) == (0, 0)


def test_a_work_stays_while_one_of_its_authors_may_be_found(built):
    staying, leaving = matchable("Người Ở"), matchable("Người Đi")
    make_work(staying, leaving, title="Together")
    refresh_index()
    remove(leaving)
    refresh_index()
    assert held("together") == 1


def test_whoever_writes_holds_a_refresh_off_and_the_next_one_takes_all_in(built):
    make_organisation("Waiting institute")
    with writing(waits=True):
        assert refresh_index() == 0
    assert StaleDocument.objects.exists()
    refresh_index()
    assert held("waiting") == 2


def test_a_missing_or_damaged_index_is_built_by_the_next_refresh():
    make_organisation("Lost institute")
    refresh_index()
    assert held("lost") == 2
    (index_home() / CURRENT).write_text("nowhere")
    assert not index_is_sound()
    refresh_index()
    assert held("lost") == 2


def test_a_missing_index_is_built_once(monkeypatch):
    build_missing_index()
    monkeypatch.setattr(building, "new_generation", None)
    build_missing_index()


class Killed(BaseException):
    """As a signal would end the process: no handler of ours runs."""


def test_a_rebuild_killed_midway_leaves_the_old_index_and_its_notes(built):
    make_organisation("Old institute")
    refresh_index()
    make_organisation("New institute")

    def die(done: int, total: int) -> None:
        if done:
            raise Killed

    with pytest.raises(Killed):
        rebuild_index(die)
    assert (held("old"), held("new")) == (2, 0)
    refresh_index()
    assert held("new") == 2


def test_what_changes_during_a_rebuild_is_in_it(built):
    late = make_organisation("Late institute")

    def rename(done: int, total: int) -> None:
        if done == total:
            late.display_name = "Renamed institute"
            late.save()

    rebuild_index(rename)
    assert held("renamed") == 2


def test_texts_are_analysed_once(built, monkeypatch):
    expert = matchable("Nguyễn Một Lần")
    make_work(expert, title="Hydrogen", abstract="Stored in salt caverns.")
    refresh_index()
    analysed: list[str] = []
    whole = building.CandidateReader()._analyst.analysed

    def note(self, texts):
        analysed.extend(text.title for text in texts)
        return whole(texts)

    monkeypatch.setattr("caunoi.search.analysing.Analyst.analysed", note)
    rebuild_index()
    make_work(expert, title="Batteries")
    refresh_index()
    assert analysed == ["Batteries"]


def test_the_index_of_each_audience_holds_what_it_may_read(built):
    from tantivy import Query

    asked_first = make_expert("Hỏi Trước", purposes=[Purpose.MATCHING, Purpose.UNIVERSITIES])
    shown = make_expert(
        "Được Xem", purposes=[Purpose.MATCHING, Purpose.UNIVERSITIES], ask_before_naming=False
    )
    public = make_expert(
        "Công Khai", purposes=[Purpose.MATCHING, Purpose.PUBLIC], ask_before_naming=False
    )
    ended = make_expert("Hết Hạn", purposes=[Purpose.MATCHING], ask_before_naming=False)
    consent = shown.consents.get(purpose=Purpose.MATCHING)
    ended.consents.filter(purpose=Purpose.MATCHING).update(
        given_on=consent.given_on - datetime.timedelta(days=9), expires_on=consent.given_on
    )
    refresh_index()
    reader = read_index()

    def on(audience: str) -> set[int]:
        shelf = Query.term_query(reader.index.schema, SHELF, f"{audience}/expert")
        return {record for record, _ in reader.best(shelf, 100)}

    assert on("officer") == {asked_first.pk, shown.pk, public.pk}
    assert on("home") == {shown.pk, public.pk}
    assert on("public") == {public.pk}
