"""Experts' works and needs for any size of register. None of them was ever written.

Each author has two concepts of the vocabulary; a work names them, and related ones, among words
whose frequencies fall as those of a language do. Invariant: number n is always the same one.
"""

# ruff: noqa: SIM905  (a table of words reads best as words)

from __future__ import annotations

from functools import cache
from random import Random
from typing import Final

from benchmarks.invented import SENTENCES
from trithuc.vocabulary import LANGUAGES, concepts

WORDS_OF_A_WORK: Final = 150
CONCEPTS_OF_A_WORK: Final = 6
FILLERS: Final = 40_000
_ONSETS: Final = "b br c ch d dr f g gr h k l m n p pr qu r s st t tr v w".split()
_VOWELS: Final = "a e i o u ea io ou".split()
_CODAS: Final = "n r s t l m nd st ng ck".split()
# Works by language: most are English, as they are.
_LANGUAGES_OF_WORKS: Final = ("en",) * 10 + LANGUAGES


def work(author: int, number: int) -> tuple[str, str, str, int]:
    """Title, abstract of 150 words, language and year."""
    chance = Random(author * 1_000 + number)
    language = chance.choice(_LANGUAGES_OF_WORKS)
    named = [chance.choice(themes_of(author)) for _ in range(CONCEPTS_OF_A_WORK)]
    labels = [_label(one, language) for one in named]
    words = [*labels, *fillers(chance, WORDS_OF_A_WORK - sum(len(one.split()) for one in labels))]
    chance.shuffle(words)
    first = SENTENCES[language].strip()
    title = f"{labels[0]} {' '.join(fillers(chance, 4))}"
    return title, f"{first} {' '.join(words)}.", language, chance.randint(1995, 2026)


def expertise(author: int) -> str:
    return ", ".join(_label(one, "en") for one in themes_of(author)[:2])


def need(number: int) -> str:
    """Some sixty words in one of six languages, naming three concepts."""
    chance = Random(f"need {number}")
    language = LANGUAGES[number % len(LANGUAGES)]
    labels = [_label(one, language) for one in themes_of(chance.randrange(10_000))[:3]]
    words = [*labels, *fillers(chance, 30)]
    chance.shuffle(words)
    return f"{SENTENCES[language]}{' '.join(words)}."


def search_words(number: int) -> str:
    """One to four words: a concept's label, a filler, a name, or some of them together."""
    chance = Random(f"search {number}")
    language = LANGUAGES[number % len(LANGUAGES)]
    label = _label(chance.choice(themes_of(chance.randrange(10_000))), language)
    return chance.choice(
        (
            label,
            label.split()[0],
            " ".join(fillers(chance, 2)),
            f"{label.split()[0]} {fillers(chance, 1)[0]}",
            chance.choice(("nguyễn", "nguyen thi", "Lê Văn", "王")),
        )
    )


def themes_of(author: int) -> list[int]:
    """Places of an author's concepts among all: two, and those beside them."""
    chance = Random(f"author {author}")
    first, second = (chance.randrange(len(concepts()) - 3) for _ in range(2))
    return [first, second, first + 1, second + 1, first + 2]


def fillers(chance: Random, number: int) -> list[str]:
    return chance.choices(filler_words(), cum_weights=_cumulated(), k=number)


@cache
def filler_words() -> tuple[str, ...]:
    chance = Random("fillers")
    words = dict[str, None]()
    while len(words) < FILLERS:
        syllables = (
            chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
            for _ in range(chance.randint(1, 3))
        )
        words["".join(syllables)] = None
    return tuple(words)


@cache
def _cumulated() -> list[float]:
    total, sums = 0.0, []
    for rank in range(1, FILLERS + 1):
        total += 1 / rank
        sums.append(total)
    return sums


def _label(place: int, language: str) -> str:
    return concepts()[place].pref_label[language]
