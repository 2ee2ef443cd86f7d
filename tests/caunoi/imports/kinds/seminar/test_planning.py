"""What a seminar's sheet would do: who becomes what, who is held, and what a row may say."""

from __future__ import annotations

import datetime
import json

import pytest
from django.utils import timezone

from caunoi.imports.models import Decision, ImportRun
from caunoi.imports.services import (
    apply_import,
    attach_signed_list,
    decide,
    plan_import,
    undo_import,
)
from caunoi.people.models import Consent, Expert, ExpertSector, Participant, Person
from caunoi.people.purposes import Purpose
from caunoi.people.services import withdraw_consent
from caunoi.proposals.models import Proposal
from tests.caunoi.imports.sheets import (
    ALL_ABOUT,
    TODAY,
    applied,
    changes,
    outcomes,
    person,
    plan_of,
    planned,
    problems,
    reasons,
    workbook,
)
from tests.factories import (
    make_affiliation,
    make_attachment,
    make_consent,
    make_event,
    make_expert,
    make_office_holder,
    make_officer,
    make_organisation,
    make_participant,
    make_proposal,
    make_register,
)

pytestmark = pytest.mark.django_db
AN = person("Nguyễn Văn An", "an@example.org", "KU Leuven")


@pytest.fixture(autouse=True)
def register():
    return make_register()


# --- who becomes what ---


@pytest.mark.parametrize(
    ("answer", "signed", "standing", "why"),
    [
        ("yes", True, "expert", "expert-own-yes"),
        ("yes", False, "participant", "participant-no-signed-list"),
        ("", True, "participant", "participant-no-yes"),
        ("no", True, "participant", "participant-no-yes"),
        ("", False, "participant", "participant-no-yes"),
    ],
)
def test_only_an_own_yes_with_the_signed_list_makes_an_expert(answer, signed, standing, why):
    (action,) = plan_of([AN | {"profile": answer}], signed=signed)

    assert action.outcome == "create"
    assert changes(action)["standing"] == standing
    assert reasons(action) == [why]


@pytest.mark.parametrize("answer", ["", "no", "yes"])
def test_even_the_plan_keeps_nothing_more_of_someone_without_a_yes(answer):
    row = AN | ALL_ABOUT | {"sectors": "ai; Kỳ lạ học", "profile": answer, "contact": "yes"}

    (action,) = plan_of([row])

    kept = {field for field, value in action.record.items() if value}
    assert kept <= {"display_name", "email", "organisation", "consents"}
    assert set(changes(action)) == {"standing", "display_name", "email", "affiliation"}
    assert changes(action)["affiliation"] == ["KU Leuven", ""]
    everything = json.dumps([action.record, action.changes, action.problems, action.cells])
    for cell in ["0097", "Professor", 'Leuven"', "Kỳ lạ", "teach", "energy", "Hà Nội"]:
        assert cell not in everything.replace("KU Leuven", "")


def test_a_participant_who_is_held_is_kept_as_sparsely():
    make_participant("Trần Thị Bình", email="an@example.org")

    (action,) = plan_of([AN | ALL_ABOUT])

    assert action.outcome == "possible_duplicate"
    assert {"position", "city", "sectors", "orcid"}.isdisjoint(
        field for field, value in action.record.items() if value
    )


def test_the_signed_list_attached_later_brings_back_all_that_the_file_says():
    run = planned(workbook([AN | ALL_ABOUT | {"profile": "yes"}]))
    assert changes(run.actions.get())["standing"] == "participant"

    attach_signed_list(run=run, signed_list=make_attachment())
    run.refresh_from_db()
    action = plan_import(run=run, on=TODAY).actions.get()

    assert changes(action)["standing"] == "expert"
    assert changes(action)["sectors"] == ["ai", "energy"]
    assert changes(action)["affiliation"] == ["KU Leuven", "Professor"]


