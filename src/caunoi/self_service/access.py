"""Who stands behind a request to an own page: the person of the account, or of the link opened.

Invariant: the link is looked up at every request, so that one that was withdrawn or has expired
closes the pages at once; and it opens these pages only, for it signs nobody in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from caunoi.accounts.signed_links import LinkState
from caunoi.accounts.viewers import Viewer, look_as, viewer_of
from caunoi.messages.services import language_of
from caunoi.people.models import Person, PersonLink

OPENED_LINK = "own_page_link"
OwnView = Callable[..., HttpResponseBase]


def person_behind(request: HttpRequest) -> Person | None:
    """An account's own person goes before any link: who signed in sees the own pages."""
    found = viewer_of(request).person_id or _person_of_the_link(request)
    people = Person.objects.select_related("expert", "participant", "user")
    return people.filter(pk=found).first() if found else None


def _person_of_the_link(request: HttpRequest) -> int | None:
    opened = request.session.get(OPENED_LINK) or 0
    link = PersonLink.objects.filter(pk=opened).first()
    is_open = link is not None and link.state_at(timezone.now()) is LinkState.VALID
    return link.person_id if link and is_open else None


def open_with(request: HttpRequest, link: PersonLink) -> None:
    """From here on the link's person is behind this browser's requests."""
    request.session.cycle_key()
    request.session[OPENED_LINK] = link.pk


def close_pages(request: HttpRequest) -> None:
    request.session.pop(OPENED_LINK, None)


def own_page(view: OwnView) -> OwnView:
    """view(request, person, …), in the person's language; a kind page for whoever has no link.

    The role × page table knows such views by their mark `own_page`.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = person_behind(request)
        if person is None:
            return render(request, "self_service/no_link.html", status=403)
        look_as(request, Viewer(person_id=person.pk))
        with translation.override(_language_for(request, person)):
            return view(request, person, *args, **kwargs)

    page.own_page = True  # type: ignore[attr-defined]
    return login_not_required(never_cache(page))


def for_experts(view: OwnView) -> OwnView:
    """Within `own_page`: whoever has no profile is asked for the yes to one first."""

    @wraps(view)
    def page(request: HttpRequest, person: Person, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not hasattr(person, "expert"):
            return redirect("self_service:yes")
        return view(request, person, *args, **kwargs)

    return page


def _language_for(request: HttpRequest, person: Person) -> str:
    """The person's own choice, else what this browser asks for."""
    return language_of(person) if person.language else translation.get_language() or "en"
