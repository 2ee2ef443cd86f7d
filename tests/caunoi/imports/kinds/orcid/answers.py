"""Invented records, as ORCID's public interface would answer them, and the steps they lead to."""

from __future__ import annotations

import json
from typing import Any

from caunoi.imports.models import ImportRun, PlannedAction

MAI, BINH, STRANGER = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"
RIVERS = {"title": "Sediment in invented rivers", "year": "2019", "doi": "10.5555/rivers"}


def record(orcid: str, *works: dict[str, str], **parts: Any) -> dict[str, Any]:
    """parts: names (others), employers as (name, role, end year), and whole parts of a record."""
    given, family = parts.pop("name", ("", ""))
    person = {
        "name": {"given-names": {"value": given}, "family-name": {"value": family}},
        "other-names": {"other-name": [{"content": one} for one in parts.pop("names", ())]},
    }
    activities = {
        "employments": {"affiliation-group": [_employment(*one) for one in parts.pop("at", ())]},
        "works": {"group": [_work(**one) for one in works]},
    }
    return {
        "orcid-identifier": {"path": orcid},
        "person": person | parts,
        "activities-summary": activities,
    }


def _employment(name: str, role: str = "", ended: str = "", ror: str = "") -> dict[str, Any]:
    identifier = {
        "disambiguated-organization-identifier": f"https://ror.org/{ror}",
        "disambiguation-source": "ROR",
    }
    body = {"name": name, "disambiguated-organization": identifier if ror else None}
    end = {"year": {"value": ended}} if ended else None
    summary = {"organization": body, "role-title": role, "end-date": end}
    return {"summaries": [{"employment-summary": summary}]}


def _work(title: str, year: str = "", doi: str = "", **texts: str) -> dict[str, Any]:
    number = {"external-id-type": "doi", "external-id-value": doi}
    number["external-id-relationship"] = "self"
    summary = {
        "title": {"title": {"value": title}, "subtitle": {"value": texts.get("subtitle", "")}},
        "publication-date": {"year": {"value": year}} if year else None,
        "journal-title": {"value": texts.get("journal", "")},
        "external-ids": {"external-id": [number] if doi else []},
        "url": {"value": texts.get("url", "")},
    }
    return {"work-summary": [summary]}


def orcid(*records: Any) -> dict[str, Any]:
    content = "\n".join(json.dumps(one) for one in records).encode()
    return {"content": content, "kind": "orcid", "name": "orcid.jsonl"}


def step_of(run: ImportRun) -> PlannedAction:
    """What the first record would do to its holder."""
    return run.actions.filter(subject="person")[0]


def works_of(run: ImportRun) -> list[PlannedAction]:
    return list(run.actions.filter(subject="work"))
