"""What each role may do: the one table.

Reach for `@requires("imports.run")` on a view, `may(viewer, "imports.run")` in code and
`{% if perms.imports.run %}` in a template. A permission opens a kind of page; which rows stand on
it is the business of each noun's `visible_to(viewer)`.

Invariant: an administrator keeps the machine and the accounts, and sees no person by that role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rules.predicates import predicate

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import Viewer, viewer_of


@predicate
def is_officer(viewer: Viewer) -> bool:
    return viewer.is_officer


@predicate
def is_administrator(viewer: Viewer) -> bool:
    return viewer.is_administrator


@predicate
def is_coordinator(viewer: Viewer) -> bool:
    return viewer.is_coordinator


@predicate
def is_home_partner(viewer: Viewer) -> bool:
    return viewer.is_home_partner


@predicate
def is_expert(viewer: Viewer) -> bool:
    return viewer.is_expert


@predicate
def is_signed_in(viewer: Viewer) -> bool:
    return viewer.is_signed_in


# Whoever takes part sees pages of records, and on them the rows that `visible_to` gives.
takes_part = is_officer | is_coordinator | is_home_partner | is_expert

PERMISSIONS: Mapping[str, Any] = {
    "people.view": takes_part,
    "people.change": is_officer,
    "organisations.view": takes_part,
    "organisations.change": is_officer,
    "sectors.view": is_signed_in,
    "sectors.change": is_officer,
    "events.view": takes_part,
    "events.change": is_officer,
    "proposals.view": takes_part,
    "proposals.change": is_officer,
    "answers.view": is_officer,
    "answers.change": is_officer,
    "works.view": takes_part,
    "works.change": is_officer,
    "projects.view": takes_part,
    "needs.view": is_officer | is_home_partner,
    "needs.change": is_officer,
    "matches.view": is_officer,
    "introductions.view": is_officer,
    "introductions.change": is_officer,
    "letters.view": is_officer,
    "letters.send": is_officer,
    "search.use": takes_part,
    "sources.view": is_officer,
    "sources.change": is_officer,
    "imports.run": is_officer,
    "rights.handle": is_officer,
    "rights.erase": is_officer,
    "desk.view": is_officer,
    "jobs.view": is_officer | is_administrator,
    "accounts.invite": is_officer | is_administrator,
    "accounts.manage": is_administrator,
    "settings.change": is_administrator,
}

ROLES_GIVEN_BY: Mapping[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    # An officer who could make administrators could make the one who removes the others.
    Role.OFFICER: frozenset(Role) - {Role.ADMINISTRATOR},
}

ROLES_THAT_NEED_A_SECOND_FACTOR = frozenset({Role.OFFICER, Role.ADMINISTRATOR})


def may(viewer: Viewer, permission: str, subject: object = None) -> bool:
    """Raises KeyError for a permission that is not in the table: a typo must not read as "no"."""
    return bool(PERMISSIONS[permission].test(viewer, subject))


def roles_given_by(viewer: Viewer) -> frozenset[Role]:
    """The roles this viewer may give to someone else."""
    given = (ROLES_GIVEN_BY.get(role, frozenset()) for role in viewer.roles)
    return frozenset[Role]().union(*given)


def requires(
    permission: str,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open this view to those who hold the permission: 403 for others, sign-in for the unknown.

    The view keeps the permission's name as `required_permission`: the role × page table reads it.
    """
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if may(viewer_of(request), permission):
                return view(request, *args, **kwargs)
            if request.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path())

        guarded.required_permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
