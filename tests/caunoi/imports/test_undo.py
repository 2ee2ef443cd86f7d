"""An undo takes back all that nobody has touched since, and lists the rest."""

from __future__ import annotations

import datetime

import pghistory
import pytest

from caunoi.imports.forgetting import forget_old_contents
from caunoi.imports.models import Decision, ImportRun, RunState
from caunoi.imports.services import (
    apply_import,
    decide,
    undo_import,
)
from caunoi.imports.states import WrongState
from caunoi.people.facts import Fact
from caunoi.people.models import (
    Consent,
    Expert,
    ExpertSector,
    Look,
    Participant,
    Person,
    PersonName,
    PersonStatement,
)
from caunoi.people.particulars import Particulars
from caunoi.people.purposes import Purpose
from caunoi.people.services import change_person, note_look
from caunoi.proposals.models import Proposal
from tests.caunoi.imports.sheets import (
    ALL_ABOUT,
    TODAY,
    applied,
    elsewhere,
    person,
    planned,
    the_whole_register,
    workbook,
)
from tests.factories import (
    make_consent,
    make_event,
    make_expert,
    make_officer,
    make_participant,
    make_proposal,
    make_register,
    make_source,
)

pytestmark = pytest.mark.django_db
AN = person("Nguyễn Văn An", "an@example.org", "KU Leuven")
IDEA = {"author": "Nguyễn Văn An", "email": "an@example.org", "text": "Một cây cầu."}
SAYS_YES = AN | ALL_ABOUT | {"profile": "x", "contact": "x"}


@pytest.fixture(autouse=True)
def register():
    return make_register()


def the_person() -> Person:
    return Person.objects.get(email_key="an@example.org")


def listed(run: ImportRun) -> list[tuple[str, str]]:
    return [(one.model, one.reason) for one in undo_import(run=run)]


# --- as if it had never been ---


def test_what_a_run_created_is_gone_with_its_traces():
    before = the_whole_register()
    rows = [SAYS_YES, person("Lê Minh Hoàng", "h@example.org")]
    run = applied(workbook(rows, [IDEA]), signed=True, event=make_event())

    assert listed(run) == []

    assert the_whole_register() == before
    history = pghistory.models.Events.objects.filter(pgh_model="people.PersonEvent")
    assert not history.exists()


def test_what_a_run_changed_is_as_before():
    known = make_expert("Nguyen Van An", email="an@example.org", sectors=["quantum"])
    make_participant("Lê Minh Hoàng", email="h@example.org")
    before = the_whole_register()
    run = applied(
        workbook([SAYS_YES, person("Lê Minh Hoàng", "h@example.org", "UGent")], [IDEA]),
        signed=True,
        event=make_event(),
    )
    known.refresh_from_db()
    assert known.display_name == "Nguyễn Văn An"

    assert listed(run) == []

    assert the_whole_register() == before


def test_a_participant_made_an_expert_is_a_participant_again():
    make_participant("Nguyễn Văn An", email="an@example.org")
    before = the_whole_register()
    run = applied(workbook([SAYS_YES]), signed=True)
    assert Expert.objects.exists()
    assert not Participant.objects.exists()

    assert listed(run) == []

    assert the_whole_register() == before


def test_a_withdrawn_yes_stands_again():
    known = make_expert("Nguyễn Văn An", email="an@example.org", purposes=[Purpose.CONTACT])
    run = applied(workbook([AN | {"contact": "no"}]))

    undo_import(run=run)

    assert known.consents.get(purpose=Purpose.CONTACT).withdrawn_on is None


def test_the_earlier_of_two_imports_speaks_again():
    applied(workbook([SAYS_YES]), signed=True, name="first.xlsx")
    before = the_whole_register()
    run = applied(workbook([AN | {"city": "Gent"}]), name="second.xlsx")
    assert the_person().city == "Gent"

    undo_import(run=run)

    assert the_person().city == "Leuven"
    assert the_whole_register() == before


def test_imports_are_undone_one_after_the_other_back_to_the_beginning():
    before = the_whole_register()
    first = applied(workbook([SAYS_YES]), signed=True)
    second = applied(workbook([AN | {"city": "Gent", "sectors": "ocean"}]))

    assert listed(second) == []
    assert listed(first) == []

    assert the_whole_register() == before


def test_someone_created_by_decision_is_taken_back_too():
    make_participant("Trần Thị Bình", email="an@example.org")
    before = the_whole_register()
    run = planned(workbook([AN], [IDEA]))
    decide(action=run.actions.first(), decision=Decision.DIFFERENT)
    apply_import(run=run, on=TODAY)

    assert listed(run) == []

    assert the_whole_register() == before


# --- left alone, and listed ---


def edited_by_an_officer() -> None:
    particulars = Particulars(display_name="Nguyễn Văn Ân", facts={Fact.CITY: "Gent"})
    change_person(person=the_person(), particulars=particulars, by=make_officer(), on=TODAY)


def given_a_yes() -> None:
    make_consent(the_person(), Purpose.PUBLIC)


def given_another_name() -> None:
    PersonName.objects.create(person=the_person(), value="阮文安")


