"""Writing about needs: taking one down, its sectors, and the verdicts on its candidates."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models, transaction

from caunoi.accounts.models import User
from caunoi.needs.models import Match, Need, NeedSector, NeedState, Verdict
from caunoi.sources.models import Source, SourceKind
from trithuc.text.languages import known_language


@transaction.atomic
def write_need(
    *, need: Need, sectors: Collection[str] = (), by: User | None, on: datetime.date
) -> Need:
    """Keep a new need as an officer wrote it, with the sectors that were confirmed."""
    need.source = Source.objects.create(kind=SourceKind.OFFICER, officer=by, stated_on=on)
    need.stated_on = on
    change_need(need=need, sectors=sectors)
    return need


@transaction.atomic
def change_need(*, need: Need, sectors: Collection[str]) -> None:
    need.language = known_language(f"{need.title}\n{need.text}")
    need.save()
    confirm_sectors(need=need, sectors=sectors)


@transaction.atomic
def confirm_sectors(*, need: Need, sectors: Collection[str]) -> None:
    """These and no others are the sectors of the need."""
    need.need_sectors.exclude(sector__in=sectors).delete()
    held = set(need.need_sectors.values_list("sector_id", flat=True))
    NeedSector.objects.bulk_create(
        NeedSector(need=need, sector_id=code) for code in dict.fromkeys(sectors) if code not in held
    )


@transaction.atomic
def set_state(*, need: Need, state: NeedState) -> None:
    need.state = state
    need.save(update_fields=["state"])


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
