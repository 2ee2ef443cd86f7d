"""What leaves the mission of a proposal: its words, and who it is from as far as the author wished.

Reach for `leaving_words` before anybody outside reads a proposal. Invariant: an author's name or
address leaves only under a proposal signed by name, wherever in the text it stands, and that of a
co-author only once that one has agreed to be its author.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from unicodedata import normalize

from caunoi.answers.models import Routing
from caunoi.people.models import ExpertSector, Person, PersonName
from caunoi.proposals.models import PlacedSector, Proposal, Signature
from caunoi.sectors.models import Sector
from trithuc.text.folding import fold

CUT = "[…]"
# Shorter ones are words of their own: cutting every "An" would leave no text.
FEWEST_LETTERS_OF_A_NAME = 4
WORD, HAN = re.compile(r"\w+"), re.compile("[\u4e00-\u9fff]")
LEAST_REVEALING_FIRST = (Signature.UNSIGNED, Signature.BY_FIELD, Signature.BY_NAME)


@dataclass(frozen=True, slots=True)
class Words:
    """made_by: who translated them; "" for the author's own."""

    title: str
    text: str
    language: str = ""
    made_by: str = ""


def authors_of(proposal: Proposal) -> list[Person]:
    """Those who signed this very text."""
    return list(Person.objects.filter(authorships__proposal=proposal).order_by("authorships__id"))


def leaving_words(proposal: Proposal, words: Words | None = None) -> Words:
    """The words (the proposal's own where none are given) without what its signature keeps back."""
    words = words or Words(proposal.title, proposal.text, proposal.language)
    kept_back = sorted(_kept_back(proposal), key=len, reverse=True)
    return replace(
        words, title=_without(kept_back, words.title), text=_without(kept_back, words.text)
    )


def _kept_back(proposal: Proposal) -> list[str]:
    """All that says who the authors are; co-authors who have not said yes to it stay unnamed."""
    found = set(proposal.co_authors.values_list("line", flat=True))
    if proposal.signature != Signature.BY_NAME:
        authors = authors_of(proposal)
        found |= {
            part for one in authors for part in (one.display_name, one.email, one.orcid or "")
        }
        names = PersonName.objects.filter(person__in=authors)
        found |= set(names.values_list("value", flat=True))
    return [part for part in found if _tells_who(part)]


def _tells_who(part: str) -> bool:
    return len(part) >= (2 if HAN.search(part) else FEWEST_LETTERS_OF_A_NAME)


def _without(kept_back: Iterable[str], text: str) -> str:
    text = normalize("NFC", text)
    for one in kept_back:
        text = text.replace(one, CUT) if HAN.search(one) else _without_words_of(one, text)
    return text


def _without_words_of(name: str, text: str) -> str:
    """Marks and case aside, and with the family name first or last."""
    words = [fold(word) for word in WORD.findall(normalize("NFC", name))]
    orders = {(*words[turn:], *words[:turn]) for turn in range(len(words))}
    said = [(found.start(), found.end(), fold(found[0])) for found in WORD.finditer(text)]
    # From the end, so that what is cut moves nothing that is still to be looked at.
    for at in range(len(said) - len(words), -1, -1):
        span = said[at : at + len(words)]
        if tuple(word for _start, _end, word in span) in orders:
            text = text[: span[0][0]] + CUT + text[span[-1][1] :]
    return text


# --- who it is from ---


def author_line(proposal: Proposal, signature: str | None = None) -> str:
    """In the reader's language; "" where nobody may know. signature: else the proposal's own."""
    signature = signature or proposal.signature
    if signature == Signature.BY_NAME:
        return ", ".join(one.display_name for one in authors_of(proposal))
    if signature == Signature.BY_FIELD:
        return ", ".join(one.label for one in _fields_of(proposal))
    return ""


def author_line_shown(routing: Routing) -> str:
    """As a body may read it now: a signature taken back since it was asked takes the name away."""
    now, then = Signature(routing.proposal.signature), Signature(routing.signature)
    return author_line(routing.proposal, min(now, then, key=LEAST_REVEALING_FIRST.index))


def _fields_of(proposal: Proposal) -> list[Sector]:
    """What the authors work on; where that is not known, what the proposal was placed in."""
    authors = ExpertSector.objects.filter(expert__person__in=authors_of(proposal))
    codes = set(authors.values_list("sector_id", flat=True))
    if not codes:
        placed = PlacedSector.objects.filter(placement__proposal=proposal)
        standing = placed.filter(placement__taken_back_at__isnull=True)
        codes = set(standing.values_list("sector_id", flat=True))
    return list(Sector.objects.filter(pk__in=codes))
