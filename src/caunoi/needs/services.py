"""Writing about needs and offers: keeping one, its sectors, its review, and the verdicts."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from django.db import models, transaction

from caunoi.accounts.models import User
from caunoi.needs.letters import tell_of_end, tell_of_review
from caunoi.needs.models import Match, Need, Offer, Verdict
from caunoi.needs.posting import Channel, Posting, PostingState, Review
from caunoi.organisations.models import Organisation
from caunoi.sources.models import Source, SourceKind
from trithuc.text.languages import known_language

VALID_FOR = datetime.timedelta(days=365)
Posted = TypeVar("Posted", bound=Posting)


class DecidedMeanwhile(Exception):
    """Somebody else was quicker, or the body took it back."""


# --- writing ---


@transaction.atomic
def write_need(
    *, need: Need, sectors: Collection[str] = (), by: User | None, on: datetime.date
) -> Need:
    """Keep a new need as an officer wrote it, with the sectors that were confirmed."""
    _keep_new(need, sectors, Source(kind=SourceKind.OFFICER, officer=by, stated_on=on))
    return need


@transaction.atomic
def write_offer(
    *, offer: Offer, sectors: Collection[str] = (), by: User | None, on: datetime.date
) -> Offer:
    """Keep a new offer as an officer wrote it, with the sectors that were confirmed."""
    _keep_new(offer, sectors, Source(kind=SourceKind.OFFICER, officer=by, stated_on=on))
    return offer


@transaction.atomic
def post(
    *,
    posting: Posted,
    body: Organisation,
    sectors: Collection[str],
    as_draft: bool,
    on: datetime.date,
) -> Posted:
    """Keep what a body wrote on its own pages: as a draft, or for an officer to review.

    Pressed twice it is kept once: the body's row makes the second wait for the first.
    """
    Organisation.objects.select_for_update().get(pk=body.pk)
    if same := _same_of(posting, body):
        return same
    setattr(posting, posting.body_field, body)
    posting.channel = Channel.OWN_PAGES
    posting.review = Review.DRAFT if as_draft else Review.WAITING
    _keep_new(posting, sectors, Source(kind=SourceKind.PERSON, title=str(body), stated_on=on))
    return posting


def _same_of(posting: Posted, body: Organisation) -> Posted | None:
    """The body's own of the same words that still stands."""
    found: Posted | None = (
        type(posting)
        .objects.filter(
            title=posting.title,
            text=posting.text,
            state=PostingState.OPEN,
            **{posting.body_field: body},
        )
        .exclude(review=Review.REFUSED)
        .first()
    )
    return found


def _keep_new(posting: Posting, sectors: Collection[str], source: Source) -> None:
    source.save()
    posting.source, posting.stated_on = source, source.stated_on
    change_posting(posting=posting, sectors=sectors)


@transaction.atomic
def change_posting(*, posting: Posting, sectors: Collection[str]) -> None:
    posting.language = known_language(f"{posting.title}\n{posting.text}")
    posting.save()
    confirm_sectors(posting=posting, sectors=sectors)


@transaction.atomic
def change_by_body(*, posting: Posting, sectors: Collection[str], as_draft: bool) -> None:
    """Raises DecidedMeanwhile once an officer has accepted or refused it."""
    held = type(posting).objects.select_for_update().get(pk=posting.pk)
    if not held.can_be_changed_by_its_body:
        raise DecidedMeanwhile
    posting.review = Review.DRAFT if as_draft else Review.WAITING
    change_posting(posting=posting, sectors=sectors)


@transaction.atomic
def confirm_sectors(*, posting: Posting, sectors: Collection[str]) -> None:
    """These and no others are the sectors of the need or offer."""
    rows = posting.sector_rows
    rows.exclude(sector__in=sectors).delete()
    held = set(rows.values_list("sector_id", flat=True))
    rows.bulk_create(
        rows.model(**{str(posting._meta.model_name): posting, "sector_id": code})
        for code in dict.fromkeys(sectors)
        if code not in held
    )


@transaction.atomic
def set_state(*, posting: Posting, state: PostingState) -> None:
    posting.state = state
    posting.save(update_fields=["state"])


@transaction.atomic
def withdraw(*, posting: Posting) -> None:
    """A draft that nobody else has seen goes; anything else is closed and stays on record."""
    if posting.review == Review.DRAFT:
        posting.delete()
    else:
        set_state(posting=posting, state=PostingState.CLOSED)


@transaction.atomic
def renew(*, posting: Posting, on: datetime.date) -> None:
    """Valid for as long again as a new one; pressing twice gives no more."""
    posting.valid_until = on + VALID_FOR
    posting.save(update_fields=["valid_until"])


# --- review ---


@transaction.atomic
def review_posting(
    *, posting: Posting, review: Review, words: str = "", by: User | None, on: datetime.date
) -> None:
    """Accept, ask back or refuse what a body sent in, and tell its office.

    words: what the office is told; never empty unless it is accepted. Raises DecidedMeanwhile.
    """
    waiting = type(posting).objects.filter(pk=posting.pk, review=Review.WAITING)
    until = posting.valid_until or (on + VALID_FOR if review == Review.ACCEPTED else None)
    if not waiting.update(review=review, review_words=words, valid_until=until):
        raise DecidedMeanwhile
    posting.refresh_from_db()
    tell_of_review(posting, by=by)


@transaction.atomic
def warn_of_end(*, posting: Posting) -> None:
    """Write to the office once for each date its need or offer ends on."""
    about = type(posting).objects.filter(pk=posting.pk, valid_until=posting.valid_until)
    if about.exclude(warned_of=posting.valid_until).update(warned_of=posting.valid_until):
        tell_of_end(posting)


# --- verdicts ---


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence as it was shown; a score is one less the product of their gaps.

    feature: a name in `trithuc.matching.WEIGHTS`. score: 0..1, what the whole were by it alone.
    text: the stretch that matched. work: the title of the work it stands in, "" for the profile.
    concepts: ids in the library's vocabulary.
    """

    feature: str
    score: float
    text: str = ""
    work: str = ""
    concepts: tuple[str, ...] = ()


def shortlist(
    *,
    need: Need,
    candidate: models.Model,
    score: float | None,
    reasons: Sequence[Reason],
    by: User | None,
) -> Match:
    """Keep a candidate for this need, with the score and the reasons that were shown."""
    return _decide(need, candidate, Verdict.SHORTLISTED, "", score, reasons, by)


def hide(
    *,
    need: Need,
    candidate: models.Model,
    why: str,
    score: float | None,
    reasons: Sequence[Reason],
    by: User | None,
) -> Match:
    """Set a candidate aside for this need; why: an officer's reason, never empty."""
    return _decide(need, candidate, Verdict.HIDDEN, why, score, reasons, by)


@transaction.atomic
def take_back_verdict(*, match: Match) -> None:
    match.delete()


def _decide(
    need: Need,
    candidate: models.Model,
    verdict: Verdict,
    why: str,
    score: float | None,
    reasons: Sequence[Reason],
    by: User | None,
) -> Match:
    decided: dict[str, Any] = {
        "verdict": verdict,
        "reason": why,
        "score": score,
        "evidence": [asdict(reason) for reason in reasons],
        "decided_by": by,
    }
    of_candidate: dict[str, Any] = {str(candidate._meta.model_name): candidate}
    match, _is_new = Match.objects.update_or_create(need=need, **of_candidate, defaults=decided)
    return match
