"""Which body stands behind a request to its own pages: that of the account, or of the link opened.

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
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from caunoi.accounts.models import Role
from caunoi.accounts.signed_links import LinkState
from caunoi.accounts.viewers import Viewer, look_as, viewer_of, viewer_of_user
from caunoi.organisations.models import Organisation, OrganisationLink

OPENED_LINK = "bodys_page_link"
CHOSEN_BODY = "bodys_page_body"
BodysView = Callable[..., HttpResponseBase]


def body_behind(request: HttpRequest) -> Organisation | None:
    """An account's own body goes before any link: who signed in sees the own pages."""
    own = own_bodies(request)
    if not own:
        link = opened_link(request)
        return link.contact_point.organisation if link else None
    chosen = request.session.get(CHOSEN_BODY)
    return Organisation.objects.get(pk=chosen if chosen in own else min(own))


def bodies_to_choose(request: HttpRequest) -> list[Organisation]:
    """Those of an account that acts for more than one; [] for anybody else."""
    own = own_bodies(request)
    return list(Organisation.objects.filter(pk__in=own)) if len(own) > 1 else []


def choose_body(request: HttpRequest, number: str) -> bool:
    """False, and nothing is changed, where the account does not act for that body."""
    is_own = number.isdecimal() and int(number) in own_bodies(request)
    if is_own:
        request.session[CHOSEN_BODY] = int(number)
    return is_own


def own_bodies(request: HttpRequest) -> frozenset[int]:
    """Asked of the account: within an own page the viewer stands for one body alone."""
    viewer = viewer_of_user(request.user)
    return viewer.organisation_ids if viewer.is_home_partner else frozenset()


def opened_link(request: HttpRequest) -> OrganisationLink | None:
    """The link this browser opened, if it still opens anything."""
    links = OrganisationLink.objects.select_related("contact_point__organisation")
    link = links.filter(pk=request.session.get(OPENED_LINK) or 0).first()
    is_open = link is not None and link.state_at(timezone.now()) is LinkState.VALID
    return link if is_open else None


def open_with(request: HttpRequest, link: OrganisationLink) -> None:
    """From here on the link's body is behind this browser's requests."""
    request.session.cycle_key()
    request.session[OPENED_LINK] = link.pk


def close_pages(request: HttpRequest) -> None:
    request.session.pop(OPENED_LINK, None)


def bodys_page(view: BodysView) -> BodysView:
    """view(request, body, …); a kind page for whoever has no link.

    Within it the request's viewer is a home partner of this one body. The role × page table knows
    such views by their mark `bodys_page`.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        body = body_behind(request)
        if body is None:
            return render(request, "partners/no_link.html", status=403)
        look_as(request, _viewer_for(request, body))
        with translation.override(_language_for(request)):
            return view(request, body, *args, **kwargs)

    page.bodys_page = True  # type: ignore[attr-defined]
    return login_not_required(never_cache(page))


def _viewer_for(request: HttpRequest, body: Organisation) -> Viewer:
    return Viewer(
        user_id=viewer_of(request).user_id,
        roles=frozenset({Role.HOME_PARTNER}),
        organisation_ids=frozenset({body.pk}),
    )


def _language_for(request: HttpRequest) -> str:
    """What the office of the link reads, else what this browser asks for."""
    link = opened_link(request)
    asked = link.contact_point.language if link else ""
    return asked or translation.get_language() or "en"
