"""Which audiences may read of a person at all.

Reach for it where a document names an expert or tells what one wrote. Invariant: nobody outside
`Person.objects.matchable()` has an audience, and whoever wants to be asked before being named has
none but the mission.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.utils import timezone

from caunoi.people.models import Consent, Person
from caunoi.people.purposes import DISCLOSURES_BY_ORGANISATION_KIND, Purpose
from caunoi.search.documents import Audience
from caunoi.sources.many import among

DISCLOSURES = {
    Purpose.PUBLIC,
    Purpose.NETWORK,
    Purpose.OTHER_MISSION,
    *DISCLOSURES_BY_ORGANISATION_KIND.values(),
}


def audiences_of(people: Collection[int]) -> Mapping[int, tuple[Audience, ...]]:
    """{person: who may read}, of those among the ids who may be found by what they do.

    The audience at home is there as soon as one body there may see the person; which one may is
    asked of the database when somebody searches.
    """
    named = Person.objects.matchable().filter(among("pk", people)).order_by()
    asks_first = dict(named.values_list("pk", "expert__ask_before_naming"))
    purposes = _disclosures([person for person, asks in asks_first.items() if not asks])
    return {person: _audiences(purposes[person]) for person in asks_first}


def _disclosures(people: Collection[int]) -> defaultdict[int, set[str]]:
    standing = Consent.objects.in_force(on=timezone.localdate()).filter(
        among("person_id", people), purpose__in=DISCLOSURES
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for person, purpose in standing.order_by().values_list("person", "purpose"):
        found[person].add(purpose)
    return found


def _audiences(purposes: set[str]) -> tuple[Audience, ...]:
    if not purposes:
        return (Audience.OFFICER,)
    public = (Audience.PUBLIC,) if Purpose.PUBLIC in purposes else ()
    return (Audience.OFFICER, Audience.HOME, *public)
