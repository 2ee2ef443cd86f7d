"""The words by which a person can be found: what an erasure looks for outside their own records."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from django.db.models import Q

from caunoi.people.models import Person
from trithuc.text.folding import fold

# One word is the name of too many people and things.
FEWEST_WORDS_OF_A_NAME = 2


@dataclass(frozen=True, slots=True)
class Traces:
    """identifiers: addresses and numbers nobody else has. names: whole names, as they are written.

    namesakes: whether somebody else in the register is called the same; a text of others may then
    mean that person, and is left as it is.
    """

    identifiers: tuple[str, ...]
    names: tuple[str, ...]
    namesakes: bool

    @property
    def to_blot(self) -> tuple[str, ...]:
        """Every way to write them, the longest first, so that no part of a longer one is left."""
        found = {spelled for one in self.identifiers for spelled in (one, one.lower(), one.upper())}
        if not self.namesakes:
            found |= {spelled for name in self.names for spelled in spellings_of(name)}
        return tuple(sorted(found, key=lambda one: (-len(one), one)))


def spellings_of(name: str) -> set[str]:
    """As written, in capitals and without marks, composed and decomposed."""
    plain = fold(name)
    cased = {name, name.upper(), name.title(), plain, plain.title(), plain.upper()}
    return {normalize(form, one) for one in cased for form in ("NFC", "NFD")}


def traces_of(person: Person) -> Traces:
    written = [person.display_name, *person.names.values_list("value", flat=True)]
    names = [name for name in written if _tells_who(name)]
    account = person.user.email if person.user else ""
    wished = person.new_addresses.values_list("email", flat=True)
    identifiers = {person.email, account, person.orcid or "", *wished} - {""}
    return Traces(tuple(sorted(identifiers)), tuple(names), _has_namesakes(person, names))


def _tells_who(name: str) -> bool:
    is_han = len(name) > 1 and all("\u4e00" <= letter <= "\u9fff" for letter in name)
    return is_han or len(name.split()) >= FEWEST_WORDS_OF_A_NAME


def _has_namesakes(person: Person, names: list[str]) -> bool:
    folded = [fold(name) for name in names]
    called = Q(name_key__in=folded) | Q(names__folded__in=folded) | Q(display_name__in=names)
    return Person.objects.filter(called).exclude(pk=person.pk).exists()
