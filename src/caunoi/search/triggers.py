"""Triggers by which the database itself notes what the index has to read anew.

Reach for `notes_stale` in a migration, for each table that a kind's documents are made of. They are
plain SQL and no part of the models they watch, since those stand in layers that know no search. A
statement notes all its records at once, so COPY stays fast; the first statement of a transaction
asks the worker for a refresh, which it hears of at the commit.

Invariant: `StaleDocument` rows are only ever added here; nobody waits for anybody.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import migrations

REFRESH = "search.refresh"

# Asked once a transaction: a setting that ends with it remembers which one asked.
ASK_FOR_REFRESH = f"""
CREATE FUNCTION search_ask_for_refresh() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('search.asked_in', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        PERFORM set_config('search.asked_in', pg_current_xact_id()::text, true);
        PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW(
            'default', '{REFRESH}', 0, NULL, NULL, '{{}}'::jsonb, NULL
        )::procrastinate_job_to_defer_v1]);
    END IF;
END $$
"""
NO_MORE_ASKING = "DROP FUNCTION search_ask_for_refresh()"

# (suffix, operation, which rows are called `changed`)
_MOMENTS = (
    ("inserted", "INSERT", "NEW"),
    ("updated", "UPDATE", "NEW"),
    # What a row pointed at before it was moved elsewhere has changed as well.
    ("moved", "UPDATE", "OLD"),
    ("deleted", "DELETE", "OLD"),
)


def notes_stale(table: str, records: Mapping[str, str]) -> migrations.RunSQL:
    """Watch a table. records: by kind, a query for the ids of its records that the rows in
    `changed` have made stale.
    """
    return migrations.RunSQL(_watch(table, records), f"DROP FUNCTION {_name(table)}() CASCADE")


def _watch(table: str, records: Mapping[str, str]) -> str:
    found = " UNION ".join(
        f"SELECT '{kind}', record FROM ({query}) AS of_{kind} (record) WHERE record IS NOT NULL"  # noqa: S608
        for kind, query in records.items()
    )
    function = f"""
        CREATE FUNCTION {_name(table)}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO search_staledocument (kind, record) {found};
            IF FOUND THEN
                PERFORM search_ask_for_refresh();
            END IF;
            RETURN NULL;
        END $$;
    """
    return function + "".join(
        f"CREATE TRIGGER {_name(table)}_{suffix} AFTER {operation} ON {table} "
        f"REFERENCING {rows} TABLE AS changed "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {_name(table)}();\n"
        for suffix, operation, rows in _MOMENTS
    )


def _name(table: str) -> str:
    return f"search_{table}"
