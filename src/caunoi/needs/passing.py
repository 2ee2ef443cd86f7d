"""Passing a need to another mission, and the counts that come back: files, and no person in them.

A mission writes the open needs it chose as a file (`needs_file`); the other imports it, looks for
people of its own, and writes how many there are (`counts_file`); the first reads that
(`keep_counts`). Invariant: what leaves is the summary that may leave, and later three numbers.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction

from caunoi.needs.counts import counts_of
from caunoi.needs.models import Need
from caunoi.organisations.queries import the_register
from trithuc.importers.needs import passed_on

COUNTS_SCHEMA = "caunoi-counts/1"
COUNTED = ("suitable", "asked", "agreed")
MOST_BYTES = 1_000_000


class UnreadableCounts(Exception):
    """Not the file of counts that another mission makes, or of no need of this register."""


class NothingMayLeave(Exception):
    """The need is confidential and has no summary, or it is not in use."""


def mission_name() -> str:
    register = the_register()
    return str(register.controller) if register else ""


def needs_file(need: Need, *, on: datetime.date) -> str:
    """Raises NothingMayLeave."""
    if not need.open_text or not Need.objects.in_use(on=on).filter(pk=need.pk).exists():
        raise NothingMayLeave
    return passed_on([_told_of(need)], mission=mission_name())


def _told_of(need: Need) -> Mapping[str, Any]:
    return {
        "reference": str(need.pk),
        "title": need.title,
        "text": need.open_text,
        "kind": need.kind,
        "place": need.place,
        "days": need.days,
        "due_on": need.due_on.isoformat() if need.due_on else "",
        "valid_until": need.valid_until.isoformat() if need.valid_until else "",
        "trl_from": need.trl_from,
        "trl_to": need.trl_to,
        "ip_status": need.ip_status,
        "sectors": [one.sector_id for one in need.need_sectors.all()],
    }


def counts_file(need: Need) -> str:
    """For the mission that passed the need on: how many, and of nobody who."""
    counts = asdict(counts_of([need])[need.pk])
    said = {"schema": COUNTS_SCHEMA, "from": mission_name(), "reference": need.passed_reference}
    return json.dumps({**said, **counts}, ensure_ascii=False)


def keep_counts(content: bytes, *, on: datetime.date) -> Need:
    """Put another mission's counts beside the need. Raises UnreadableCounts."""
    said = _loaded(content)
    reference = str(said.get("reference", ""))
    mission = said.get("from")
    counts = {name: said.get(name) for name in COUNTED}
    is_sound = all(type(count) is int and 0 <= count < MOST_BYTES for count in counts.values())
    if not reference.isdecimal() or not isinstance(mission, str) or not mission or not is_sound:
        raise UnreadableCounts
    return _keep(int(reference), mission[:300], {**counts, "told_on": on.isoformat()})


@transaction.atomic
def _keep(pk: int, mission: str, counts: Mapping[str, Any]) -> Need:
    need = Need.objects.select_for_update().filter(pk=pk, passed_by="").first()
    if need is None:
        raise UnreadableCounts
    need.counts_back = {**need.counts_back, mission: counts}
    need.save(update_fields=["counts_back"])
    return need


def _loaded(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content[:MOST_BYTES])
    except (ValueError, RecursionError) as error:
        raise UnreadableCounts from error
    if not isinstance(said, dict) or said.get("schema") != COUNTS_SCHEMA:
        raise UnreadableCounts
    return said


def counts_told(need: Need) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """(mission, its counts), by the mission's name."""
    return sorted(need.counts_back.items())
