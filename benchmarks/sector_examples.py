"""Texts whose sectors are known: what `trithuc.categorise` learns from and is judged on.

The shared data are read in place. Invariant: what `is_held_back` names is never among the texts
to learn from, in any shape; the split is by the hash of an id, so nobody chose it.
"""

from __future__ import annotations

import csv
import json
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from trithuc.categorise import Document
from trithuc.vocabulary import LANGUAGES, Concept, concepts, sector_of, sectors

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CAUNOI_SHARED", ROOT.parent / "shared")) / "data"
OWN = Path(__file__).parent / "data"
WRITTEN = ROOT / "src" / "trithuc" / "categorise" / "data" / "examples.tsv"
HELD_BACK_DIGITS = "0123"
JUDGED = ("cordis", "csl", "csl-titles")
SEED = 20261122


@dataclass(frozen=True)
class Example:
    """wanted: the sectors that should be assigned. accepted: those and others that may be.

    What is accepted and not wanted is neither learned nor judged. weight: of one text in learning.
    """

    id: str
    source: str
    document: Document
    wanted: frozenset[str]
    accepted: frozenset[str]
    weight: float = 1.0


def is_held_back(example: Example) -> bool:
    """A quarter of all projects and Chinese papers: the SHA-256 of the id begins with 0, 1, 2, 3.

    A paper's title and abstract share its id. What we wrote ourselves is all for learning.
    """
    digit = sha256(example.id.encode()).hexdigest()[0]
    return example.source in JUDGED and digit in HELD_BACK_DIGITS


def accept(codes: set[str], also: set[str] = frozenset()) -> tuple[frozenset[str], frozenset[str]]:
    """`basic` is wanted only where no other sector is, and accepted wherever it was named."""
    wanted = codes - {"basic"} or codes
    return frozenset(wanted), frozenset(codes | also)


def cordis() -> Iterator[Example]:
    """Horizon Europe projects that have text and a EuroSciVoc label of a sector."""
    sectors_of = _sectors_of_euroscivoc()
    with (SHARED / "cordis" / "horizon_projects.jsonl").open(encoding="utf-8") as lines:
        for project in map(json.loads, lines):
            codes = set[str]().union(
                *(sectors_of.get(label["code"], ()) for label in project["euroSciVoc"])
            )
            document = _project_text(project)
            if codes and (document.title or document.text):
                yield Example(str(project["projectID"]), "cordis", document, *accept(codes))


@cache
def _sectors_of_euroscivoc() -> Mapping[str, tuple[str, ...]]:
    path = SHARED / "taxonomies" / "euroscivoc_to_sectors.csv"
    with path.open(encoding="utf-8") as table:
        return {
            row["euroSciVocCode"]: tuple(row["sectors"].split()) for row in csv.DictReader(table)
        }


def _project_text(project: Mapping) -> Document:
    deliverables = (
        (one["title"], one["description"]) for one in project["deliverables"] if not one["generic"]
    )
    parts = [project["objective"], *chain.from_iterable(deliverables)]
    text = "\n".join(part for part in parts if part)
    return Document(text, title=project["title"] or "", language="en")


def euroscivoc() -> Iterator[Example]:
    """The names of EuroSciVoc's fields: a few words each."""
    path = SHARED / "taxonomies" / "euroscivoc_to_sectors.csv"
    with path.open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            names = row["euroSciVocPath"].strip("/").split("/")
            document = Document(" ".join(names[-2:]), title=names[-1], language="en")
            codes = set(row["sectors"].split())
            yield Example(row["euroSciVocCode"], "euroscivoc", document, *accept(codes), 0.3)


def csl_abstracts() -> Iterator[Example]:
    """Chinese abstracts by discipline."""
    for row, discipline in _csl("cls_dcp_dev"):
        yield _chinese(f"csl-{row.number}", "csl", row.text, _crosswalk("disciplines")[discipline])


def csl_titles() -> Iterator[Example]:
    """Chinese titles: those of the abstracts by discipline, all others by their broad category."""
    disciplines = [discipline for _, discipline in _csl("cls_dcp_dev")]
    for row, _ in _csl("cls_ctg_dev"):
        codes = _crosswalk("disciplines")[disciplines[row.number]]
        yield _chinese(f"csl-{row.number}", "csl-titles", row.text, codes)
    for row, category in _csl("cls_ctg_train"):
        codes = _crosswalk("categories")[category]
        yield _chinese(f"csl-train-{row.number}", "csl-titles", row.text, codes, 0.3)


@dataclass(frozen=True)
class _Row:
    number: int
    text: str


def _csl(name: str) -> Iterator[tuple[_Row, str]]:
    with (SHARED / "csl_zh" / f"{name}.tsv").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            _, text, label = line.rstrip("\n").split("\t")
            yield _Row(number, text), label


def _chinese(
    id: str, source: str, text: str, codes: tuple[set[str], set[str]], weight: float = 1.0
) -> Example:
    return Example(id, source, Document(text, language="zh"), *accept(*codes), weight)


@cache
def _crosswalk(kind: str) -> Mapping[str, tuple[set[str], set[str]]]:
    """discipline or category → the sectors that fit it, and others that may."""
    with (OWN / f"csl_{kind}.csv").open(encoding="utf-8") as table:
        return {
            next(iter(row.values())): (
                set(row["sectors"].split()),
                set(row["also_accepted"].split()),
            )
            for row in csv.DictReader(table)
        }


def of_concepts(count: int) -> Iterator[Example]:
    """Invented texts, `count` a language: labels of concepts of one or two sectors in a row."""
    chance = random.Random(SEED)
    by_sector: dict[str, list[Concept]] = {one.code: [] for one in sectors()}
    for one in concepts():
        by_sector[sector_of(one.id)].append(one)
    for language in LANGUAGES:
        for number in range(count):
            codes = chance.sample(sorted(by_sector), chance.choice((1, 1, 2)))
            labels = [
                label
                for code in codes
                for one in chance.sample(by_sector[code], min(4, len(by_sector[code])))
                for label in _some_labels(one, language, chance)
            ]
            chance.shuffle(labels)
            document = Document(". ".join(labels), language=language)
            yield Example(
                f"concepts-{language}-{number}", "concepts", document, *accept(set(codes)), 0.3
            )


def _some_labels(one: Concept, language: str, chance: random.Random) -> Sequence[str]:
    labels = (one.pref_label[language], *one.alt_labels[language])
    return chance.sample(labels, min(2, len(labels)))


def written() -> Iterator[Example]:
    """Short texts written for learning, where they are present."""
    if not WRITTEN.exists():
        return
    with WRITTEN.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows):
            codes = {code for code in row["sectors"].replace(" ", ";").split(";") if code}
            document = Document(row["text"], language=row["language"])
            yield Example(f"written-{number}", "written", document, *accept(codes))