def test_someone_who_withdrew_the_profile_stays_a_participant():
    known = make_expert("Nguyễn Văn An", email="an@example.org")
    withdraw_consent(consent=known.consents.get(), on=timezone.localdate())

    (action,) = plan_of([AN | {"profile": "yes", "contact": "yes"}], signed=True)

    assert reasons(action) == ["profile-stays-withdrawn", "stays-withdrawn"]
    assert "standing" not in changes(action)
    assert not any(field.startswith("consent:") for field in changes(action))


def test_an_office_holder_without_a_yes_gets_no_facts_from_a_sheet():
    minister = make_office_holder("Bộ Trưởng Ví Dụ")
    event = make_event()
    run = planned(
        workbook([person("Bộ Trưởng Ví Dụ", "office@example.org", "A ministry")]), event=event
    )
    decide(action=run.actions.get(), decision=Decision.SAME, same_as=minister.pk)

    apply_import(run=run, on=TODAY)

    minister.refresh_from_db()
    assert minister.email == ""
    assert not minister.affiliations.exists()
    assert minister.participations.get().event == event


def test_an_office_holder_who_says_yes_becomes_an_expert():
    minister = make_office_holder("Bộ Trưởng Ví Dụ")
    Person.objects.filter(pk=minister.pk).update(email="b@example.org", email_key="b@example.org")

    applied(workbook([person("Bộ Trưởng Ví Dụ", "b@example.org", profile="x")]), signed=True)

    assert Expert.objects.filter(person=minister).exists()


# --- is it someone already here? ---


@pytest.mark.parametrize(
    ("row", "outcome", "why"),
    [
        (person("Nguyễn Văn An", "AN@Example.org"), "unchanged", None),
        (person("NGUYEN Van An", "", "KU Leuven"), "unchanged", None),
        (person("An, Nguyễn Văn", "", "ku leuven"), "unchanged", None),
        (person("An NGUYEN Van", "an@example.org", ""), "unchanged", None),
        (person("Trần Thị Bình", "an@example.org"), "possible_duplicate", "same-email-other-name"),
        (
            person("Nguyễn Văn An", "other@example.org", "KU Leuven"),
            "possible_duplicate",
            "same-name-other-email",
        ),
        (
            person("Nguyễn Văn An", "other@example.org", "UGent"),
            "possible_duplicate",
            "same-name-other-organisation",
        ),
        (
            person("N. V. An", "", "KU Leuven"),
            "possible_duplicate",
            "similar-name-same-organisation",
        ),
        (person("Lê Minh Hoàng", "hoang@example.org", "KU Leuven"), "create", None),
    ],
)
def test_keys_find_someone_and_likeness_only_asks(row, outcome, why):
    known = make_participant("Nguyễn Văn An", email="an@example.org")
    make_affiliation(known, make_organisation("KU Leuven"))

    (action,) = plan_of([row])

    assert action.outcome == outcome
    if why:
        assert reasons(action) == [why]
        assert action.candidates == [known.pk]
        assert action.changes == []
    elif outcome == "unchanged":
        assert action.target == known.pk


def test_several_who_fit_are_a_question():
    for _ in range(2):
        make_affiliation(make_participant("Nguyễn Văn An"), make_organisation("KU Leuven"))

    (action,) = plan_of([person("Nguyễn Văn An", "", "KU Leuven")])

    assert reasons(action) == ["several-fit"]
    assert len(action.candidates) == 2


def test_two_people_who_share_a_mailbox_are_told_apart_by_name():
    one = make_participant("Nguyễn Văn An", email="team@example.org")
    two = make_participant("Trần Thị Bình", email="team@example.org")

    first, second = plan_of(
        [person("Tran Thi Binh", "team@example.org"), person("Nguyễn Văn An", "team@example.org")]
    )

    assert (first.target, second.target) == (two.pk, one.pk)
    assert {first.outcome, second.outcome} == {"unchanged"}


def test_the_orcid_of_someone_else_is_a_question_and_never_taken():
    holder = make_expert("Lê Minh Hoàng", orcid=ALL_ABOUT["orcid"])
    run = planned(workbook([AN | ALL_ABOUT | {"profile": "x"}]), signed=True)
    action = run.actions.get()
    assert reasons(action) == ["same-orcid"]
    assert action.candidates == [holder.pk]

    decide(action=action, decision=Decision.DIFFERENT)
    apply_import(run=run, on=TODAY)

    assert Person.objects.get(email_key="an@example.org").orcid is None
    holder.refresh_from_db()
    assert holder.orcid == ALL_ABOUT["orcid"]