def given_a_sector() -> None:
    ExpertSector.objects.create(expert=the_person().expert, sector_id="ocean")


def sent_a_proposal() -> None:
    make_proposal(the_person())


def came_elsewhere() -> None:
    make_event(people=[the_person()])


def imported_again() -> None:
    applied(workbook([AN | {"city": "Gent"}]))


@pytest.mark.parametrize(
    ("happened", "reason"),
    [
        (edited_by_an_officer, "changed-since"),
        (imported_again, "changed-since"),
        (given_a_yes, "built-upon"),
        (given_another_name, "built-upon"),
        (given_a_sector, "built-upon"),
        (sent_a_proposal, "built-upon"),
        (came_elsewhere, "built-upon"),
    ],
)
def test_someone_with_a_life_since_stays_whole_and_is_listed(happened, reason):
    run = applied(workbook([SAYS_YES, person("Lê Minh Hoàng", "h@example.org")]), signed=True)
    with elsewhere():
        happened()
    before = the_whole_register()

    assert listed(run) == [("people.person", reason)]

    kept, gone = Person.objects.all(), Person.objects.filter(email_key="h@example.org")
    assert [one.email for one in kept] == ["an@example.org"]
    assert not gone.exists()
    assert the_person().expert.yes.purpose == Purpose.PROFILE
    after = the_whole_register()
    for table in ["people.Consent", "people.Expert", "people.ExpertSector", "people.Affiliation"]:
        assert after[table] == before[table]
    spoken_of = {row[-1] for row in after["people.PersonStatement"]}
    assert spoken_of == {the_person().pk}
    run.refresh_from_db()
    assert run.left_alone == [{"model": "people.person", "id": the_person().pk, "reason": reason}]


def test_a_change_that_was_changed_back_holds_nothing_back():
    run = applied(workbook([SAYS_YES]), signed=True)
    for city in ["Gent", "Leuven"]:
        with elsewhere():
            Person.objects.update(city=city)

    assert listed(run) == []

    assert not Person.objects.exists()


def test_looks_hold_nothing_back():
    run = applied(workbook([SAYS_YES]), signed=True)
    with elsewhere():
        note_look(person=the_person(), by=make_officer(), what=Look.What.PROFILE)

    assert listed(run) == []

    assert not Look.objects.exists()


def test_an_edited_proposal_stays_with_its_author():
    run = applied(workbook([AN], [IDEA, IDEA | {"text": "Hai cây cầu."}]))
    with elsewhere():
        Proposal.objects.filter(text="Một cây cầu.").update(title="Placed")

    assert listed(run) == [
        ("proposals.proposal", "changed-since"),
        ("people.person", "built-upon"),
    ]

    assert Proposal.objects.get().authorships.get().person == the_person()


def test_a_known_person_whom_the_run_changed_keeps_later_changes():
    make_participant("Nguyễn Văn An", email="an@example.org")
    run = applied(workbook([SAYS_YES]), signed=True)
    with elsewhere():
        edited_by_an_officer()

    assert listed(run) == [("people.person", "changed-since")]

    person = the_person()
    assert person.display_name == "Nguyễn Văn Ân"
    assert person.expert
    chosen = PersonStatement.objects.get(person=person, field="display_name", is_chosen=True)
    assert chosen.value == person.display_name


def test_what_an_officer_said_is_chosen_before_and_after():
    known = make_participant("Nguyễn Văn An", email="an@example.org")
    said = PersonStatement.objects.create(
        person=known, field="display_name", value="Nguyễn Văn An", source=make_source()
    )
    run = applied(workbook([person("Nguyễn Văn Ân", "", "KU Leuven"), AN]))
    undo_import(run=run)

    said.refresh_from_db()
    assert said.is_chosen
    assert PersonStatement.objects.filter(person=known).get() == said


# --- when and how often ---


def test_a_run_is_undone_once():
    run = applied(workbook([AN]))
    undo_import(run=run)

    with pytest.raises(WrongState):
        undo_import(run=run)

    run.refresh_from_db()
    assert run.state == RunState.UNDONE


def test_only_what_was_applied_is_undone():
    with pytest.raises(WrongState):
        undo_import(run=planned(workbook([AN])))


def test_an_undone_file_can_be_handed_in_again():
    undo_import(run=applied(workbook([SAYS_YES]), signed=True))

    applied(workbook([SAYS_YES]), signed=True)

    assert Expert.objects.count() == 1


def test_an_undo_needs_no_contents():
    before = the_whole_register()
    run = applied(workbook([SAYS_YES], [IDEA]), signed=True)
    forget_old_contents(on=TODAY + datetime.timedelta(days=40_000))

    assert listed(run) == []

    assert the_whole_register() == before


def test_every_consent_keeps_its_proof_through_an_undo_that_leaves_it():
    run = applied(workbook([SAYS_YES]), signed=True)
    with elsewhere():
        came_elsewhere()

    undo_import(run=run)

    assert {one.evidence_id for one in Consent.objects.all()} == {run.signed_list_id}
    assert run.signed_list.file.storage.exists(run.signed_list.file.name)
