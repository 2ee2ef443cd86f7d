"""Is this row someone already in the register? Says so, or that it cannot say.

The keys are the folded e-mail, else the sorted folded name with the organisation. Nobody is merged
on a name: whatever falls short of a key but looks alike is a question for an officer, and so is a
name in Chinese characters that can be read as one in letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from caunoi.people.models import Affiliation, Person
from trithuc.names import ALIKE, name_key, variants
from trithuc.names import compare as compare_names
from trithuc.text.folding import fold

_HAN = re.compile("[㐀-鿿]")


class Doubt(StrEnum):
    """Why two records may or may not be one person."""

    SAME_EMAIL_OTHER_NAME = "same-email-other-name"
    SAME_NAME_OTHER_EMAIL = "same-name-other-email"
    SAME_NAME_OTHER_ORGANISATION = "same-name-other-organisation"
    SIMILAR_NAME_SAME_ORGANISATION = "similar-name-same-organisation"
    CHARACTERS_READ_SO = "characters-read-so"
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
        self._by_reading: defaultdict[str, list[Listed]] = defaultdict(list)
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
            for block in blocks(person.name_key):
                self._by_organisation[organisation, block].append(person)
        for key in keys_read(person.display_name):
            self._by_reading[key].append(person)

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
        if alike := self._lookalikes(display_name, key, at):
            return _doubtful(alike, Doubt.SIMILAR_NAME_SAME_ORGANISATION)
        if read := self._in_the_other_script(display_name, key):
            return _doubtful(read, Doubt.CHARACTERS_READ_SO)
        return Identity()

    def _lookalikes(self, display_name: str, key: str, at: str) -> list[Listed]:
        if not at:
            return []
        near = [self._by_organisation.get((at, block), []) for block in blocks(key)]
        return _alike(chain.from_iterable(near), display_name)

    def _in_the_other_script(self, display_name: str, key: str) -> list[Listed]:
        """阮志勇 where Nguyễn Chí Dũng is listed, and the other way round."""
        in_letters = [self._by_name.get(one, []) for one in keys_read(display_name)]
        near = (*self._by_reading.get(key, []), *chain.from_iterable(in_letters))
        return _alike(near, display_name)


def _alike(near: Iterable[Listed], display_name: str) -> list[Listed]:
    """Each once, those that were listed first before the others."""
    people = {person.id: person for person in near}
    return [
        person
        for _id, person in sorted(people.items())
        if compare_names(person.display_name, display_name).score >= ALIKE
    ]


def blocks(key: str) -> set[str]:
    """What names of one key are near to: those of the same initials, and of the same letters."""
    return {initials(key), "".join(sorted(key.replace(" ", "")))}


def initials(key: str) -> str:
    """Sorted first letters of a name key: equal for "A. V. Nguyen" and "Nguyễn Văn An"."""
    return "".join(sorted(token[0] for token in key.split()))


def keys_read(display_name: str) -> set[str]:
    """The keys of all that a name in Chinese characters can be read as; none for any other."""
    if _HAN.search(display_name) is None:
        return set()
    return {key for key in map(name_key, variants(display_name)) if key.isascii()}


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
