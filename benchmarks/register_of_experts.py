"""Experts with their yeses and works, written at once by COPY.

Import it only where Django runs, which is within `caunoi.cli.ready_database`.
"""

from __future__ import annotations

import datetime
from random import Random

from benchmarks import invented, invented_works
from benchmarks.register import TODAY
from caunoi.organisations.models import Organisation, Register
from caunoi.people.models import Affiliation, Consent, Expert, ExpertSector, HowGiven, Person
from caunoi.people.purposes import Purpose
from caunoi.people.services import latest_consent_texts
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.models import Source, SourceKind
from caunoi.works.models import Authorship, Work
from trithuc.vocabulary import sectors

GIVEN_ON = TODAY - datetime.timedelta(days=30)
# Two of three may be shown to universities, and half of those without being asked first.
SHOWN_OF_THREE = 2


def add_experts(number: int, works_each: int) -> None:
    source = Source.objects.create(kind=SourceKind.OFFICER, stated_on=GIVEN_ON)
    people = [_person(one) for one in range(number)]
    insert_by_copy(people)
    consents = _consents(people, Purpose.PROFILE, source)
    shown = [one for place, one in enumerate(people) if place % 3 < SHOWN_OF_THREE]
    insert_by_copy(consents)
    insert_by_copy(_consents(people, Purpose.MATCHING, source))
    insert_by_copy(_consents(shown, Purpose.UNIVERSITIES, source))
    experts = [_expert(place, one, consents[place]) for place, one in enumerate(people)]
    insert_by_copy(experts)
    insert_by_copy([sector for place, one in enumerate(experts) for sector in _sectors(place, one)])
    bodies = list(Organisation.objects.order_by("pk"))
    insert_by_copy([_affiliation(place, one, bodies) for place, one in enumerate(people)])
    works = [
        invented_work(place, work, source) for place in range(number) for work in range(works_each)
    ]
    insert_by_copy(works)
    insert_by_copy(
        [
            Authorship(work=work, expert_id=people[place // works_each].pk)
            for place, work in enumerate(works)
        ]
    )


def _person(number: int) -> Person:
    city, country = invented.PLACES[number % len(invented.PLACES)]
    person = Person(display_name=invented.name(number), city=city, country_code=country)
    person.derive_keys()
    return person


def _consents(people: list[Person], purpose: Purpose, source: Source) -> list[Consent]:
    recipient, text = Register.objects.get().controller, latest_consent_texts()[purpose]
    return [
        Consent(
            person=person,
            purpose=purpose,
            recipient=recipient,
            text=text,
            how_given=HowGiven.OWN_CLICK,
            source=source,
            given_on=GIVEN_ON,
        )
        for person in people
    ]


def _expert(number: int, person: Person, yes: Consent) -> Expert:
    chance = Random(number)
    return Expert(
        person=person,
        yes=yes,
        expertise=invented_works.expertise(number),
        languages=chance.sample(["vi", "en", "fr", "nl", "de", "zh"], 2),
        ways_to_contribute=["share_technology"],
        ask_before_naming=bool(number % 2),
        confirmed_on=GIVEN_ON,
    )


def _sectors(number: int, expert: Expert) -> list[ExpertSector]:
    chosen = Random(number).sample([one.code for one in sectors()], 2)
    return [ExpertSector(expert=expert, sector_id=code) for code in chosen]


def _affiliation(number: int, person: Person, bodies: list[Organisation]) -> Affiliation:
    body = bodies[number % len(bodies)]
    return Affiliation(person=person, organisation=body, organisation_name=body.display_name)


def invented_work(author: int, number: int, source: Source) -> Work:
    title, abstract, language, year = invented_works.work(author, number)
    return Work(title=title, abstract=abstract, language=language, year=year, source=source)