# --- rows of one file that repeat each other ---


@pytest.mark.parametrize(
    "second",
    [
        AN,
        person("Nguyễn Văn An", "AN@example.org", "UGent"),
        person("NGUYEN Van An", "", "KU Leuven"),
        person("An, Nguyễn Văn", "other@example.org", "KU Leuven"),
        person("Trần Thị Bình", "an@example.org"),
    ],
)
def test_a_second_row_for_one_person_is_held(second):
    first, repeated = plan_of([AN, second])

    assert first.outcome == "create"
    assert repeated.outcome == "possible_duplicate"
    assert repeated.reasons == [{"code": "repeats-row", "parameters": [["row", "2"]]}]


def test_one_orcid_in_two_rows_is_held():
    first, second = plan_of(
        [
            AN | {"orcid": ALL_ABOUT["orcid"], "profile": "x"},
            person("Lê Minh Hoàng", "h@example.org", orcid=ALL_ABOUT["orcid"], profile="x"),
        ],
        signed=True,
    )

    assert (first.outcome, second.outcome) == ("create", "possible_duplicate")


def test_two_rows_that_find_one_person_by_different_keys_change_them_once():
    known = make_participant("Nguyễn Văn An", email="an@example.org")
    make_affiliation(known, make_organisation("KU Leuven"))
    event = make_event()

    run = applied(
        workbook(
            [person("Nguyễn Văn An", "an@example.org"), person("NGUYEN Van An", "", "KU Leuven")]
        ),
        event=event,
    )

    assert outcomes(run) == ["update", "possible_duplicate"]
    assert known.participations.count() == 1


def test_namesakes_at_two_organisations_are_two_people_and_stay_so():
    rows = workbook(
        [
            person("Nguyễn Văn An", "an@example.org", "KU Leuven"),
            person("Nguyễn Văn An", "an@example.com", "UGent"),
        ]
    )

    assert outcomes(applied(rows)) == ["create", "create"]
    assert outcomes(planned(rows)) == ["unchanged", "unchanged"]


def test_a_second_row_decided_to_be_someone_else_is_unchanged_afterwards():
    rows = workbook([AN, person("Trần Thị Bình", "an@example.org")])
    run = planned(rows)
    decide(action=run.actions.last(), decision=Decision.DIFFERENT)

    apply_import(run=run, on=TODAY)

    assert Person.objects.filter(email_key="an@example.org").count() == 2
    assert outcomes(planned(rows)) == ["unchanged", "unchanged"]


# --- facts ---


def test_marks_once_known_are_never_lost():
    known = make_participant("Nguyễn Văn An", email="an@example.org")

    actions = [
        plan_of([person(name, "an@example.org")])[0]
        for name in [
            "Nguyen Van An",
            "NGUYEN VAN AN",
            "An Nguyen Van",
            "Nguyen V. An",
        ]
    ]

    assert {action.outcome for action in actions} == {"unchanged"}
    assert {action.target for action in actions} == {known.pk}


def test_marks_that_were_missing_are_taken_up():
    make_participant("Nguyen Van An", email="an@example.org")

    (action,) = plan_of([AN])

    assert changes(action)["display_name"] == "Nguyễn Văn An"


def test_a_new_organisation_does_not_inherit_the_position_at_the_old_one():
    known = make_expert("Nguyễn Văn An", email="an@example.org")
    make_affiliation(known, make_organisation("UGent"), "Professor")

    applied(workbook([AN]))

    affiliation = known.affiliations.get()
    assert (affiliation.organisation_name, affiliation.position) == ("KU Leuven", "")


def test_the_position_stays_where_the_sheet_is_silent_about_it():
    known = make_expert("Nguyễn Văn An", email="an@example.org")
    make_affiliation(known, make_organisation("KU Leuven"), "Professor")

    (action,) = plan_of([AN])

    assert action.outcome == "unchanged"


