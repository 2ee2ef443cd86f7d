"""Reading statements: who stands behind a chosen value, and what was said beside it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from caunoi.sources.models import Source, Statement
from caunoi.sources.services import subject_column


@dataclass(slots=True)
class Voices:
    """What is stated about one subject.

    chosen: {field: kind of the source behind the chosen value}.
    beside: live statements that were not chosen, each as `as_stated(field, value)`.
    """

    chosen: dict[str, str] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)


def as_stated(field: str, value: Any) -> str:
    """A field with its JSON value, as one comparable string."""
    return f"{field}={json.dumps(value, sort_keys=True, ensure_ascii=False)}"


def voices_about(table: type[Statement], subjects: Iterable[int]) -> Mapping[int, Voices]:
    """{subject id: what is stated about it}; a subject nobody spoke of has empty voices."""
    column = subject_column(table)
    found: defaultdict[int, Voices] = defaultdict(Voices)
    rows = table._default_manager.filter(
        replaced_by__isnull=True, **{f"{column}__in": list(subjects)}
    )
    for subject, name, value, is_chosen, kind in rows.values_list(
        column, "field", "value", "is_chosen", "source__kind"
    ):
        if is_chosen:
            found[subject].chosen[name] = kind
        else:
            found[subject].beside.add(as_stated(name, value))
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a field, in words, as the `fact` component shows it."""

    value: str
    source: Source
    is_chosen: bool


def said_by_field(
    statements: Iterable[Statement], in_words: Callable[[str, Any], str]
) -> Mapping[str, list[Said]]:
    """{field: its statements in the order given}. in_words: of a field and its JSON value."""
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for statement in statements:
        words = in_words(statement.field, statement.value)
        found[statement.field].append(Said(words, statement.source, statement.is_chosen))
    return dict(found)
