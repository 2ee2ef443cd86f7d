"""`python -m benchmarks.train_likeness`: how telling each meaning is, and how much each kind of
agreement counts when two proposals are asked whether they say the same.

It reads titles, deliverables and calls of the shared data and writes the weights that
`trithuc.likeness` ships; then it fits the curves of `trithuc.likeness.scoring` to the pairs of
`benchmarks/development` and of the library's tests, prints them, and what they find when the pair
that is asked about is left out. The judged pairs are not read.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.sector_examples import ROOT, SHARED
from trithuc.likeness import Gist, gist_of
from trithuc.likeness.gists import Group
from trithuc.likeness.meanings import meanings, meant_in, words_of
from trithuc.likeness.scoring import agreement_of

WEIGHTS = ROOT / "src" / "trithuc" / "likeness" / "data" / "weights.tsv"
IDEAS = Path(__file__).parent / "development" / "same_proposals.tsv"
PAIRS = ROOT / "tests" / "trithuc" / "likeness" / "pairs.tsv"
# A text as long as a proposal is.
CHARACTERS = 900
SHORTEST = 150
# So many texts must say a meaning before it tells less than another.
SELDOM = 10
LEAST_WEIGHT = 0.1
RIDGE = 0.001
ACROSS = (Group.CONCEPT, Group.MEANING, Group.SPELLING)
WITHIN = (Group.CONCEPT, Group.MEANING, Group.WORD)

Floats = npt.NDArray[np.float64]


# --- how telling a meaning is ---


def texts() -> Iterator[str]:
    """About six thousand English texts of a proposal's length."""
    with (SHARED / "cordis" / "horizon_projects.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            text = _of_project(json.loads(line))
            if len(text) > SHORTEST:
                yield text
    with (SHARED / "calls" / "eu_open_calls.json").open(encoding="utf-8") as file:
        for call in json.load(file):
            whole = _of_call(call)
            for start in range(0, len(whole), CHARACTERS):
                if len(whole) - start > SHORTEST:
                    yield whole[start : start + CHARACTERS]


def _of_project(project: dict[str, Any]) -> str:
    outputs = (project.get("deliverables") or [])[:4]
    said = [project.get("title"), project.get("objective")]
    said += [one.get(name) for one in outputs for name in ("title", "description")]
    return ". ".join(filter(None, said))[:CHARACTERS]


def _of_call(call: dict[str, Any]) -> str:
    said = " ".join(str(call.get(name) or "") for name in ("title", "description", "objectives"))
    return re.sub("<[^>]+>", " ", said)


def weights_of_meanings() -> dict[str, float]:
    """By meaning: the inverse document frequency, 1 for what ten texts of them all say."""
    said = [{one.meaning for one in meant_in(words_of(text), "en")} for text in texts()]
    number, said_in = len(said), Counter(chain.from_iterable(said))
    rarest = math.log(number / SELDOM)
    weights = {one: math.log((number + 1) / (said_in[one] + 1)) / rarest for one in meanings()}
    return {one: min(1.0, max(LEAST_WEIGHT, weight)) for one, weight in weights.items()}


def write_weights() -> None:
    rows = [f"{one}\t{weight:.2f}\n" for one, weight in sorted(weights_of_meanings().items())]
    WEIGHTS.write_text("meaning\tweight\n" + "".join(rows), encoding="utf-8")


# --- how much each kind of agreement counts ---


@dataclass(frozen=True)
class Text:
    idea: str
    is_idea_itself: bool
    language: str
    title: str
    text: str


@dataclass(frozen=True)
class Pairs:
    """agreement: pairs × groups."""

    agreement: Floats
    is_same: npt.NDArray[np.bool_]
    in_one_language: npt.NDArray[np.bool_]

    def only(self, chosen: npt.NDArray[np.bool_]) -> Pairs:
        return Pairs(self.agreement[chosen], self.is_same[chosen], self.in_one_language[chosen])


def pairs() -> Pairs:
    found = [*_pairs_of_ideas(), *_pairs_of_tests()]
    return Pairs(
        np.array([agreement_of(_gist(one), _gist(other)) for one, other, _ in found]),
        np.array([same for _, _, same in found]),
        np.array([one.language == other.language for one, other, _ in found]),
    )


def _gist(text: Text) -> Gist:
    return gist_of(text.text, title=text.title, language=text.language)


def _pairs_of_ideas() -> Iterator[tuple[Text, Text, bool]]:
    """What stands under one idea: the same, twice or three times, and near misses."""
    by_idea: dict[str, list[Text]] = {}
    for row in _rows(IDEAS):
        text = Text(row["idea"], row["role"] == "same", *_said(row, ""))
        by_idea.setdefault(text.idea, []).append(text)
    for told in by_idea.values():
        for one, other in combinations(told, 2):
            if one.is_idea_itself or other.is_idea_itself:
                yield one, other, one.is_idea_itself and other.is_idea_itself


def _pairs_of_tests() -> Iterator[tuple[Text, Text, bool]]:
    for row in _rows(PAIRS):
        one, other = (Text(row["id"], True, *_said(row, end)) for end in ("_a", "_b"))
        yield one, other, row["same"] == "1"


def _said(row: dict[str, str], end: str) -> tuple[str, str, str]:
    return row[f"language{end}"], row[f"title{end}"], row[f"text{end}"]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def fitted(agreement: Floats, is_same: npt.NDArray[np.bool_]) -> Floats:
    """The start of a logistic curve and what each group counts, none below 0."""

    def loss(weights: Floats) -> float:
        sums = weights[0] + agreement @ weights[1:]
        penalty = RIDGE * float(weights[1:] @ weights[1:])
        return float(np.mean(np.logaddexp(0, sums) - is_same * sums)) + penalty

    bounds = [(None, None), *[(0, None)] * agreement.shape[1]]
    return np.asarray(minimize(loss, np.zeros(agreement.shape[1] + 1), bounds=bounds).x)


def left_out(agreement: Floats, is_same: npt.NDArray[np.bool_]) -> Floats:
    """The score of each pair by the curve that all the others give."""
    scores = []
    for at in range(len(is_same)):
        weights = fitted(np.delete(agreement, at, 0), np.delete(is_same, at))
        scores.append(weights[0] + agreement[at] @ weights[1:])
    return 1 / (1 + np.exp(-np.array(scores)))


def tell(name: str, groups: Sequence[Group], part: Pairs) -> None:
    agreement = part.agreement[:, list(groups)]
    weights = fitted(agreement, part.is_same)
    counted = ", ".join(f"{one.name} {w:.1f}" for one, w in zip(groups, weights[1:], strict=True))
    print(f"{name}: start {weights[0]:.1f}, {counted}; {len(part.is_same)} pairs")
    scores = left_out(agreement, part.is_same)
    for least in (0.3, 0.4, 0.5, 0.6):
        found = scores >= least
        recall = found[part.is_same].mean()
        precision = part.is_same[found].mean() if found.any() else 1.0
        print(f"  from {least}: recall {recall:.2f}, precision {precision:.2f}")


def main() -> int:
    write_weights()
    found = pairs()
    tell("within a language", WITHIN, found.only(found.in_one_language))
    tell("across languages", ACROSS, found.only(~found.in_one_language))
    return 0


if __name__ == "__main__":
    sys.exit(main())
