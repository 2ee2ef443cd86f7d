"""Making a person unreadable in what others wrote: each whole name or address becomes "[…]".

Works on every text column of every table, history included, so that no place can be forgotten;
records of other people are left out, since a namesake is somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

BLOT = "[…]"
# What says who somebody is belongs to that somebody; what Django keeps for itself names nobody.
LEFT_OUT = frozenset(
    {
        *("people_person", "people_personname", "people_personevent", "people_personnameevent"),
        *("people_personstatement", "accounts_user", "accounts_userevent", "account_emailaddress"),
        *("django_content_type", "django_migrations", "auth_permission", "rights_erasure"),
    }
)


def blot_out(strings: Sequence[str]) -> dict[str, int]:
    """{table: rows in which something was blotted}. strings: longest first."""
    if not strings:
        return {}
    done = {}
    for table, columns in _text_columns():
        if rows := sum(_blot_column(table, column, kind, strings) for column, kind in columns):
            done[table] = rows
    return done


def _text_columns() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if model._meta.managed and not model._meta.proxy and table not in LEFT_OUT:
            columns = [
                (field.attname, kind)
                for field in model._meta.concrete_fields
                if (kind := _kind_of(field))
            ]
            if columns:
                yield table, columns


def _kind_of(field: models.Field[object, object]) -> str:
    """What the column is cast back to: "" for one that holds no text of people's."""
    if isinstance(field, models.JSONField):
        return "jsonb"
    if isinstance(field, ArrayField):
        return "text[]" if isinstance(field.base_field, models.CharField) else ""
    if isinstance(field, models.FileField) or field.unique or field.is_relation:
        return ""
    return "text" if isinstance(field, models.CharField | models.TextField) else ""


def _blot_column(table: str, column: str, kind: str, strings: Sequence[str]) -> int:
    """A JSON column holds letters as themselves: PostgreSQL keeps jsonb in UTF-8, unescaped."""
    quoted = connection.ops.quote_name(column)
    replaced, values = f"{quoted}::text", []
    for one in strings:
        replaced = f"replace({replaced}, %s, %s)"
        values += [one, BLOT]
    found = " OR ".join([f"strpos({quoted}::text, %s) > 0"] * len(strings))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {connection.ops.quote_name(table)} SET {quoted} = ({replaced})::{kind}"  # noqa: S608
            f" WHERE {found}",
            [*values, *strings],
        )
        return cursor.rowcount
