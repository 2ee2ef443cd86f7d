"""Do two proposals say the same? On judged pairs in six languages, and while one types at 10,000.

The pairs are judged by hand, half of them near misses of one field. The register's proposals are
put together from the texts that `trithuc.categorise` learned from, so that concepts and words are
those of real ones; what is timed is the whole request that a browser sends while somebody types.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from benchmarks.processes import in_own_process, stopwatch, thrown_away
from benchmarks.reports import Report, Target, quantile
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder
from trithuc.likeness import ALIKE, gist_of, likeness

JUDGED = Path(__file__).parent / "judged" / "same_proposals.tsv"
LEAST_RECALL, LEAST_PRECISION = 0.85, 0.8
MOST_MS = 150
WARMING_UP = 12
HEADINGS = ("what", "recall at precision .8", "recall", "precision", "p50 ms", "p95 ms", "max ms")


@dataclass(frozen=True)
class Size:
    proposals: int
    requests: int


FULL, SMALL = Size(proposals=10_000, requests=200), Size(proposals=60, requests=5)


@dataclass(frozen=True)
class Pair:
    texts: tuple[tuple[str, str, str], tuple[str, str, str]]
    is_same: bool


@dataclass(frozen=True)
class Timing:
    """Milliseconds of each request: on the wall, and of this process's processor. found: hints."""

    whole: tuple[float, ...]
    computed: tuple[float, ...]
    found: int


def measure(size: Size) -> Report:
    pairs = list(_judged())
    rows, targets = _quality(pairs) if pairs else ([], [])
    with thrown_away() as place:
        folder = place / "register"
        seconds = in_own_process(write_register, folder, size.proposals)
        timing = in_own_process(type_away, folder, size.requests)
    rows += [_times("request while typing", timing.whole), _times("processor", timing.computed)]
    slowest = quantile(timing.whole, 95)
    targets.append(
        Target(f"while typing p95 ≤ {MOST_MS} ms", f"{slowest:.0f} ms", slowest <= MOST_MS)
    )
    subject = (
        f"{len(pairs)} judged pairs. {size.proposals:,} proposals, whose gists were made in "
        f"{seconds:.0f} s; {size.requests} requests, {timing.found} of them with a hint."
    )
    return Report(subject, HEADINGS, rows, targets)


# --- are they the same ---


def _judged() -> Iterator[Pair]:
    if not JUDGED.exists():
        return
    with JUDGED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            one, other = (
                (row[f"language_{side}"], row[f"title_{side}"], row[f"text_{side}"])
                for side in "ab"
            )
            yield Pair((one, other), row["same"] == "1")


def _quality(pairs: Sequence[Pair]) -> tuple[list[Sequence[str]], list[Target]]:
    right = np.array([pair.is_same for pair in pairs])
    ours, baseline = _ours(pairs), _tf_idf(pairs)
    found = ours >= ALIKE
    recall, precision = _recall(found, right), _precision(found, right)
    rows: list[Sequence[str]] = [
        (
            "trithuc",
            f"{recall_at(ours, right):.2f}",
            f"{recall:.2f}",
            f"{precision:.2f}",
            "",
            "",
            "",
        ),
        ("baseline: TF-IDF, cosine", f"{recall_at(baseline, right):.2f}", "", "", "", "", ""),
    ]
    return rows, [
        Target(
            f"recall ≥ {LEAST_RECALL} at precision ≥ {LEAST_PRECISION}, at the threshold shipped",
            f"{recall:.2f} at {precision:.2f}",
            recall >= LEAST_RECALL and precision >= LEAST_PRECISION,
        )
    ]


def _ours(pairs: Sequence[Pair]) -> np.ndarray:
    scores = []
    for pair in pairs:
        one, other = (
            gist_of(text, title=title, language=language) for language, title, text in pair.texts
        )
        scores.append(likeness(one, other))
    return np.array(scores)


