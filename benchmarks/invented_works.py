"""Experts' works and needs for any size of register. None of them was ever written.

Each author has two concepts of the vocabulary; a work names them, and those beside them, among
words of its language, whose frequencies fall as those of a language do, and some that are no
words. Invariant: number n is always the same one.
"""

# ruff: noqa: SIM905  (a table of words reads best as words)

from __future__ import annotations

from functools import cache
from itertools import chain
from random import Random
from typing import Final

from benchmarks.invented import SENTENCES
from trithuc.vocabulary import LANGUAGES, concepts

WORDS_OF_A_WORK: Final = 150
CONCEPTS_OF_A_WORK: Final = 6
RARE_WORDS: Final = 20_000
SHARE_OF_RARE_WORDS: Final = 0.1
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
    number_of_fillers = WORDS_OF_A_WORK - sum(len(one.split()) for one in labels)
    words = [*labels, *fillers(chance, number_of_fillers, language)]
    chance.shuffle(words)
    title = f"{labels[0]} {' '.join(fillers(chance, 4, language))}"
    return title, f"{' '.join(words)}.", language, chance.randint(1995, 2026)


def expertise(author: int) -> str:
    return ", ".join(_label(one, "en") for one in themes_of(author)[:2])


def need(number: int) -> str:
    """Some sixty words in one of six languages, naming three concepts."""
    chance = Random(f"need {number}")
    language = LANGUAGES[number % len(LANGUAGES)]
    labels = [_label(one, language) for one in themes_of(chance.randrange(10_000))[:3]]
    words = [*labels, *fillers(chance, 30, language)]
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
            " ".join(fillers(chance, 2, language)),
            f"{label.split()[0]} {fillers(chance, 1, language)[0]}",
            chance.choice(("nguyễn", "nguyen thi", "Lê Văn", "王")),
        )
    )


def themes_of(author: int) -> list[int]:
    """Places of an author's concepts among all: two, and those beside them."""
    chance = Random(f"author {author}")
    first, second = (chance.randrange(len(concepts()) - 3) for _ in range(2))
    return [first, second, first + 1, second + 1, first + 2]


def fillers(chance: Random, number: int, language: str) -> list[str]:
    """Small words above all, then words of the field, and now and then one that nobody knows."""
    known = chance.choices(
        _words(language), cum_weights=_cumulated(len(_words(language))), k=number
    )
    return [
        chance.choice(rare_words()) if chance.random() < SHARE_OF_RARE_WORDS else word
        for word in known
    ]


@cache
def rare_words() -> tuple[str, ...]:
    chance = Random("rare words")
    words = dict[str, None]()
    while len(words) < RARE_WORDS:
        syllables = (
            chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
            for _ in range(chance.randint(2, 3))
        )
        words["".join(syllables)] = None
    return tuple(words)


@cache
def _words(language: str) -> tuple[str, ...]:
    """The words of a sentence, and those that the labels of concepts are made of."""
    labels = (_label(place, language).split() for place in range(len(concepts())))
    small = SENTENCES[language].strip(" .。").replace(",", "").split()
    return tuple(dict.fromkeys([*small, *chain.from_iterable(labels)]))


@cache
def _cumulated(number: int) -> list[float]:
    """Zipf's law: the word of rank n stands a n-th as often as the first."""
    total, sums = 0.0, []
    for rank in range(1, number + 1):
        total += 1 / rank
        sums.append(total)
    return sums


def _label(place: int, language: str) -> str:
    return concepts()[place].pref_label[language]
