"""Text folded by the database, for columns that keep no folded copy of themselves.

Reach for it to search in few rows, or in rows already narrowed: it uses no index. It strips marks
as `trithuc.text.folding.fold` does; rarer letters and look-alikes are left as they are.
"""

from __future__ import annotations

from django.db.models import F, Func, TextField


class Folded(Func):
    """Lower case without marks: Folded("title") for "Hội thảo Liège" gives "hoi thao liege"."""

    output_field = TextField()
    template = (
        r"translate(lower(regexp_replace(normalize(%(expressions)s, NFKD),"
        r" '[\u0300-\u036f]', '', 'g')), 'ĐđØøŁł', 'ddooll')"
    )

    def __init__(self, column: str) -> None:
        super().__init__(F(column))