def test_blank_cells_take_nothing_away():
    first = workbook([AN | ALL_ABOUT | {"profile": "x"}])
    applied(first, signed=True)

    (action,) = plan_of([person("Nguyễn Văn An", "an@example.org")])

    assert action.outcome == "unchanged"
    assert Expert.objects.get().languages == ["en", "vi"]
    assert ExpertSector.objects.count() == 2


# --- consents ---


def test_a_yes_counts_for_the_purpose_it_names_and_no_other(register):
    row = AN | {"profile": "yes", "contact": "yes", "events": ""}

    (action,) = plan_of([row], signed=True)

    found = {field for field in changes(action) if field.startswith("consent:")}
    controller = register.controller_id
    assert found == {f"consent:profile:{controller}", f"consent:contact:{controller}"}


def test_without_a_yes_to_the_profile_no_other_yes_is_taken():
    (action,) = plan_of([AN | {"contact": "yes", "public": "yes"}], signed=True)

    assert not any(field.startswith("consent:") for field in changes(action))


def test_a_yes_to_a_network_names_one_organisation_of_the_register():
    network = make_organisation("Example Network in Europe", kinds=["network"])

    (action,) = plan_of(
        [AN | {"profile": "yes", "network": "yes: example network in europe"}], signed=True
    )

    assert changes(action)[f"consent:network:{network.pk}"] is True


def test_a_yes_to_an_unknown_recipient_is_told_and_not_taken():
    (action,) = plan_of([AN | {"profile": "yes", "other_mission": "yes: Nowhere"}], signed=True)

    assert action.outcome == "create"
    assert problems(action) == ["recipient-not-in-register"]
    assert [field for field in changes(action) if "other_mission" in field] == []


def test_a_no_withdraws_that_yes(register):
    known = make_expert("Nguyễn Văn An", email="an@example.org", purposes=[Purpose.CONTACT])

    run = applied(workbook([AN | {"contact": "no"}]))

    assert outcomes(run) == ["update"]
    consent = Consent.objects.get(person=known, purpose=Purpose.CONTACT)
    assert consent.withdrawn_on == TODAY
    assert known.consents.get(purpose=Purpose.PROFILE).withdrawn_on is None


def test_a_withdrawn_yes_is_not_brought_back_by_a_sheet():
    known = make_expert("Nguyễn Văn An", email="an@example.org")
    make_consent(known, Purpose.CONTACT, withdrawn_on=timezone.localdate())

    (action,) = plan_of([AN | {"contact": "yes"}], signed=True)

    assert "stays-withdrawn" in reasons(action)
    assert not any(field.startswith("consent:") for field in changes(action))


@pytest.fixture
def an():
    return make_expert("Nguyễn Văn An", email="an@example.org")


def days(number):
    return datetime.timedelta(days=number)


NO = workbook([AN | {"contact": "no"}])
YES = workbook([AN | {"contact": "yes"}])


def test_a_sheet_imported_again_does_not_end_a_yes_given_since(an):
    first = applied(NO)
    ImportRun.objects.filter(pk=first.pk).update(created_at=timezone.now() - days(40))
    later = make_consent(an, Purpose.CONTACT, given_on=TODAY - days(10))

    again = applied(NO)

    later.refresh_from_db()
    assert outcomes(again) == ["unchanged"]
    assert later.withdrawn_on is None


def test_the_sheet_of_a_past_event_does_not_end_a_persons_own_yes_given_since(an):
    event = make_event(starts_on=TODAY - days(30), ends_on=TODAY - days(29))
    later = make_consent(an, Purpose.CONTACT, given_on=TODAY - days(28))

    applied(NO, event=event)

    later.refresh_from_db()
    assert later.withdrawn_on is None


