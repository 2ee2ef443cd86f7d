"""Reasons as a page prints them: each feature in words, with the stretch that speaks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from caunoi.needs.marking import Piece, marked
from caunoi.needs.services import Reason
from caunoi.needs.wording import FEATURE_LABELS, concept_label, shared_in_words
from trithuc.matching import WEIGHTS

SAID_OF_THE_WHOLE = ("sectors", "ways")
REASONS_OF_A_ROW = 2


@dataclass(frozen=True, slots=True)
class ShownReason:
    """percent: what the score were by this alone. pieces: the stretch, its telling words marked.

    shared: sectors or ways in words, for a feature of the whole candidate.
    """

    label: str | Promise
    percent: int
    pieces: Sequence[Piece]
    work: str
    concepts: Sequence[str]
    shared: str = ""


def shown_reasons(reasons: Iterable[Reason], keys: Collection[int]) -> list[ShownReason]:
    """keys: those of the need (`marking.telling_keys`)."""
    return [_shown(reason, keys) for reason in reasons]


def _shown(reason: Reason, keys: Collection[int]) -> ShownReason:
    is_of_the_whole = reason.feature in SAID_OF_THE_WHOLE
    return ShownReason(
        label=FEATURE_LABELS.get(reason.feature, reason.feature),
        percent=round(reason.score * 100),
        pieces=() if is_of_the_whole else marked(reason.text, keys, reason.concepts),
        work="" if reason.work == reason.text else reason.work,
        concepts=[concept_label(concept) for concept in reason.concepts],
        shared=shared_in_words(reason.feature, reason.text) if is_of_the_whole else "",
    )


def main_reasons(reasons: Iterable[Reason]) -> list[Reason]:
    """For a row of a list: what says most, each stretch once."""
    kept: dict[str, Reason] = {}
    for reason in reasons:
        stretch = _stretch(reason)
        if stretch:
            kept.setdefault(stretch, reason)
    return list(kept.values())[:REASONS_OF_A_ROW]


def _stretch(reason: Reason) -> str:
    """As a reader sees it; "" for ways of helping that are no longer offered."""
    if reason.feature in SAID_OF_THE_WHOLE:
        return shared_in_words(reason.feature, reason.text)
    return reason.text


def features_without_evidence(reasons: Iterable[Reason]) -> list[str | Promise]:
    """What says nothing either way: missing is no evidence, and never counts as zero."""
    told = {reason.feature for reason in reasons}
    return [FEATURE_LABELS[feature] for feature in WEIGHTS if feature not in told]
