"""What the frame of every page shows: menu, register, demonstration band, version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.rules import may
from caunoi.accounts.viewers import viewer_of
from caunoi.organisations.queries import the_register


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a menu. `also` are the other apps whose pages stand under it.

    key: pressed after "g" it opens the page; "" for none.
    """

    label: Promise
    view: str
    permission: str
    also: tuple[str, ...] = ()
    key: str = ""


MENU = (
    Entry(_("Desk"), "desk:desk", "desk.view", key="d"),
    Entry(_("Experts"), "people:people", "people.view", key="e"),
    Entry(_("Proposals"), "proposals:proposals", "proposals.view", ("answers",), key="p"),
    Entry(_("Needs"), "needs:needs", "needs.view", key="n"),
    Entry(
        _("Cooperation"),
        "organisations:organisations",
        "organisations.view",
        ("events", "programmes", "landscape"),
        key="c",
    ),
)
# What is used now and then stands behind the account, so that the main menu keeps its six words.
TOOLS = (
    Entry(_("Imports"), "imports:runs", "imports.run"),
    Entry(_("Letters"), "messages:letters", "letters.view"),
    Entry(_("Personal data"), "rights:requests", "rights.handle"),
    Entry(_("Jobs"), "jobs:jobs", "jobs.view"),
    Entry(_("Accounts"), "accounts:user_list", "accounts.manage"),
    Entry(_("Invitations"), "accounts:invite", "accounts.invite"),
    Entry(_("Register"), "organisations:register", "settings.change"),
)


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: Promise
    url: str
    active: bool
    key: str


def menu_for(request: HttpRequest, entries: Sequence[Entry]) -> list[MenuItem]:
    viewer = viewer_of(request)
    here = request.resolver_match.app_name if request.resolver_match else ""
    return [
        MenuItem(
            entry.label,
            reverse(entry.view),
            here in {entry.view.split(":")[0], *entry.also},
            entry.key,
        )
        for entry in entries
        if may(viewer, entry.permission)
    ]


def search_url(request: HttpRequest) -> str:
    """Where the box in the masthead asks; "" for whoever may not search."""
    return reverse("search:search") if may(viewer_of(request), "search.use") else ""


def _register_name() -> str:
    register = the_register()
    return register.name if register else ""


def page_frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "menu": SimpleLazyObject(lambda: menu_for(request, MENU)),
        "tools": SimpleLazyObject(lambda: menu_for(request, TOOLS)),
        "search_url": SimpleLazyObject(lambda: search_url(request)),
        "register_name": SimpleLazyObject(_register_name),
        "demonstration": settings.CAUNOI_DEMONSTRATION,
        "has_mail_server": bool(settings.EMAIL_HOST),
        "version": settings.VERSION,
    }
