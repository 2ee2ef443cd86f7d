"""The frame of a body's own pages: the small menu, which later apps add their words to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.models import Organisation

# Some of these pages stand in later apps, so they are named and not imported.
MENU = (
    (_("Start"), "partners:home"),
    (_("Proposals to answer"), "answers:routed"),
    (_("Needs and offers"), "partners:needs"),
    (_("Introductions"), "introductions:of_body"),
)


def page(
    request: HttpRequest, body: Organisation, template: str, context: dict[str, Any] | None = None
) -> HttpResponse:
    """A page of the body's, within its frame. template: its whole name."""
    return render(request, template, {**frame_of(request, body), **(context or {})})


def frame_of(request: HttpRequest, body: Organisation) -> dict[str, Any]:
    """What "partners/base.html" needs; own pages of later apps extend it too."""
    return {"body": body, "own_menu": own_menu(request.path)}


def own_menu(path: str) -> list[dict[str, Any]]:
    entries = [(label, _address_or_none(view)) for label, view in MENU]
    return [{"label": label, "url": url, "active": url == path} for label, url in entries if url]


def _address_or_none(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