def test_a_no_that_is_passed_over_says_why_on_the_plans_page(an, client):
    event = make_event(starts_on=TODAY - days(30), ends_on=TODAY - days(29))
    make_consent(an, Purpose.CONTACT, given_on=TODAY - days(28))

    run = planned(NO, event=event)

    assert "yes-is-newer" in reasons(run.actions.get())
    client.force_login(make_officer())
    shown = client.get(run.get_absolute_url()).content.decode()
    assert "the yes was given after it and stays" in shown


@pytest.mark.parametrize("given", [30, 29])
def test_a_no_ends_a_yes_given_until_the_last_day_of_the_event(an, given):
    event = make_event(starts_on=TODAY - days(30), ends_on=TODAY - days(29))
    earlier = make_consent(an, Purpose.CONTACT, given_on=TODAY - days(given))

    applied(NO, event=event)

    earlier.refresh_from_db()
    assert earlier.withdrawn_on == TODAY


def test_a_corrected_sheet_ends_the_yes_of_the_first_whenever_the_event_was(an):
    event = make_event(starts_on=TODAY - days(30))
    applied(YES, event=event, signed=True)

    applied(NO, event=event)

    assert an.consents.get(purpose=Purpose.CONTACT).withdrawn_on == TODAY


def test_an_expired_yes_begins_again_with_a_newer_sheet(an, register):
    yes = make_consent(an, Purpose.CONTACT, given_on=TODAY - days(800), expires_on=TODAY - days(70))

    run = applied(YES, signed=True)

    yes.refresh_from_db()
    assert outcomes(run) == ["update"]
    assert (yes.given_on, yes.how_given) == (TODAY, "seminar_sheet")
    assert yes.is_in_force(TODAY)
    assert yes.evidence == run.signed_list

    undo_import(run=run)

    yes.refresh_from_db()
    assert (yes.given_on, yes.expires_on) == (TODAY - days(800), TODAY - days(70))
    assert (yes.how_given, yes.evidence) == ("own_click", None)


def test_an_expired_yes_waits_for_the_signed_list(an):
    make_consent(an, Purpose.CONTACT, given_on=TODAY - days(800), expires_on=TODAY - days(70))

    (action,) = plan_of([AN | {"contact": "yes"}])

    assert not any(field.startswith("consent:") for field in changes(action))
    assert "yes-without-signed-list" in reasons(action)


def test_an_expired_yes_stays_expired_whatever_old_sheet_comes_again(an):
    first = applied(YES, signed=True)
    ImportRun.objects.filter(pk=first.pk).update(created_at=timezone.now() - days(800))
    an.consents.filter(purpose=Purpose.CONTACT).update(
        given_on=TODAY - days(800), expires_on=TODAY - days(70)
    )

    assert outcomes(applied(YES, signed=True)) == ["unchanged"]


def test_a_sheet_of_an_event_before_the_expired_yes_does_not_renew_it(an):
    make_consent(an, Purpose.CONTACT, given_on=TODAY - days(800), expires_on=TODAY - days(70))
    event = make_event(starts_on=TODAY - days(810))

    applied(YES, signed=True, event=event)

    assert not an.consents.get(purpose=Purpose.CONTACT).is_in_force(TODAY)


def test_a_no_to_the_profile_of_an_expert_is_left_to_an_officer():
    make_expert("Nguyễn Văn An", email="an@example.org")

    (action,) = plan_of([AN | {"profile": "no"}], signed=True)

    assert action.outcome == "rejected"
    assert problems(action) == ["profile-withdrawn-on-sheet"]


def test_a_new_yes_of_an_expert_waits_for_the_signed_list():
    make_expert("Nguyễn Văn An", email="an@example.org")

    (action,) = plan_of([AN | {"contact": "yes"}])

    assert reasons(action) == ["already-expert", "yes-without-signed-list"]
    assert not any(field.startswith("consent:") for field in changes(action))


# --- decisions ---


def test_the_same_updates_that_person():
    known = make_participant("Trần Thị Bình", email="an@example.org")
    run = planned(workbook([AN]))
    decide(action=run.actions.get(), decision=Decision.SAME, same_as=known.pk)

    apply_import(run=run, on=TODAY)

    known.refresh_from_db()
    assert known.display_name == "Nguyễn Văn An"
    assert Person.objects.count() == 1


