"""Who could answer a need, as a page shows it: who, how well, and why.

Scores come from `caunoi.search.candidates`; nothing is recomputed here. Invariant: a candidate set
aside for this need is not proposed again, and one whose yes to being matched ended is not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Match, Need, Offer
from caunoi.needs.services import Reason
from caunoi.organisations.models import Organisation
from caunoi.people.models import Person
from caunoi.programmes.models import Project
from caunoi.proposals.models import Proposal
from caunoi.search.candidates import ScoredCandidate, matches_for
from caunoi.search.facets import Filters
from caunoi.search.kinds import Row, kind_of
from caunoi.works.models import Work
from trithuc import matching

SHOWN_OF_EACH = 10
# Beneath this next to nothing speaks for a candidate: a word or two that many share.
LEAST_SHOWN = 0.05
# How far down a candidate is looked for whose reasons are asked for.
LOOKED_THROUGH = 200
MODEL_OF_KIND: Mapping[str, type[Model]] = {
    "expert": Person,
    "organisation": Organisation,
    "proposal": Proposal,
    "offer": Offer,
}
KINDS = tuple(MODEL_OF_KIND)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A candidate with the reasons for its score (0..1), what says most first.

    match: the verdict an officer gave, None while nobody has.
    """

    kind: str
    record: int
    row: Row
    score: float | None
    reasons: tuple[Reason, ...]
    match: Match | None = None

    @property
    def percent(self) -> int | None:
        return None if self.score is None else round(self.score * 100)


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    label: str | Promise
    rows: Sequence[Proposed]


def proposed_for(need: Need, viewer: Viewer, filters: Filters = Filters()) -> list[Group]:  # noqa: B008
    """The best of each kind on whom nobody has given a verdict for this need."""
    decided = decided_candidates(need)
    asked = as_asked(need)
    found = [
        one
        for one in matches_for(
            asked, viewer=viewer, kinds=KINDS, filters=filters, top=SHOWN_OF_EACH + len(decided)
        )
        if (one.kind, one.record) not in decided and one.score >= LEAST_SHOWN
    ]
    return [_group(kind, [one for one in found if one.kind == kind], viewer) for kind in KINDS]


def proposed_one(need: Need, viewer: Viewer, kind: str, record: int) -> Proposed | None:
    """One candidate with its reasons as they are now; None where nothing speaks for it."""
    found = matches_for(as_asked(need), viewer=viewer, kinds=[kind], top=LOOKED_THROUGH)
    only = [one for one in found if one.record == record]
    return next(iter(_rows(kind, only, viewer)), None)


def kept_candidates(matches: Iterable[Match], viewer: Viewer) -> list[Proposed]:
    """Those with a verdict, with the score and the reasons that were shown when it was given."""
    matches = list(matches)
    records = {kind: [match_record(m) for m in matches if match_kind(m) == kind] for kind in KINDS}
    rows = {kind: _seen(kind, ids, viewer) for kind, ids in records.items() if ids}
    return [
        Proposed(kind, record, rows[kind][record], match.score, reasons_of(match), match)
        for match in matches
        if (kind := match_kind(match)) and (record := match_record(match)) in rows[kind]
    ]


def as_asked(need: Need) -> matching.Need:
    """The need as the library reads it; one that is not kept yet has the id 0."""
    sectors = [one.sector_id for one in need.need_sectors.all()] if need.pk else []
    return matching.Need(
        id=need.pk or 0,
        text=need.text,
        title=need.title,
        language=need.language,
        sectors=tuple(sectors),
        ways_wanted=tuple(need.ways_wanted),
    )


def decided_candidates(need: Need) -> set[tuple[str, int]]:
    """(kind, record) of all on whom a verdict was given, also of those no longer shown."""
    if not need.pk:
        return set()
    return {(match_kind(match), match_record(match)) for match in need.matches.all()}


def match_kind(match: Match) -> str:
    if match.person_id:
        return "expert"
    if match.organisation_id:
        return "organisation"
    return "proposal" if match.proposal_id else "offer"


def match_record(match: Match) -> int:
    return match.person_id or match.organisation_id or match.proposal_id or match.offer_id or 0


def reasons_of(match: Match) -> tuple[Reason, ...]:
    return tuple(
        Reason(**{**kept, "concepts": tuple(kept.get("concepts", ()))}) for kept in match.evidence
    )


# --- rows ---


def _group(kind: str, found: Sequence[ScoredCandidate], viewer: Viewer) -> Group:
    searchable = kind_of(kind)
    assert searchable  # noqa: S101  (these kinds are search's own)
    return Group(kind, searchable.label, _rows(kind, found[:SHOWN_OF_EACH], viewer))


def _rows(kind: str, found: Sequence[ScoredCandidate], viewer: Viewer) -> list[Proposed]:
    rows = _seen(kind, [one.record for one in found], viewer)
    titles = _titles_of_works(kind, found)
    return [
        Proposed(kind, one.record, rows[one.record], one.score, _reasons(one, titles))
        for one in found
        if one.record in rows
    ]


def _seen(kind: str, records: Collection[int], viewer: Viewer) -> Mapping[int, Row]:
    searchable = kind_of(kind)
    assert searchable  # noqa: S101
    return searchable.rows_of(list(records), viewer) if records else {}


def _reasons(found: ScoredCandidate, titles: Mapping[int, str]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            feature=one.feature,
            score=round(one.score, 4),
            text=one.text,
            work=titles.get(int(one.work), "") if one.work is not None else "",
            concepts=one.concepts,
        )
        for one in found.evidence
    )


def _titles_of_works(kind: str, found: Sequence[ScoredCandidate]) -> Mapping[int, str]:
    """An expert's evidence names works, an organisation's the projects it takes part in."""
    ids = {int(e.work) for one in found for e in one.evidence if e.work is not None}
    if kind == "expert":
        return dict(Work.objects.filter(pk__in=ids).values_list("pk", "title"))
    if kind == "organisation":
        return {project.pk: str(project) for project in Project.objects.filter(pk__in=ids)}
    return {}
