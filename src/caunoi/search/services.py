"""Keeping one's own filters, and asking for an index where there is none."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued

from caunoi.accounts.models import User
from caunoi.jobs.services import open_job
from caunoi.search.models import SavedFilter


@transaction.atomic
def save_filter(*, user: User, name: str, page: str, query: str) -> SavedFilter:
    """Keep a list as it is narrowed now; the same name on the same list is overwritten."""
    saved, _is_new = SavedFilter.objects.update_or_create(
        user=user, page=page, name=name, defaults={"query": query}
    )
    return saved


@transaction.atomic
def rename_filter(*, saved: SavedFilter, name: str) -> None:
    """Raises IntegrityError where another of one's own filters of that list has the name."""
    saved.name = name
    saved.save(update_fields=["name"])


@transaction.atomic
def delete_filter(*, saved: SavedFilter) -> None:
    saved.delete()


def ask_for_index() -> None:
    """Have the worker build the index; nothing more while it was asked already."""
    from caunoi.search.tasks import build_missing

    try:
        with transaction.atomic():
            job = open_job(
                title=_("Building the search index"), subject_url=reverse("search:search")
            )
            build_missing.defer(job_id=str(job.pk))
    except AlreadyEnqueued:
        return
