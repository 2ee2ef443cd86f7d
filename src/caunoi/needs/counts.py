"""How far the search for people is: all that leaves the mission of a shortlist."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, QuerySet

from caunoi.needs.models import Match, Need, Verdict
from caunoi.people.models import Person


@dataclass(frozen=True, slots=True)
class Counts:
    suitable: int
    asked: int
    agreed: int


def counts_of(needs: Collection[Need]) -> Mapping[int, Counts]:
    """{need: its counts}. Only who may still be matched is counted; no more asked than suitable."""
    matchable = Person.objects.matchable().order_by()
    kept = Match.objects.filter(verdict=Verdict.SHORTLISTED, person__in=matchable)
    # A later layer, reached by its name.
    introductions: Any = apps.get_model("introductions", "Introduction").objects.standing()
    suitable, asked, agreed = (
        _per_need(rows, needs) for rows in (kept, introductions.asked(), introductions.agreed())
    )
    return {
        # Whoever is asked is suitable, on the shortlist or taken off it since.
        pk: Counts(max(suitable.get(pk, 0), asked.get(pk, 0)), asked.get(pk, 0), agreed.get(pk, 0))
        for pk in (need.pk for need in needs)
    }


def _per_need(rows: QuerySet[Any], needs: Collection[Need]) -> dict[int, int]:
    counted = rows.filter(need__in=needs).order_by().values_list("need")
    return dict(counted.annotate(Count("pk")))
