"""Names: every variant found again, and different people of one family name kept apart.

Two questions are asked of a score. Is the spelling *found again* (`ALIKE`): shown to an officer as
perhaps the same? Are two spellings *taken for one* (`SAME`): nothing left open but a namesake? A
variant in initials is found again and taken for nobody's; the other share of each question is
printed beside it without a target, so that neither is read alone.

The population is invented: Vietnamese family names as often as they are borne, middle and given
names the likelier the earlier they stand in the library's tables, and beside them names as they
are built in French, Dutch and German. The baseline calls two spellings one when they have the
same set of folded words.
"""

# ruff: noqa: SIM905 (a list of names is easier to read and correct as text)

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.reports import Report, Target
from trithuc.names import ALIKE, SAME, compare, name_tokens, parse, variants
from trithuc.names.tables import family_names, other_names
from trithuc.text.folding import fold

SEED = 1945
ROUND_TRIP = 0.98
TAKEN_FOR_ONE = 0.005
PARSED_A_SECOND = 20_000
COMPARED_A_SECOND = 50_000
REST_OF_FAMILY_NAMES = 9.0  # percent, shared by those whose share is not known
WOMEN = 0.5

_EUROPEAN_FAMILY_NAMES = (
    "Dupont Lefèvre Müller Groß Peeters Janssens Van|den|Berghe de|Vries van|der|Berg Le|Goff "
    "de|la|Roche von|der|Heide Martin-Dubois Schröder D'Hondt Lambert Köhler Vandevelde"
).split()
_EUROPEAN_GIVEN_NAMES = (
    "Jean Marie Zoé Jean-Pierre Anne-Sophie Hélène Jan Els Koen Annelies Hans Jürgen Käthe "
    "Karl-Heinz Ursula Thomas Sofie François Birgit Maarten"
).split()

Same = Callable[[str, str], bool]


@dataclass(frozen=True)
class Size:
    """people: of each population. pairs: of different people, for each way of writing."""

    people: int
    pairs: int


FULL = Size(people=3_000, pairs=40_000)
SMALL = Size(people=60, pairs=300)


