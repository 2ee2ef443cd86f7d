"""Which proposals say nearly the same, in whatever language: for officers, and while one types.

The library's gist of each proposal is kept in a small table, since making one takes milliseconds
and ten thousand are laid beside a text at once. The index is not asked: it finds words, and two
languages share few. A process keeps what it read for as long as the table does not change.
Invariant: gists only propose ids; which of them a reader may see, and how much
of each, is the database's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.db.models import F, Max, Prefetch, Q

from caunoi.accounts.viewers import Viewer
from caunoi.proposals.models import (
    PlacedSector,
    Placement,
    Proposal,
    ProposalGist,
    Signature,
)
from trithuc.likeness import ALIKE, Gist, Shelf, gist_of

# Shorter texts could still become anything.
LEAST_TYPED = 40
MOST_SHOWN = 5
# Those whose gist is missing are read on the spot, but no page waits for thousands.
READ_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Similar:
    """A proposal that says nearly the same. percent: how nearly."""

    proposal: Proposal
    percent: int


@dataclass(frozen=True, slots=True)
class Hint:
    """What an author may know of somebody else's proposal: never who, and no word of its text.

    title: "" unless its author lets the title be shown. sectors: those it was placed in.
    """

    title: str
    language: str
    sectors: tuple[str, ...]
    progress: str


def similar_for_officers(proposal: Proposal, viewer: Viewer) -> list[Similar]:
    """Those like a proposal that the viewer may see, the most alike first."""
    visible = Proposal.objects.visible_to(viewer)
    found = _ranked(gist_of_proposal(proposal), without=[proposal.pk])
    rows = visible.filter(superseded_by=None).in_bulk([pk for pk, _score in found])
    return [Similar(rows[pk], round(100 * score)) for pk, score in found if pk in rows][:MOST_SHOWN]


def hints_for_author(text: str, *, title: str, without: Sequence[int]) -> list[Hint]:
    """What may be said to whoever types this; nothing while next to nothing is typed.

    without: the author's own proposals.
    """
    if len(title) + len(text) < LEAST_TYPED:
        return []
    found = _ranked(gist_of(text, title=title), without=without)[:MOST_SHOWN]
    placements = Placement.objects.standing().prefetch_related(
        Prefetch("placed_sectors", PlacedSector.objects.select_related("sector"))
    )
    rows = (
        Proposal.objects.filter(superseded_by=None)
        .prefetch_related(Prefetch("placements", placements, to_attr="standing_placements"))
        .in_bulk([pk for pk, _score in found])
    )
    return [_hint(rows[pk]) for pk, _score in found if pk in rows]


def _hint(proposal: Proposal) -> Hint:
    standing = proposal.standing_placements[:1]  # type: ignore[attr-defined]
    sectors = [placed.sector.label for one in standing for placed in one.placed_sectors.all()]
    shows = proposal.signature in {Signature.BY_NAME, Signature.BY_FIELD}
    return Hint(
        title=proposal.title if shows else "",
        language=proposal.language,
        sectors=tuple(sectors),
        progress=proposal.get_progress_display(),
    )


def _ranked(gist: Gist, *, without: Sequence[int]) -> list[tuple[int, float]]:
    """Ids and likeness of those that are alike, best first."""
    _keep_gists_of_the_newest()
    kept = _all_kept()
    scores = kept.shelf.likenesses(gist)
    best = np.flatnonzero(scores >= ALIKE)
    best = best[np.argsort(-scores[best], kind="stable")]
    ranked = [(kept.ids[at], float(scores[at])) for at in best.tolist()]
    return [one for one in ranked if one[0] not in set(without)]


# --- keeping gists ---


@dataclass(frozen=True, slots=True)
class _Kept:
    """All gists as they stood when the table bore this mark."""

    mark: tuple[int, int]
    ids: tuple[int, ...]
    shelf: Shelf


_kept: _Kept | None = None


def _all_kept() -> _Kept:
    """What was read before, unless the table has changed since by so much as a row."""
    global _kept
    mark = _mark()
    held = _kept
    if held is None or held.mark != mark:
        rows = list(ProposalGist.objects.order_by("pk").values_list("proposal_id", "kept"))
        shelf = Shelf.of([bytes(kept) for _pk, kept in rows])
        held = _kept = _Kept(mark, tuple(pk for pk, _row in rows), shelf)
    return held


def _mark() -> tuple[int, int]:
    """Another after any change: how many rows, written by which transactions, lying where."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(sum(xmin::text::bigint + hashtext(ctid::text)), 0)::bigint"
            " FROM proposals_proposalgist"
        )
        count, writers = cursor.fetchone()
    return int(count), int(writers)


def gist_of_proposal(proposal: Proposal) -> Gist:
    return gist_of(proposal.text, title=proposal.title, language=proposal.language)


def _keep_gists_of_the_newest() -> None:
    """Of those that came in since the worker last looked."""
    last = ProposalGist.objects.aggregate(last=Max("pk"))["last"] or 0
    _keep(Proposal.objects.filter(pk__gt=last).order_by("-pk")[:READ_AT_ONCE])


def keep_gists(most: int) -> int:
    """Make the gists that are missing or of an older text, the newest proposals first; how many."""
    stale = Q(gist=None) | ~Q(gist__text_hash=F("text_hash"))
    return _keep(Proposal.objects.filter(stale).order_by("-pk")[:most])


def keep_gist(proposal: Proposal) -> None:
    """After its words changed."""
    _keep([proposal])


def _keep(proposals: Iterable[Proposal]) -> int:
    made = [
        ProposalGist(proposal=one, text_hash=one.text_hash, kept=gist_of_proposal(one).to_bytes())
        for one in proposals
    ]
    ProposalGist.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["proposal"],
        update_fields=["text_hash", "kept"],
    )
    return len(made)
