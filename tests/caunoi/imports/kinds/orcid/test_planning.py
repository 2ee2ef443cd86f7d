"""What ORCID's records would do: nothing but for experts, once, and back again."""

from __future__ import annotations

import datetime
import json

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE
from caunoi.imports.forgetting import forget_old_contents
from caunoi.imports.models import ImportRun, Outcome
from caunoi.imports.preview import preview_rows
from caunoi.imports.services import PlanIsStale, apply_import, undo_import
from caunoi.people.models import (
    Expert,
    Participant,
    Person,
    PersonStatement,
)
from caunoi.works.models import Work
from tests.caunoi.imports.kinds.orcid.answers import (
    BINH,
    MAI,
    RIVERS,
    STRANGER,
    orcid,
    record,
    step_of,
)
from tests.caunoi.imports.sheets import (
    TODAY,
    applied,
    elsewhere,
    outcomes,
    planned,
    problems,
    reasons,
    the_whole_register,
)
from tests.factories import (
    make_affiliation,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
    make_person,
    make_register,
    make_work,
)

pytestmark = pytest.mark.django_db


def test_an_expert_is_known_by_the_orcid_id(mai):
    run = applied(**orcid(record(MAI, RIVERS)))

    work = Work.objects.get()
    assert outcomes(run) == ["unchanged", "create"]
    assert (work.title, work.year, work.doi) == (RIVERS["title"], 2019, RIVERS["doi"])
    assert work.language == "en"
    assert [one.expert_id for one in work.authorships.all()] == [mai.pk]


def test_nobody_is_known_by_a_name():
    make_register()
    make_expert("Lê Thị Mai")
    before = the_whole_register()

    run = applied(**orcid(record(MAI, RIVERS, name=("Thị Mai", "Lê"))))

    assert outcomes(run) == ["rejected"]
    assert problems(step_of(run)) == ["orcid-not-in-register"]
    assert the_whole_register() == before


@pytest.mark.parametrize("standing", [make_person, make_participant, make_office_holder])
def test_an_import_makes_no_expert_and_adds_nothing_to_who_is_none(standing):
    make_register()
    person = standing("Lê Thị Mai")
    Person.objects.filter(pk=person.pk).update(orcid=MAI)
    before = the_whole_register()

    run = applied(**orcid(record(MAI, RIVERS, names=["Mai Le"], at=[("KU Leuven",)])))

    assert outcomes(run) == ["rejected"]
    assert problems(step_of(run)) == ["orcid-without-profile"]
    assert the_whole_register() == before
    assert not Expert.objects.exists()


def test_a_yes_that_has_ended_is_none(mai):
    mai.consents.update(
        given_on=TODAY - datetime.timedelta(days=800), expires_on=timezone.localdate()
    )

    run = planned(**orcid(record(MAI, RIVERS)))

    assert problems(step_of(run)) == ["orcid-without-profile"]


def test_of_others_the_plan_keeps_the_orcid_id_alone(mai):
    telling = record(
        STRANGER,
        {"title": "A secret garden", "doi": "10.5555/secret"},
        name=("Secret", "Person"),
        names=["Secret Alias"],
        at=[("Secret University", "Secret Professor")],
        emails={"email": [{"email": "no address, secret"}]},
    )
    run = applied(**orcid(telling, record(MAI, RIVERS)))

    kept = [*run.actions.values(), *ImportRun.objects.values()]
    assert "ecret" not in json.dumps(kept, default=str)
    assert run.actions.first().label == STRANGER


def test_what_is_not_asked_for_is_not_kept(mai):
    telling = record(
        MAI,
        biography={"content": "Grew up in Huế."},
        emails={"email": [{"email": "mai@example.org"}, {"email": "unreadable"}]},
        addresses={"address": [{"country": {"value": "FR"}}]},
        keywords={"keyword": [{"content": "sediment"}]},
    )
    run = applied(**orcid(telling))

    kept = json.dumps([*run.actions.values(), *PersonStatement.objects.values()], default=str)
    for word in ("Huế", "mai@example.org", "unreadable", "FR", "sediment"):
        assert word not in kept
    mai.refresh_from_db()
    assert (mai.email, mai.country_code) == ("", "")


def test_a_record_without_names_is_read_all_the_same(mai):
    private = {"orcid-identifier": {"path": MAI}, "person": {"name": None}}

    assert outcomes(planned(**orcid(private))) == ["unchanged"]


def test_a_record_told_twice_is_read_once(mai):
    run = planned(**orcid(record(MAI, RIVERS), record(MAI, RIVERS)))

    assert outcomes(run) == ["unchanged", "create", "unchanged"]
    assert reasons(run.actions.last()) == ["orcid-repeated"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"response-code": 404, "error-code": 9016}, "orcid-not-found"),
        ({"response-code": 409, "error-code": 9018}, "orcid-locked"),
        ({"response-code": 409, "error-code": 9044}, "orcid-deactivated"),
        ({"orcid-profile": {"orcid-identifier": {"path": MAI}}}, "orcid-version-unknown"),
        ({"orcid-identifier": {"path": "1234"}}, "orcid-id-malformed"),
        ({}, "orcid-version-unknown"),
        ("text", "json-malformed"),
    ],
)
def test_what_is_no_record_is_rejected_with_its_row_and_the_rest_goes_on(mai, answer, why):
    run = applied(**orcid(record(MAI, RIVERS), answer))

    assert outcomes(run) == ["unchanged", "create", "rejected"]
    rejected = run.actions.last()
    assert (rejected.row, problems(rejected), rejected.cells) == (2, [why], [])