def measure(size: Size) -> Report:
    draw = random.Random(SEED)
    vietnamese, european = _vietnamese(size.people, draw), _european(size.people // 4, draw)
    pairs = _different_of_one_family(vietnamese, size.pairs, draw)
    merged = _shares_of(pairs, _is_same)
    asked = _shares_of(pairs, _is_alike)
    found = [_found_again(people, _is_alike) for people in (vietnamese, european)]
    certain = _found_again(vietnamese, _is_same)
    baseline = [_found_again(people, _has_same_words) for people in (vietnamese, european)]
    rows = [
        ("variants found again, Vietnamese", _percent(found[0]), _percent(baseline[0])),
        ("variants found again, European", _percent(found[1]), _percent(baseline[1])),
        *(
            (f"taken for one, {way}", _percent(ours), _percent(theirs))
            for way, ours, theirs in merged
        ),
        ("asked about, others in initials", _percent(asked[-1][1]), "–"),
        ("variants taken for one unasked, Vietnamese", _percent(certain), "–"),
    ]
    return Report(
        f"{len(vietnamese):,} invented Vietnamese names and {len(european):,} European ones, all "
        f"their variants; {len(pairs):,} pairs of different people of one family name. The "
        "baseline is the same set of folded words.",
        ("of pairs of spellings", "trithuc.names", "baseline"),
        rows,
        (*_targets(min(found), merged), *_speeds([*vietnamese, *european])),
    )


def _vietnamese(count: int, draw: random.Random) -> list[str]:
    family = family_names()
    unknown = [one for one in family if not one.percent]
    shares = [one.percent or REST_OF_FAMILY_NAMES / len(unknown) for one in family]
    middle, given = other_names()
    people: dict[str, None] = {}
    while len(people) < count:
        gender = "Thị" if draw.random() < WOMEN / 2 else ""
        between = "" if gender and draw.random() < 0.5 else _early(middle[2:], draw)
        name = (draw.choices(family, shares)[0].name, gender, between, _early(given, draw))
        people[" ".join(filter(None, name))] = None
    return list(people)


def _early(words: Sequence[str], draw: random.Random) -> str:
    return words[int(len(words) * draw.random() ** 2)]


def _european(count: int, draw: random.Random) -> list[str]:
    names = [
        f"{given} {family.replace('|', ' ')}"
        for family in _EUROPEAN_FAMILY_NAMES
        for given in _EUROPEAN_GIVEN_NAMES
    ]
    return draw.sample(names, min(count, len(names)))


def _different_of_one_family(
    people: Sequence[str], count: int, draw: random.Random
) -> list[tuple[str, str]]:
    by_family: dict[str, list[str]] = {}
    for name in people:
        by_family.setdefault(parse(name).family_name, []).append(name)
    families = [names for names in by_family.values() if len(names) > 1]
    possible = [len(names) * (len(names) - 1) for names in families]
    chosen = draw.choices(families, possible, k=count)
    pairs = [draw.sample(names, 2) for names in chosen]
    return [(one, other) for one, other in pairs]


def _shares_of(pairs: Sequence[tuple[str, str]], same: Same) -> list[tuple[str, float, float]]:
    """way of writing, share of the pairs of which `same` holds, and that of the baseline."""
    written = (
        ("both as borne", pairs),
        ("one without marks", [(one, _unmarked(other)) for one, other in pairs]),
        ("both without marks", [(_unmarked(one), _unmarked(other)) for one, other in pairs]),
        ("one in initials", [(one, _in_initials(other)) for one, other in pairs]),
    )
    return [
        (way, _share(same, spellings), _share(_has_same_words, spellings))
        for way, spellings in written
    ]


def _share(same: Same, pairs: Sequence[tuple[str, str]]) -> float:
    return sum(same(one, other) for one, other in pairs) / len(pairs)


def _found_again(people: Sequence[str], same: Same) -> float:
    pairs = [(name, variant) for name in people for variant in variants(name)[1:]]
    return _share(same, pairs)


def _is_alike(one: str, other: str) -> bool:
    return compare(one, other).score >= ALIKE


def _is_same(one: str, other: str) -> bool:
    return compare(one, other).score >= SAME


def _has_same_words(one: str, other: str) -> bool:
    return set(name_tokens(one)) == set(name_tokens(other))


def _unmarked(name: str) -> str:
    return fold(name).title()


def _in_initials(name: str) -> str:
    family, *others = name.split()
    return f"{' '.join(f'{word[0]}.' for word in others)} {family}"


def _targets(found: float, merged: Sequence[tuple[str, float, float]]) -> list[Target]:
    most = max(ours for _way, ours, _theirs in merged)
    return [
        Target("variants found again ≥ 98 %", _percent(found), found >= ROUND_TRIP),
        Target(
            "taken for one ≤ 0.5 %, however written",
            f"{_percent(most)} at most",
            most <= TAKEN_FOR_ONE,
        ),
    ]


def _speeds(people: Sequence[str]) -> list[Target]:
    """In processor time."""
    parsed = _a_second([lambda name=name: parse(name) for name in people])
    few = people[:: max(1, len(people) // 250)]
    compared = _a_second(
        [lambda one=one, other=other: compare(one, other) for one, other in combinations(few, 2)]
    )
    return [
        Target("parse 20,000 names a second", f"{parsed:,.0f}", parsed >= PARSED_A_SECOND),
        Target("compare 50,000 pairs a second", f"{compared:,.0f}", compared >= COMPARED_A_SECOND),
    ]


def _a_second(calls: Sequence[Callable[[], object]]) -> float:
    begin = time.process_time()
    for call in calls:
        call()
    return len(calls) / max(time.process_time() - begin, 1e-9)


def _percent(share: float) -> str:
    return re.sub(r"\.?0+(?= )", "", f"{100 * share:.3f} %")