@pytest.mark.parametrize(("decision", "people"), [("different", 2), ("leave_out", 1), ("", 1)])
def test_another_is_created_and_one_left_out_is_not(decision, people):
    make_participant("Trần Thị Bình", email="an@example.org")
    run = planned(workbook([AN]))
    if decision:
        decide(action=run.actions.get(), decision=Decision(decision))

    apply_import(run=run, on=TODAY)

    assert Person.objects.count() == people


# --- proposals follow their authors ---

IDEA = {"author": "Nguyễn Văn An", "email": "an@example.org", "text": "Hai phòng thí nghiệm chung."}


def test_a_proposal_belongs_to_the_row_that_creates_its_author():
    run = applied(workbook([AN], [IDEA]))

    assert outcomes(run) == ["create", "create"]
    assert Proposal.objects.get().authorships.get().person.display_name == "Nguyễn Văn An"


def test_a_proposal_may_come_from_someone_already_here():
    author = make_participant("Nguyễn Văn An", email="an@example.org")

    applied(workbook([person("Lê Minh Hoàng", "h@example.org")], [IDEA]))

    assert Proposal.objects.get().authorships.get().person == author


def test_a_proposal_in_the_row_of_its_author_is_theirs_even_among_namesakes():
    applied(
        workbook(
            [
                person("Nguyễn Văn An", "", "KU Leuven", proposal="Một cây cầu."),
                person("Nguyễn Văn An", "", "UGent", proposal="Hai cây cầu."),
            ]
        )
    )

    written = {
        proposal.text: proposal.authorships.get().person.affiliations.get().organisation_name
        for proposal in Proposal.objects.all()
    }
    assert written == {"Một cây cầu.": "KU Leuven", "Hai cây cầu.": "UGent"}


@pytest.mark.parametrize(
    ("people", "proposal", "why"),
    [
        ([AN], {"author": "Ai Đó", "email": "x@example.org", "text": "T"}, "author-unknown"),
        ([AN], {"author": "Ai Đó", "text": "T"}, "author-unknown"),
        (
            [AN, person("Nguyễn Văn An", "a2@example.org", "UGent")],
            {"author": "Nguyễn Văn An", "text": "T"},
            "author-ambiguous",
        ),
    ],
)
def test_a_proposal_without_a_certain_author_is_rejected(people, proposal, why):
    *_, action = plan_of(people, [proposal])

    assert action.outcome == "rejected"
    assert problems(action) == [why]


def test_one_text_of_one_author_is_kept_once():
    run = planned(workbook([AN], [IDEA, IDEA | {"text": "Hai  phòng thí nghiệm\nchung."}]))

    assert outcomes(run) == ["create", "create", "unchanged"]
    assert reasons(run.actions.last()) == ["proposal-repeated"]


def test_a_text_that_is_here_already_is_unchanged():
    make_proposal(make_participant("Nguyễn Văn An", email="an@example.org"), IDEA["text"])

    *_, action = plan_of([AN], [IDEA])

    assert action.outcome == "unchanged"


@pytest.mark.parametrize(
    ("decision", "author"),
    [("same", "Nguyễn Văn An"), ("different", "Nguyễn Văn An"), ("leave_out", None)],
)
def test_the_proposal_of_a_held_author_follows_the_decision(decision, author):
    known = make_participant("Trần Thị Bình", email="an@example.org")
    run = planned(workbook([AN], [IDEA]))
    held, proposal = run.actions.all()
    assert reasons(proposal) == ["author-is-held"]

    same_as = known.pk if decision == "same" else None
    decide(action=held, decision=Decision(decision), same_as=same_as)
    apply_import(run=run, on=TODAY)

    authors = [one.authorships.get().person.display_name for one in Proposal.objects.all()]
    assert authors == ([author] if author else [])
    assert known.authorships.count() == (decision == "same")


def test_participants_are_kept_for_sixty_days():
    applied(workbook([AN]))

    assert (Participant.objects.get().delete_on - TODAY).days == 60
