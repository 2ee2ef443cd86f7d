"""The frame of a person's own page: the small menu, the languages, the way to own data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.people.facts import Standing, standing_of
from caunoi.people.models import Person


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the small menu. needs_profile: not for whoever has none."""

    label: str | Promise
    view: str
    needs_profile: bool = False


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str | Promise
    url: str
    active: bool


MENU = (
    Entry(_("Start"), "self_service:home"),
    Entry(_("Yes or no"), "self_service:yes"),
    Entry(_("Profile"), "self_service:profile"),
    Entry(_("Works"), "self_service:works", needs_profile=True),
    Entry(_("Proposals"), "self_service:proposals"),
    Entry(_("Requests"), "introductions:of_person", needs_profile=True),
    Entry(_("Who looked"), "self_service:looks"),
    Entry(_("Own data"), "self_service:data"),
)


def page(
    request: HttpRequest, person: Person, name: str, context: dict[str, Any] | None = None
) -> HttpResponse:
    """A page of the person's, within its frame."""
    whole = {**frame_of(request, person), **(context or {})}
    return render(request, f"self_service/{name}.html", whole)


def frame_of(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What "self_service/base.html" needs; own pages of later apps extend it too."""
    standing = standing_of(person)
    return {
        "person": person,
        "standing": standing,
        "own_menu": own_menu(request.path, has_profile=standing == Standing.EXPERT),
        "home_url": reverse("self_service:home"),
        "language_url": reverse("self_service:language"),
        "own_data_url": address_or_none("rights:own_data"),
        "erase_url": address_or_none("rights:erase_own"),
    }


def own_menu(path: str, *, has_profile: bool) -> list[MenuItem]:
    return [
        MenuItem(entry.label, reverse(entry.view), reverse(entry.view) == path)
        for entry in MENU
        if has_profile or not entry.needs_profile
    ]


def address_or_none(name: str) -> str:
    """The address of a page of a later layer; "" where there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
