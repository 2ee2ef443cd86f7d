"""What the codes of needs mean in words, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.needs.models import Need
from caunoi.needs.posting import Posting, PostingState, Review
from caunoi.needs.queries import Selection
from caunoi.people.models import Contribution
from caunoi.people.wording import in_readers_language, way_label
from caunoi.sectors.models import Sector
from trithuc import vocabulary

SELECTION_LABELS = {
    Selection.OPEN: _("Open"),
    Selection.TO_REVIEW: _("To review"),
    Selection.WITHOUT_EXPERT: _("Without an expert"),
    Selection.MET: _("Met"),
    Selection.EXPIRED: _("Expired"),
    Selection.CLOSED: _("Closed"),
}
TONE_OF_STATE = {
    PostingState.OPEN: "info",
    PostingState.MET: "good",
    PostingState.CLOSED: "neutral",
}
TONE_OF_REVIEW = {
    Review.DRAFT: "neutral",
    Review.WAITING: "info",
    Review.ASKED_BACK: "warning",
    Review.REFUSED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a need or an offer stands, as a page shows it."""

    tone: str
    label: str | Promise


def standing_of(posting: Posting) -> Standing:
    if posting.state == PostingState.OPEN and posting.review != Review.ACCEPTED:
        review = Review(posting.review)
        return Standing(TONE_OF_REVIEW[review], review.label)
    if posting.state == PostingState.OPEN and posting.has_expired:
        return Standing("warning", _("expired"))
    state = PostingState(posting.state)
    return Standing(TONE_OF_STATE[state], state.label)


FEATURE_LABELS = {
    "words": _("the same words"),
    "themes": _("words that go with them"),
    "concepts": _("the same subjects, in any language"),
    "semantic": _("nearness of meaning"),
    "sectors": _("the same sectors"),
    "ways": _("the help that is wanted"),
}


def concept_label(id: str) -> str:
    """A concept's or a sector's name in the reader's language; the id where it is unknown."""
    try:
        return in_readers_language(vocabulary.concept(id).pref_label)
    except KeyError:
        return Sector(code=id).label


def shared_in_words(feature: str, text: str) -> str:
    """What sectors or ways are shared: the codes of `Evidence.text` as words."""
    codes = [code.strip() for code in text.split(",") if code.strip()]
    if feature == "sectors":
        return ", ".join(Sector(code=code).label for code in codes)
    return ", ".join(way_label(code) for code in codes if code in Contribution.values)


# --- fields, as an import's plan shows them ---


def field_label(field: str) -> str:
    names = {one.name: one.verbose_name for one in Need._meta.fields}
    return str(_("sectors") if field == "sectors" else names.get(field, field))


def field_in_words(field: str, value: Any) -> str:
    """A stated value; codes in words."""
    if field == "sectors":
        return ", ".join(Sector(code=code).label for code in value)
    choices = {one.name: dict(one.flatchoices) for one in Need._meta.fields if one.choices}
    return str(choices.get(field, {}).get(value, value))
