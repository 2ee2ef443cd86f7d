"""A person's facts as imports compare them."""

import datetime

import pytest

from caunoi.people.facts import (
    FACTS_OF_A_PARTICIPANT,
    Fact,
    Standing,
    StandingYes,
    known_people,
    standing_of,
)
from caunoi.people.models import PersonStatement
from caunoi.people.purposes import Purpose
from caunoi.people.services import withdraw_consent
from caunoi.sources.models import SourceKind
from caunoi.sources.services import record_statements
from tests.factories import (
    make_affiliation,
    make_event,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
    make_person,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_an_expert_is_known_whole():
    expert = make_expert(
        "Nguyễn Thị Ví Dụ",
        email="a@example.org",
        city="Gent",
        country_code="BE",
        purposes=[Purpose.EVENTS],
        sectors=["health", "ai"],
    )
    make_affiliation(expert, make_organisation("KU Leuven"), "professor")
    event = make_event(people=[expert])
    withdraw_consent(consent=expert.consents.get(purpose="events"), on=datetime.date(2026, 12, 1))

    known = known_people([expert.pk])[expert.pk]

    assert known.standing == Standing.EXPERT
    assert known.facts == {
        Fact.DISPLAY_NAME: "Nguyễn Thị Ví Dụ",
        Fact.EMAIL: "a@example.org",
        Fact.ORCID: "",
        Fact.CITY: "Gent",
        Fact.COUNTRY: "BE",
        Fact.AFFILIATION: ["KU Leuven", "professor"],
        Fact.SECTORS: ["ai", "health"],
        Fact.EXPERTISE: "",
        Fact.LANGUAGES: [],
        Fact.WAYS: [],
        Fact.LINK: "",
    }
    assert known.affiliation_is_linked
    recipient = expert.expert.yes.recipient_id
    assert set(known.yeses) == {StandingYes(Purpose.PROFILE, recipient)}
    assert known.withdrawn == {StandingYes(Purpose.EVENTS, recipient)}
    assert known.events == {event.pk}


def test_a_participant_has_no_facts_of_a_profile():
    person = make_participant()

    facts = known_people([person.pk])[person.pk].facts

    assert not {Fact.SECTORS, Fact.EXPERTISE, Fact.LANGUAGES, Fact.WAYS, Fact.LINK} & facts.keys()
    assert facts.keys() >= FACTS_OF_A_PARTICIPANT


def test_it_is_known_whose_word_stands_and_what_was_said_beside():
    expert = make_expert(city="Gent")
    for kind, city in ((SourceKind.PERSON, "Gent"), (SourceKind.OFFICER, "Leuven")):
        source = make_source(kind)
        record_statements([PersonStatement(person=expert, field="city", value=city, source=source)])

    voices = known_people([expert.pk])[expert.pk].voices

    assert voices.chosen == {"city": "person"}
    assert voices.beside == {'city="Leuven"'}


def test_whoever_is_gone_is_absent_and_many_cost_no_more_than_one(django_assert_num_queries):
    people = [make_expert(sectors=["ai"]) for _ in range(3)]

    with django_assert_num_queries(6):
        assert len(known_people([people[0].pk, 0])) == 1
    with django_assert_num_queries(6):
        assert len(known_people([person.pk for person in people])) == 3


def test_everyone_stands_in_one_way():
    standings = [
        standing_of(person)
        for person in (make_expert(), make_participant(), make_office_holder(), make_person())
    ]

    assert standings == [
        *(Standing.EXPERT, Standing.PARTICIPANT, Standing.OFFICE_HOLDER, Standing.NONE)
    ]
