"""Who is looking: the one value that every `visible_to(viewer)` query and every rule is asked with.

Reach for `viewer_of(request)` in views, `viewer_of_user(user)` elsewhere, and
`OFFICER_AT_THE_COMMAND_LINE` in commands: whoever can run them can read the database anyway.
Invariant: a viewer holds ids and roles only, so it can be kept, compared and logged.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Value
from django.http import HttpRequest

from caunoi.accounts.models import Role, User


@dataclass(frozen=True)
class Viewer:
    """user_id: None for the public, a signed link and the command line.

    person_id: the person this viewer speaks for (an expert's account or signed link), else None.
    organisation_ids: the organisations a coordinator or home partner acts for.
    """

    user_id: int | None = None
    roles: frozenset[Role] = frozenset()
    person_id: int | None = None
    organisation_ids: frozenset[int] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_public(self) -> bool:
        return self == PUBLIC

    @property
    def is_officer(self) -> bool:
        return Role.OFFICER in self.roles

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def is_coordinator(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def is_home_partner(self) -> bool:
        return Role.HOME_PARTNER in self.roles

    @property
    def is_expert(self) -> bool:
        return Role.EXPERT in self.roles


PUBLIC = Viewer()
OFFICER_AT_THE_COMMAND_LINE = Viewer(roles=frozenset({Role.OFFICER}))


def viewer_of(request: HttpRequest) -> Viewer:
    """Who sent this request; asked of the database once a request."""
    return getattr(request, "_viewer", None) or viewer_of_user(request.user)


def look_as(request: HttpRequest, viewer: Viewer) -> None:
    """From here on this request is the viewer's: for pages opened by a signed link."""
    request._viewer = viewer  # type: ignore[attr-defined]


def signed_in(request: HttpRequest) -> User:
    """The user behind a page that asks for sign-in."""
    if not isinstance(request.user, User):
        raise TypeError("this page must ask for sign-in")
    return request.user


def viewer_of_user(user: AbstractBaseUser | AnonymousUser) -> Viewer:
    """PUBLIC for whoever is not signed in or may no longer sign in; kept on the user."""
    if not isinstance(user, User) or not user.is_active or user.pk is None:
        return PUBLIC
    viewer: Viewer | None = getattr(user, "_viewer", None)
    if viewer is None:
        viewer = user._viewer = _viewer_behind(user)  # type: ignore[attr-defined]
    return viewer


def _viewer_behind(user: User) -> Viewer:
    # The person and the bodies stand in later layers, reached by the names of their relations.
    person, roles, bodies = (
        User.objects.filter(pk=user.pk)
        .values_list(
            "person",
            ArrayAgg("role_grants__role", distinct=True, default=Value([])),
            ArrayAgg("representations__organisation", distinct=True, default=Value([])),
        )
        .get()
    )
    return Viewer(
        user_id=user.pk,
        roles=frozenset(map(Role, filter(None, roles))),
        person_id=person,
        organisation_ids=frozenset(filter(None, bodies)),
    )


def roles_of(user: User) -> frozenset[Role]:
    return frozenset(Role(grant.role) for grant in user.role_grants.all())


def forget_viewer(user: User) -> None:
    """Ask the database again at the next look: call it after changing a user's roles."""
    if hasattr(user, "_viewer"):
        del user._viewer
    getattr(user, "_prefetched_objects_cache", {}).pop("role_grants", None)