def test_a_file_without_records_is_refused(mai):
    run = planned(content=b"<record/>", kind="orcid", name="record.xml")

    assert (run.state, run.refusal["reason"]) == ("refused", "not-json-lines")
    assert run.refusal["parameters"]["file"] == "record.xml"


# --- applying, again, and back ---


def test_the_same_record_again_changes_nothing(mai, binh):
    make_organisation("KU Leuven", ror_id="05f950310")
    full = orcid(
        record(
            MAI,
            RIVERS | {"journal": "Journal of Examples"},
            {"title": "Undated"},
            name=("Mai", "Le-Dupont"),
            names=["黎氏梅"],
            at=[("KU Leuven", "Professor", "", "05f950310")],
        ),
        record(BINH, RIVERS, at=[("Imec",)]),
    )
    applied(**full)
    before = the_whole_register()

    run = applied(**full)

    assert set(outcomes(run)) == {"unchanged"}
    assert the_whole_register() == before


def test_an_undo_leaves_the_register_as_it_was(mai, binh):
    make_affiliation(mai, make_organisation("Imec"), "Engineer")
    make_work(binh, title="Typed by hand", doi=RIVERS["doi"])
    before = the_whole_register()
    run = applied(
        **orcid(record(MAI, RIVERS, {"title": "Undated"}, names=["黎氏梅"], at=[("KU Leuven",)]))
    )
    assert the_whole_register() != before

    with elsewhere():
        left = undo_import(run=run)

    assert left == []
    assert the_whole_register() == before
    assert outcomes(applied(**orcid(record(MAI, RIVERS)))) == ["unchanged", "update"]


def test_an_undo_leaves_alone_what_was_changed_since(mai):
    run = applied(**orcid(record(MAI, RIVERS, {"title": "Undated"})))
    with elsewhere():
        Work.objects.filter(title="Undated").update(venue="Corrected by hand")

    left = undo_import(run=run)

    assert [one.reason for one in left] == ["changed-since"]
    assert [work.title for work in Work.objects.all()] == ["Undated"]
    assert mai.expert.work_authorships.count() == 1


def test_a_yes_withdrawn_after_the_plan_makes_it_stale(mai):
    run = planned(**orcid(record(MAI, RIVERS, names=["黎氏梅"])))
    with elsewhere():
        mai.consents.update(withdrawn_on=TODAY)

    with pytest.raises(PlanIsStale):
        apply_import(run=run, on=TODAY)

    run.refresh_from_db()
    assert outcomes(run) == ["rejected"]
    assert "黎氏梅" not in json.dumps([*run.actions.values()], default=str)
    assert not Work.objects.exists()


def test_what_is_forgotten_names_nobody(mai):
    run = applied(**orcid(record(MAI, RIVERS, names=["黎氏梅"]), record(STRANGER)))

    forget_old_contents(on=TODAY + datetime.timedelta(days=40_000))

    kept = json.dumps([*run.actions.values()], default=str, ensure_ascii=False)
    assert not [word for word in (MAI, STRANGER, "Mai", "梅", "invented") if word in kept]


def test_the_preview_names_works_and_their_author(mai):
    run = planned(**orcid(record(MAI, RIVERS)))

    person, work = preview_rows(run.actions.all(), OFFICER_AT_THE_COMMAND_LINE)

    assert (person.action.label, work.action.label) == ("Lê Thị Mai", RIVERS["title"])
    assert person.target_url == mai.get_absolute_url()
    shown = {one.label: one.new for one in work.changes}
    assert shown["author"] == "Lê Thị Mai"
    assert shown["DOI"] == RIVERS["doi"]


def test_no_participant_is_left_over(mai):
    applied(**orcid(record(MAI, RIVERS)))

    assert not Participant.objects.exists()


def test_the_sample_that_orcid_publishes_comes_in_once(shared):
    sample = (shared / "data" / "orcid" / "record-full-3.0.json").read_bytes()
    make_expert("Lê Thị Mai", orcid="0000-0002-7319-2192")
    whole = {"content": sample, "kind": "orcid", "name": "record-full-3.0.json"}

    first, again = applied(**whole), planned(**whole)

    assert {"update", "create"} <= set(outcomes(first))
    assert set(outcomes(again)) <= {"unchanged", "rejected"}
    assert undo_import(run=first) == []
    assert not Work.objects.exists()


TITLES = st.sampled_from(["Rivers", "rivers", "Deltas", "River: deltas", "!"])
WORKS = st.builds(
    lambda title, year, doi: {"title": title, "year": year, "doi": doi},
    TITLES,
    st.sampled_from(["", "2019", "2020", "2023"]),
    st.sampled_from(["", "10.5555/a", "10.5555/b"]),
)


class TestAnyRecords(TestCase):
    """Whatever two records say: applied once, told again nothing new, undone without a trace."""

    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(st.lists(WORKS, max_size=5), st.lists(WORKS, max_size=5), st.lists(WORKS, max_size=2))
    def test_again_changes_nothing_and_undone_is_as_before(self, hers, theirs, here) -> None:
        mai = make_expert("Lê Thị Mai", orcid=MAI)
        make_expert("Trần Thị Bình", orcid=BINH)
        for work in {one["doi"]: one for one in here}.values():
            year = int(work["year"]) if work["year"] else None
            make_work(mai, title=work["title"], year=year, doi=work["doi"] or None)
        before = the_whole_register()
        stated = orcid(record(MAI, *hers), record(BINH, *theirs))

        run = applied(**stated)
        again = planned(**stated)

        assert not {Outcome.CREATE, Outcome.UPDATE} & set(outcomes(again))
        assert undo_import(run=run) == []
        assert the_whole_register() == before
