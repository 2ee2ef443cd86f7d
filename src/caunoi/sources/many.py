"""Asking about thousands of rows at once.

Reach for `among` where an import or its undo filters by ids it holds. As a list they would be ten
thousand parameters, whose text alone takes longer than the query; and a plan made for one array
stays good while the table's statistics still know it as empty.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Value


class _EqualsAny(Func):
    output_field = BooleanField()
    template = "%(expressions)s)"
    arg_joiner = " = ANY("


def among(column: str, ids: Iterable[int]) -> _EqualsAny:
    """A condition for `filter`: the column is one of these ids."""
    return _EqualsAny(F(column), Value(list(ids), output_field=ArrayField(BigIntegerField())))
