"""Writing about works: taking one down, changing it, and taking it off a profile."""

from __future__ import annotations

import datetime

from django.db import transaction

from caunoi.accounts.models import User
from caunoi.people.models import Expert
from caunoi.sources.models import Source, SourceKind
from caunoi.works.models import Authorship, Work
from trithuc.text.languages import known_language


@transaction.atomic
def add_work(*, work: Work, author: Expert, by: User | None, on: datetime.date) -> Work:
    """Keep an expert's work as an officer typed it.

    A work that stands already under the same DOI is left as it is and gets one author more.
    """
    standing = Work.objects.filter(doi=work.doi).first() if work.doi else None
    if standing is None:
        standing = change_work(work=work, by=by, on=on)
    Authorship.objects.get_or_create(work=standing, expert=author)
    return standing


@transaction.atomic
def change_work(*, work: Work, by: User | None, on: datetime.date) -> Work:
    """From now on the work is what this officer says it is."""
    work.source = Source.objects.create(kind=SourceKind.OFFICER, officer=by, stated_on=on)
    work.language = language_of(work)
    work.save()
    return work


@transaction.atomic
def remove_authorship(*, authorship: Authorship) -> None:
    """Take a work off one expert's profile; with its last author it goes altogether."""
    work = authorship.work
    authorship.delete()
    if not work.authorships.exists():
        work.delete()


def language_of(work: Work) -> str:
    """ISO 639, "" where it cannot be told."""
    return known_language(f"{work.title}\n{work.abstract}")
