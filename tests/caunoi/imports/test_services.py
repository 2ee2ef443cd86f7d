"""The life of an import: planned without a trace, applied once and whole, forgotten in time."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from caunoi.imports.forgetting import forget_old_contents
from caunoi.imports.kinds.seminar import writing
from caunoi.imports.models import ColumnMemory, Decision, ImportRun, Outcome, RunState
from caunoi.imports.services import (
    AlreadyTaken,
    PlanIsStale,
    apply_import,
    attach_signed_list,
    decide,
    name_columns,
    plan_import,
    undo_import,
)
from caunoi.imports.states import WrongState
from caunoi.people.models import Consent, Participant, Person, PersonStatement
from caunoi.sources.models import Attachment, SourceKind
from tests.caunoi.imports.sheets import (
    ALL_ABOUT,
    TODAY,
    applied,
    elsewhere,
    outcomes,
    person,
    planned,
    the_whole_register,
    workbook,
)
from tests.factories import (
    make_affiliation,
    make_attachment,
    make_event,
    make_expert,
    make_organisation,
    make_participant,
    make_person,
    make_register,
    make_source,
)

pytestmark = pytest.mark.django_db
AN = person("Nguyễn Văn An", "an@example.org", "KU Leuven")
BINH = person("Trần Thị Bình", "binh@example.org", "UGent")
IDEA = {"author": "Nguyễn Văn An", "email": "an@example.org", "text": "Một cây cầu."}


@pytest.fixture(autouse=True)
def register(request):
    return make_register() if "django_db" in request.keywords else None


# --- planning ---


def test_planning_changes_nothing_in_the_register():
    make_event()
    before = the_whole_register()

    run = planned(workbook([AN | ALL_ABOUT | {"profile": "x"}], [IDEA]), signed=True)

    assert run.state == RunState.PLANNED
    assert the_whole_register() == before


def test_a_register_that_nobody_runs_takes_no_yes():
    make_register().delete()

    run = planned(workbook([AN | {"profile": "x"}]), signed=True)

    assert run.state == RunState.REFUSED
    assert run.refusal["reason"] == "register-unnamed"


def test_a_register_that_nobody_runs_takes_participants():
    make_register().delete()

    run = apply_import(run=planned(workbook([AN | {"profile": "x", "contact": "x"}])), on=TODAY)

    assert run.state == RunState.APPLIED
    assert Participant.objects.count() == 1
    assert not Consent.objects.exists()


def test_a_refused_plan_leaves_no_rows_of_an_earlier_one():
    run = planned(workbook([AN]))
    Path(run.upload.file.path).unlink()

    run = plan_import(run=run, on=TODAY)

    assert run.state == RunState.REFUSED
    assert not run.actions.exists()


def test_what_was_applied_is_never_planned_again():
    run = applied(workbook([AN]))

    with pytest.raises(WrongState):
        plan_import(run=run, on=TODAY)


def test_a_stamped_file_is_gone_from_disk_and_table(settings):
    stamped = workbook([{"name": "TUYỆT MẬT"}, AN])

    run = planned(stamped)

    assert run.refusal["reason"] == "stamped-secret"
    assert run.state == RunState.REFUSED
    assert run.upload is None
    assert not Attachment.objects.exists()
    assert not run.actions.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


# --- columns named by hand ---


def unnamed_columns(name: str = "Tên của quý vị", email: str = "Hòm thư riêng") -> bytes:
    return f"{name};{email}\nNguyễn Văn An;an@example.org\n".encode()


def test_unknown_columns_are_asked_about_and_remembered():
    run = planned(b"Foo;Bar\nNguy\xe1\xbb\x85n An;an@example.org\n", name="guests.csv")
    assert run.state == RunState.NEEDS_COLUMNS
    assert [heading["text"] for heading in run.headings] == ["Foo", "Bar"]

    name_columns(run=run, fields={"Foo": "display_name", "Bar": "email"})
    run = plan_import(run=run, on=TODAY)

    assert outcomes(run) == ["create"]
    later = planned(b"Bar;Foo\nbinh@example.org;B\xc3\xacnh\n", name="later.csv")
    assert later.actions.get().record["email"] == "binh@example.org"


def test_a_heading_may_be_as_long_as_a_consent():
    run = planned(b"Foo;Bar\nAn;an@example.org\n", name="guests.csv")
    long = "Tôi đồng ý " * 50

    name_columns(run=run, fields={long: "consent:contact"})

    assert ColumnMemory.objects.get().heading == long


# --- deciding ---


def held() -> tuple[ImportRun, Person]:
    known = make_participant("Lê Minh Hoàng", email="an@example.org")
    return planned(workbook([AN])), known


def test_a_decision_may_be_changed_until_it_is_applied():
    run, known = held()
    action = run.actions.get()

    decide(action=action, decision=Decision.SAME, same_as=known.pk)
    decide(action=action, decision=Decision.LEAVE_OUT)

    action.refresh_from_db()
    assert (action.decision, action.decided_for) == ("leave_out", None)


def test_only_a_held_row_and_a_candidate_can_be_decided():
    run, _known = held()
    stranger = make_person()

    with pytest.raises(WrongState):
        decide(action=run.actions.get(), decision=Decision.SAME, same_as=stranger.pk)
    with pytest.raises(WrongState):
        decide(action=planned(workbook([BINH])).actions.get(), decision=Decision.DIFFERENT)


def test_nothing_is_decided_after_applying():
    run, _known = held()
    apply_import(run=run, on=TODAY)

    with pytest.raises(WrongState):
        decide(action=run.actions.get(), decision=Decision.DIFFERENT)


def test_two_rows_are_not_both_said_to_be_one_person():
    known = make_participant("Lê Minh Hoàng", email="an@example.org")
    make_affiliation(known, make_organisation("Vinh University"))
    rows = [AN, person("L. M. Hoàng", "", "Vinh University")]
    run = planned(workbook(rows), event=make_event())
    first, second = run.actions.all()
    decide(action=first, decision=Decision.SAME, same_as=known.pk)

    with pytest.raises(AlreadyTaken):
        decide(action=second, decision=Decision.SAME, same_as=known.pk)
    # Even if both answers stood there, only the first is carried out.
    run.actions.filter(pk=second.pk).update(decision="same", decided_for=known.pk)
    apply_import(run=run, on=TODAY)

    assert known.participations.count() == 1


def test_decisions_survive_a_second_plan():
    run, known = held()
    decide(action=run.actions.get(), decision=Decision.SAME, same_as=known.pk)

    attach_signed_list(run=run, signed_list=make_attachment())
    run.refresh_from_db()
    plan_import(run=run, on=TODAY)

    assert run.actions.get().decided_for == known.pk


# --- applying ---


def test_applied_twice_is_applied_once():
    run = applied(workbook([AN], [IDEA]), event=make_event())
    before = the_whole_register()

    again = apply_import(run=run, on=TODAY)

    assert again.state == RunState.APPLIED
    assert the_whole_register() == before


@pytest.mark.parametrize("writer", ["_write_proposals", "state_changes", "_write_standings"])
def test_what_fails_midway_leaves_nothing(monkeypatch, writer):
    run = planned(workbook([AN | {"profile": "x"}], [IDEA]), signed=True)
    before = the_whole_register()

    def break_down(*_args: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(writing, writer, break_down)
    with pytest.raises(RuntimeError):
        apply_import(run=run, on=TODAY)

    run.refresh_from_db()
    assert run.state == RunState.PLANNED
    assert the_whole_register() == before
    monkeypatch.undo()
    assert apply_import(run=run, on=TODAY).state == RunState.APPLIED


def appears(known: Person) -> None:
    make_participant("Lê Minh Hoàng", email="binh@example.org")


def is_renamed(known: Person) -> None:
    Person.objects.filter(pk=known.pk).update(display_name="Nguyen Van An")


def is_gone(known: Person) -> None:
    known.delete()


@pytest.mark.parametrize("moved", [appears, is_renamed, is_gone])
def test_a_register_that_moved_gets_a_fresh_plan_and_no_change(moved: Callable[[Person], None]):
    known = make_participant("Nguyễn Văn An", email="an@example.org")
    run = planned(workbook([AN, BINH]))
    first_plan = outcomes(run)
    with elsewhere():
        moved(known)
    before = the_whole_register()

    with pytest.raises(PlanIsStale):
        apply_import(run=run, on=TODAY)

    run.refresh_from_db()
    assert run.state == RunState.PLANNED
    assert run.notices[0]["reason"] == "plan-was-stale"
    assert the_whole_register() == before
    assert outcomes(run) != first_plan or moved is is_renamed
    assert apply_import(run=run, on=TODAY).state == RunState.APPLIED


def test_a_stale_plan_whose_file_is_forgotten_is_refused_and_not_a_fault():
    run = planned(workbook([AN]))
    forget_old_contents(on=TODAY + datetime.timedelta(days=40_000))
    run.refresh_from_db()

    assert run.state == RunState.REFUSED
    assert plan_import(run=run, on=TODAY).refusal["reason"] == "contents-forgotten"
    with pytest.raises(WrongState):
        apply_import(run=run, on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_at_once_apply_once():
    make_register()
    run = planned(workbook([AN, BINH], [IDEA]))
    ended: list[str] = []

    def apply() -> None:
        try:
            ended.append(apply_import(run=run, on=TODAY).state)
        finally:
            connection.close()

    threads = [threading.Thread(target=apply) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert ended == [RunState.APPLIED, RunState.APPLIED]
    assert Person.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_files_with_one_person_create_them_once():
    make_register()
    runs = [planned(workbook([AN]), name=f"{number}.xlsx") for number in range(2)]
    ended: list[str] = []

    def apply(run: ImportRun) -> None:
        try:
            ended.append(apply_import(run=run, on=TODAY).state)
        except PlanIsStale:
            ended.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=apply, args=[run]) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(ended) == ["applied", "stale"]
    assert Person.objects.count() == 1


# --- what is written ---


def test_an_expert_is_written_whole_with_the_proof_of_each_yes(register):
    event = make_event()
    leuven = make_organisation("KU Leuven")
    run = applied(
        workbook([AN | ALL_ABOUT | {"profile": "yes", "contact": "yes"}]), signed=True, event=event
    )

    person = Person.objects.get()
    assert (person.display_name, person.orcid, person.city, person.country_code) == (
        "Nguyễn Văn An",
        ALL_ABOUT["orcid"],
        "Leuven",
        "BE",
    )
    assert (person.family_name, person.middle_name, person.given_name) == ("Nguyễn", "Văn", "An")
    assert person.expert.languages == ["en", "vi"]
    assert person.expert.ways_to_contribute == ["teach_mentor", "visit"]
    assert person.expert.expertise == ALL_ABOUT["expertise"]
    assert person.expert.link_with_vietnam == "Studied in Hà Nội"
    assert person.expert.ask_before_naming
    assert {one.sector_id for one in person.expert.expert_sectors.all()} == {"ai", "energy"}
    affiliation = person.affiliations.get()
    assert (affiliation.organisation, affiliation.position) == (leuven, "Professor")
    assert person.participations.get().event == event
    for consent in person.consents.all():
        assert consent.evidence == run.signed_list
        assert consent.recipient == register.controller
        assert consent.source.kind == SourceKind.IMPORT_ROW
        assert (consent.source.title, consent.source.sheet, consent.source.row) == (
            "guests.xlsx",
            "People",
            2,
        )
        assert (consent.given_on, (consent.expires_on - TODAY).days) == (TODAY, 730)
        assert consent.text.version == 1
    assert {one.purpose for one in person.consents.all()} == {"profile", "contact"}


def test_of_a_participant_nothing_else_is_stored_anywhere():
    applied(workbook([AN | ALL_ABOUT | {"contact": "x"}]), event=make_event())

    person = Person.objects.get()
    assert (person.orcid, person.city, person.country_code) == (None, "", "")
    assert person.participant
    assert person.affiliations.get().position == ""
    stated = PersonStatement.objects.values_list("field", flat=True)
    assert set(stated) == {"display_name", "email", "affiliation"}
    assert not Consent.objects.exists()


def test_what_an_officer_said_stays_and_the_sheet_is_kept_beside():
    known = make_expert("Nguyễn Văn An", email="an@example.org", city="Gent")
    officer_said = make_source(SourceKind.OFFICER)
    PersonStatement.objects.create(person=known, field="city", value="Gent", source=officer_said)
    rows = workbook([person("Nguyễn Văn An", "an@example.org", city="Leuven")])

    run = applied(rows)

    known.refresh_from_db()
    assert known.city == "Gent"
    assert run.actions.get().changes[0]["is_kept_beside"]
    live = PersonStatement.objects.live().filter(field="city")
    assert {(one.value, one.is_chosen) for one in live} == {("Gent", True), ("Leuven", False)}
    assert outcomes(planned(rows)) == ["unchanged"]


def test_a_newer_import_replaces_what_an_older_one_said():
    applied(workbook([AN | {"profile": "x", "city": "Leuven"}]), signed=True)
    applied(workbook([AN | {"city": "Gent"}]))

    statements = PersonStatement.objects.filter(field="city")
    assert {(one.value, one.is_chosen) for one in statements} == {("Leuven", False), ("Gent", True)}
    assert [one.value for one in statements.live()] == ["Gent"]


# --- again ---


def test_the_same_file_again_changes_nothing():
    rows = workbook([AN | ALL_ABOUT | {"profile": "x", "contact": "x"}, BINH], [IDEA])
    event = make_event()
    applied(rows, signed=True, event=event)
    before = the_whole_register()

    again = applied(rows, signed=True, event=event)

    assert set(outcomes(again)) == {Outcome.UNCHANGED}
    assert the_whole_register() == before


NAMES = st.sampled_from(
    ["Nguyễn Văn An", "NGUYEN Van An", "An, Nguyễn Văn", "Trần Bình", "N. V. An"]
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "email": st.sampled_from(["", "an@example.org", "b@example.org", "not an address"]),
            "organisation": st.sampled_from(["", "KU Leuven", "UGent"]),
            "orcid": st.sampled_from(["", ALL_ABOUT["orcid"]]),
            "sectors": st.sampled_from(["", "ai", "ai; ocean"]),
            "profile": st.sampled_from(["", "x", "no"]),
            "contact": st.sampled_from(["", "x", "no"]),
            "proposal": st.sampled_from(["", "Một cây cầu.", "Hai cây cầu."]),
        }
    ),
    min_size=1,
    max_size=6,
)


class EveryFile(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rows=ROWS)
    def test_changes_nothing_the_second_time_and_can_be_undone(self, rows):
        make_register()
        event, before = make_event(), the_whole_register()
        content = workbook(rows)

        run = applied(content, signed=True, event=event)
        again = planned(content, signed=True, event=event)
        left = undo_import(run=run)

        assert not {Outcome.CREATE, Outcome.UPDATE} & set(outcomes(again))
        assert left == []
        assert the_whole_register() == before


def test_a_replaced_signed_list_is_not_left_lying_about(django_capture_on_commit_callbacks):
    run = planned(workbook([AN]), signed=True)
    former = run.signed_list

    with django_capture_on_commit_callbacks(execute=True):
        attach_signed_list(run=run, signed_list=make_attachment("better.pdf"))

    assert not Attachment.objects.filter(pk=former.pk).exists()
