"""Projects of CORDIS with partners, fields and topics, for any number. None of them exists.

Invariant: number n is always the same project, in the tables and the spelling of a published dump.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.invented import PLACES, SENTENCES
from trithuc.vocabulary.crosswalks.euroscivoc import euroscivoc_rules

PARTNERS_EACH: Final = 3
FIELDS_EACH: Final = 2
SENTENCES_OF_AN_OBJECTIVE: Final = 12
LOWEST_NUMBER, LOWEST_PIC = 900_000_000, 800_000_000
FORMS: Final = ("UNIVERSITY {}", "EXAMPLE {} GMBH", "INSTITUT EXEMPLE {}", "VOORBEELD {} BV")

Row = dict[str, Any]


def write_dump(path: Path, numbers: Iterable[int], *, organisations: int) -> None:
    """A zip of JSON tables. organisations: how many different ones take part."""
    wanted = list(numbers)
    fields = [(rule.code, rule.path) for rule in euroscivoc_rules() if rule.code.startswith("/")]
    tables: dict[str, Iterator[Row]] = {
        "project": (project(number) for number in wanted),
        "organization": (
            row for number in wanted for row in partners(number, organisations=organisations)
        ),
        "euroSciVoc": (row for number in wanted for row in fields_of(number, fields)),
        "topics": (topic(number) for number in wanted),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(f"json/{name}.json", json.dumps(list(rows), ensure_ascii=False))


def project(number: int) -> Row:
    chance = Random(f"project {number}")
    begins = chance.randrange(2014, 2025)
    return {
        "id": LOWEST_NUMBER + number,
        "acronym": f"EXAMPLE{number}",
        "title": f"An invented project on examples, number {number}",
        "objective": " ".join(
            chance.choice([SENTENCES["en"], SENTENCES["fr"], SENTENCES["de"]])
            for _ in range(SENTENCES_OF_AN_OBJECTIVE)
        ),
        "startDate": f"{begins}-{chance.randrange(1, 13):02}-01",
        "endDate": f"{begins + chance.randrange(1, 6)}-12-31",
        "frameworkProgramme": "HORIZON",
        "fundingScheme": chance.choice(["RIA", "IA", "ERC-STG"]),
        "topics": f"HORIZON-EXAMPLE-{number % 500}",
        "totalCost": chance.randrange(10**5, 10**7) + 0.5,
        "ecMaxContribution": f"{chance.randrange(10**5, 10**7)},25",
        "keywords": "examples, invention",
    }


def partners(number: int, *, organisations: int) -> Iterator[Row]:
    chance = Random(f"partners {number}")
    for order, one in enumerate(chance.sample(range(organisations), PARTNERS_EACH)):
        city, country = PLACES[one % len(PLACES)]
        yield {
            "projectID": LOWEST_NUMBER + number,
            "projectAcronym": f"EXAMPLE{number}",
            "organisationID": LOWEST_PIC + one,
            "name": FORMS[one % len(FORMS)].format(one),
            "shortName": f"EX{one}",
            "activityType": chance.choice(["HES", "REC", "PRC"]),
            "city": city.upper(),
            "country": country,
            "organizationURL": f"www.example{one}.org",
            "geolocation": "50.5,4.5",
            "role": "participant" if order else "coordinator",
            "SME": False,
            "ecContribution": chance.randrange(10**4, 10**6) + 0.25,
            "endOfParticipation": False,
        }


def fields_of(number: int, fields: list[tuple[str, str]]) -> Iterator[Row]:
    for code, path in Random(f"fields {number}").sample(fields, FIELDS_EACH):
        yield {
            "projectID": LOWEST_NUMBER + number,
            "euroSciVocCode": code,
            "euroSciVocPath": path,
        }


def topic(number: int) -> Row:
    return {
        "projectID": LOWEST_NUMBER + number,
        "topic": f"HORIZON-EXAMPLE-{number % 500}",
        "title": f"Examples of kind {number % 500}",
    }
