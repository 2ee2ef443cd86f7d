"""Is this row someone already in the register? Says so, or that it cannot say.

The keys are the folded e-mail, else the sorted folded name with the organisation. Nobody is merged
on a name: whatever falls short of a key but looks alike is a question for an officer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caunoi.people.models import Affiliation, Person
from trithuc.names import compare as compare_names
from trithuc.names import name_key
from trithuc.text.folding import fold

ALIKE = 0.8


class Doubt(StrEnum):
    """Why two records may or may not be one person."""

    SAME_EMAIL_OTHER_NAME = "same-email-other-name"
    SAME_NAME_OTHER_EMAIL = "same-name-other-email"
    SAME_NAME_OTHER_ORGANISATION = "same-name-other-organisation"
    SIMILAR_NAME_SAME_ORGANISATION = "similar-name-same-organisation"
    SEVERAL_FIT = "several-fit"


@dataclass(frozen=True, slots=True)
class Identity:
    """Nobody known (both empty), one known person, or candidates with the doubt about them."""

    person_id: int | None = None
    candidates: tuple[int, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as the lookup keeps it."""

    id: int
    display_name: str
    name_key: str
    email_key: str
    organisations: frozenset[str]


class PeopleLookup:
    """All people of the register, ready to be asked about; loaded once per plan."""

    def __init__(self, people: Iterable[Listed]) -> None:
        self._by_email: defaultdict[str, list[Listed]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Listed]] = defaultdict(list)
        self._by_organisation: defaultdict[tuple[str, str], list[Listed]] = defaultdict(list)
        for person in people:
            self._add(person)

    @classmethod
    def of_the_register(cls) -> PeopleLookup:
        organisations: defaultdict[int, set[str]] = defaultdict(set)
        rows = Affiliation.objects.order_by().values_list("person_id", "organisation_name")
        for person, name in rows:
            organisations[person].add(fold(name))
        people = Person.objects.order_by("id").values_list(
            "id", "display_name", "name_key", "email_key"
        )
        return cls(Listed(*person, frozenset(organisations[person[0]])) for person in people)

    def _add(self, person: Listed) -> None:
        if person.email_key:
            self._by_email[person.email_key].append(person)
        self._by_name[person.name_key].append(person)
        for organisation in person.organisations:
            self._by_organisation[organisation, initials(person.name_key)].append(person)

    def with_email(self, email: str) -> int | None:
        """The one person who has this e-mail; None when there is nobody, or more than one."""
        found = self._by_email.get(fold(email), [])
        return found[0].id if len(found) == 1 else None

    def identify(self, *, display_name: str, email: str, organisation: str) -> Identity:
        key, email_key, at = name_key(display_name), fold(email), fold(organisation)
        by_email = self._by_email.get(email_key, []) if email_key else []
        if by_email:
            return _by_email(by_email, display_name, key)
        namesakes = self._by_name.get(key, [])
        colleagues = [person for person in namesakes if at and at in person.organisations]
        if colleagues:
            return _by_name_and_organisation(colleagues, email_key)
        if namesakes:
            return _doubtful(namesakes, Doubt.SAME_NAME_OTHER_ORGANISATION)
        return self._lookalikes(display_name, key, at)

    def _lookalikes(self, display_name: str, key: str, at: str) -> Identity:
        if not at:
            return Identity()
        near = self._by_organisation.get((at, initials(key)), [])
        alike = [
            person
            for person in near
            if compare_names(person.display_name, display_name).score >= ALIKE
        ]
        return _doubtful(alike, Doubt.SIMILAR_NAME_SAME_ORGANISATION) if alike else Identity()


def initials(key: str) -> str:
    """Sorted first letters of a name key: equal for "A. V. Nguyen" and "Nguyễn Văn An"."""
    return "".join(sorted(token[0] for token in key.split()))


def _by_email(found: Sequence[Listed], display_name: str, key: str) -> Identity:
    if len(found) > 1:
        # A shared mailbox: among those who have it, the name tells who it is.
        namesakes = [person for person in found if person.name_key == key]
        if len(namesakes) == 1:
            return Identity(person_id=namesakes[0].id)
        return _doubtful(found, Doubt.SEVERAL_FIT)
    if compare_names(found[0].display_name, display_name).score < ALIKE:
        return _doubtful(found, Doubt.SAME_EMAIL_OTHER_NAME)
    return Identity(person_id=found[0].id)


def _by_name_and_organisation(found: Sequence[Listed], email_key: str) -> Identity:
    if len(found) > 1:
        return _doubtful(found, Doubt.SEVERAL_FIT)
    if email_key and found[0].email_key and found[0].email_key != email_key:
        return _doubtful(found, Doubt.SAME_NAME_OTHER_EMAIL)
    return Identity(person_id=found[0].id)


def _doubtful(found: Sequence[Listed], doubt: Doubt) -> Identity:
    return Identity(candidates=tuple(person.id for person in found), doubt=doubt)