def _tf_idf(pairs: Sequence[Pair]) -> np.ndarray:
    """Of runs of three to five letters, which some words of two languages share."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{title}. {text}" for pair in pairs for _language, title, text in pair.texts]
    rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(texts)
    return np.asarray(rows[0::2].multiply(rows[1::2]).sum(axis=1)).ravel()


def recall_at(scores: np.ndarray, right: np.ndarray, precision: float = LEAST_PRECISION) -> float:
    """The most of the same ones found by any threshold that is right so often; 0 for none."""
    reached = [
        _recall(scores >= threshold, right)
        for threshold in np.unique(scores)
        if _precision(scores >= threshold, right) >= precision
    ]
    return max(reached, default=0.0)


def _recall(found: np.ndarray, right: np.ndarray) -> float:
    return float((found & right).sum() / max(1, right.sum()))


def _precision(found: np.ndarray, right: np.ndarray) -> float:
    return float((found & right).sum() / max(1, found.sum()))


# --- while one types ---


def texts(number: int) -> Iterator[tuple[str, str]]:
    """Language and text of invented proposals: two pieces of one language each."""
    table = files("trithuc.categorise") / "data" / "examples.tsv"
    by_language: dict[str, list[str]] = {}
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        language, _sectors, text = line.split("\t")
        by_language.setdefault(language, []).append(text)
    chance = random.Random(1)
    languages = sorted(one for one in by_language if one in {"vi", "en", "fr", "nl", "de", "zh"})
    for at in range(number):
        language = languages[at % len(languages)]
        yield language, "\n\n".join(chance.sample(by_language[language], 2))


def write_register(path: Path, number: int) -> float:
    """Seconds in which the gists were made."""
    with ready_database(open_data_folder(path)):
        from django.core.management import call_command

        from benchmarks import register
        from caunoi.proposals.models import Proposal, text_hash
        from caunoi.proposals.similar import keep_gists
        from caunoi.sources.models import Source, SourceKind

        call_command("collectstatic", verbosity=0, interactive=False)
        register.name_the_register()
        source = Source.objects.create(kind=SourceKind.PERSON, stated_on=register.TODAY)
        Proposal.objects.bulk_create(
            [
                Proposal(
                    text=text,
                    text_hash=text_hash(text),
                    language=language,
                    received_on=register.TODAY,
                    source=source,
                )
                for language, text in texts(number)
            ]
        )
        with stopwatch() as watch:
            keep_gists(number)
        register.count_rows_anew()
        return watch.seconds


def type_away(path: Path, number: int) -> Timing:
    with ready_database(open_data_folder(path)):
        browser = _browser_of_somebody()
        typed = [text for _language, text in texts(3 * number)][2 * number :]
        whole, computed, found = [], [], 0
        # A server has read the vocabulary of each language before anybody types.
        for _language, text in texts(WARMING_UP):
            _ask(browser, text)
        for at, text in enumerate(typed):
            with stopwatch() as watch:
                said = _ask(browser, text[: 60 + 10 * (at % 40)])
            whole.append(1_000 * watch.seconds)
            computed.append(1_000 * watch.computed)
            found += b"<li>" in said
        return Timing(tuple(whole), tuple(computed), found)


def _browser_of_somebody():  # type: ignore[no-untyped-def]
    import datetime

    from django.core.cache import cache
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from caunoi.messages.links import OWN_PAGE
    from caunoi.people.models import Person, PersonLink

    cache.clear()
    person = Person.objects.create(display_name="Somebody Invented", language="en")
    _link, token = PersonLink.issue(
        purpose=OWN_PAGE, lifetime=datetime.timedelta(days=1), now=timezone.now(), person=person
    )
    browser = Client(SERVER_NAME="localhost")
    browser.post(reverse("self_service:open", args=[token]))
    return browser


def _ask(browser, text: str) -> bytes:  # type: ignore[no-untyped-def]
    answer = browser.post(
        "/me/proposals/draft/", {"text": text, "signature": ""}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    return bytes(answer.content)


def _times(name: str, values: Sequence[float]) -> Sequence[str]:
    figures = (quantile(values, 50), quantile(values, 95), max(values))
    return (name, "", "", "", *(f"{one:.1f}" for one in figures))
