"""What the database itself refuses, and how people are found by their names."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from caunoi.people.models import (
    Affiliation,
    Consent,
    Expert,
    ExpertSector,
    HowGiven,
    Participant,
    Person,
    PersonName,
    PersonStatement,
)
from caunoi.people.purposes import Purpose
from tests.factories import (
    make_attachment,
    make_consent,
    make_expert,
    make_participant,
    make_person,
    make_source,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 14)


def refuses(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"display_name": ""}, "person_has_a_name"),
        ({"display_name": "A", "orcid": "0000-0002-1825-009"}, "person_orcid_is_absent_or_whole"),
        ({"display_name": "A", "orcid": ""}, "person_orcid_is_absent_or_whole"),
        ({"display_name": "A", "orcid": "0000000218250097"}, "person_orcid_is_absent_or_whole"),
    ],
)
def test_a_person_has_a_name_and_a_whole_orcid_or_none(fields, constraint):
    with refuses(constraint):
        Person.objects.create(**fields)


def test_an_orcid_is_one_persons():
    make_person(orcid="0000-0002-1825-0097")

    with refuses("orcid"):
        make_person(orcid="0000-0002-1825-0097")


def test_nobody_is_expert_and_participant():
    expert, participant = make_expert(), make_participant()

    with refuses("cannot be both"), transaction.atomic():
        Participant.objects.create(person=expert, delete_on=DAY)
    with refuses("cannot be both"), transaction.atomic():
        Expert.objects.create(person=participant, yes=make_consent(participant), confirmed_on=DAY)


def test_there_is_no_expert_without_a_yes():
    with refuses("needs an own yes"):
        Expert.objects.create(person=make_person(), confirmed_on=DAY)


def test_neither_another_s_yes_nor_a_yes_to_something_else_makes_an_expert():
    person, other = make_person(), make_person()
    for yes in (make_consent(other), make_consent(person, Purpose.EVENTS)):
        with refuses("needs an own yes"), transaction.atomic():
            Expert.objects.create(person=person, yes=yes, confirmed_on=DAY)


def test_the_yes_of_an_expert_cannot_be_deleted_under_the_profile():
    expert = make_expert()

    with pytest.raises(IntegrityError, match="protected"):
        expert.expert.yes.delete()


@pytest.mark.parametrize("how", [HowGiven.SIGNED_PAPER, HowGiven.EMAIL, HowGiven.SEMINAR_SHEET])
def test_a_yes_that_was_not_clicked_has_its_proof(how):
    consent = make_consent(make_person())

    with refuses("consent_has_its_proof"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(how_given=how)
    Consent.objects.filter(pk=consent.pk).update(how_given=how, evidence=make_attachment())


def test_a_yes_stands_once_per_purpose_and_recipient_until_withdrawn():
    person = make_person()
    first = make_consent(person, Purpose.EVENTS)

    with refuses("one_standing_yes"), transaction.atomic():
        make_consent(person, Purpose.EVENTS)
    Consent.objects.filter(pk=first.pk).update(withdrawn_on=DAY)
    make_consent(person, Purpose.EVENTS)


def test_a_yes_expires_after_it_was_given():
    with refuses("consent_expires_after_it_was_given"):
        make_consent(make_person(), given_on=DAY, expires_on=DAY)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"organisation_name": ""}, "affiliation_names_a_body"),
        (
            {"organisation_name": "A", "started_on": DAY, "ended_on": datetime.date(2026, 3, 13)},
            "affiliation_ends_after_it_begins",
        ),
    ],
)
def test_an_affiliation_names_a_body_and_ends_after_it_begins(fields, constraint):
    with refuses(constraint):
        Affiliation.objects.create(person=make_person(), **fields)


def test_an_expert_stands_in_a_sector_once():
    expert = make_expert(sectors=["ai"]).expert

    with refuses("expert_stands_in_a_sector_once"):
        ExpertSector.objects.create(expert=expert, sector_id="ai")


def test_one_value_of_a_field_is_chosen():
    person = make_person()
    fields = {"person": person, "field": "city", "source": make_source()}
    PersonStatement.objects.create(value="Gent", is_chosen=True, **fields)
    PersonStatement.objects.create(value="Leuven", is_chosen=False, **fields)

    with refuses("one_chosen_value"):
        PersonStatement.objects.create(value="Brugge", is_chosen=True, **fields)


@pytest.mark.parametrize(
    "words",
    [
        "Nguyễn Văn Đức",
        "nguyen van duc",
        "Đức Nguyễn",
        "DUC",
        "阮文德",
        "阮",
        "Van Duc Nguyen",
        "  nguyễn   duc ",
    ],
)
def test_a_person_is_found_by_any_spelling_of_the_name(words):
    person = make_person("Nguyễn Văn Đức")
    PersonName.objects.create(person=person, value="阮文德", kind="han")
    make_person("Trần Thị Ví Dụ")

    assert list(Person.objects.named_like(words)) == [person]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("阮志勇", "Nguyễn Chí Dũng"),
        ("nguyễn chí dũng", "阮志勇"),
        ("Trần", "陳明"),
        ("C. D. Nguyễn", "Nguyễn Chí Dũng"),
        ("Nguyen CD", "Nguyễn Chí Dũng"),
        ("Mueller", "Hans Müller"),
        ("Müller", "Hans Mueller"),
        ("Lí Thị Mĩ", "Lý Thị Mỹ"),
        ("J.-P. Dupont", "Jean-Pierre Dupont"),
    ],
)
def test_a_name_is_found_in_another_script_in_initials_and_written_out(words, name):
    person = make_person(name)
    for other in ("Đặng Quốc Khánh", "习近平", "Wouter Peeters"):
        make_person(other)

    assert list(Person.objects.named_like(words)) == [person]


@pytest.mark.parametrize("words", ["阮志", "Dũng", "C. Nguyễn"])
def test_so_are_other_names(words):
    person = make_person("Thomas Example")
    PersonName.objects.create(person=person, value="Nguyễn Chí Dũng")

    assert list(Person.objects.named_like(words)) == [person]


@pytest.mark.parametrize("words", ["(", "a|b", "\\", "[", "*", "–"])
def test_signs_mean_nothing_but_themselves(words):
    make_person("Nguyễn Chí Dũng")

    assert not Person.objects.named_like(words).exists()


def test_every_word_has_to_be_found():
    make_person("Nguyễn Văn Đức")

    assert not Person.objects.named_like("nguyen lan").exists()


def test_people_stand_in_vietnamese_order():
    names = ["Bình", "Ân", "Đào", "An", "Dũng", "Ăn", "Ánh"]
    for name in names:
        make_person(name)

    assert [person.display_name for person in Person.objects.all()] == [
        *("An", "Ánh", "Ăn", "Ân", "Bình", "Dũng", "Đào")
    ]


def test_keys_follow_the_name_and_the_email():
    person = make_person("Đỗ Thị Ví Dụ", email="Vi.Du@Example.org")

    assert person.name_key == "do du thi vi"
    assert person.email_key == "vi.du@example.org"
