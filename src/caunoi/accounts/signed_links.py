"""Signed links: an address that lets its holder do one thing, once, without an account.

Reach for it when someone outside (an expert, a home partner, an invited colleague) is asked for one
answer. An app subclasses `SignedLink` with what the link is about, and wraps its page in
`@signed_link_page`. Only the token's hash is kept, so neither a backup nor a log opens anything.

Invariant: opening the page (GET, HEAD: mail scanners do both) calls `find_valid` and changes
nothing; the button (POST) calls `take`, and of two at once exactly one wins.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from caunoi.accounts.tokens import hash_of, new_token


class LinkState(enum.Enum):
    VALID = "valid"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    REVOKED = "revoked"


class InvalidLink(Exception):
    """The link may not be used; `state` says why, and is never VALID."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(f"this link is {state.value}")
        self.state = state


class SignedLink(models.Model):
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=40)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="%(app_label)s_%(class)s_expires_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(revoked_at=None),
                name="%(app_label)s_%(class)s_not_both_used_and_revoked",
            ),
        ]

    @classmethod
    @sensitive_variables("token")
    def issue(
        cls, *, purpose: str, lifetime: timedelta, now: datetime, **fields: Any
    ) -> tuple[Self, str]:
        """A new link and its token; the token is shown once and can never be read again.

        fields: what the link is about (the subclass's own fields), and `created_by`.
        """
        token = new_token()
        link = cls._default_manager.create(
            token_hash=hash_of(token),
            purpose=purpose,
            created_at=now,
            expires_at=now + lifetime,
            **fields,
        )
        return link, token

    @classmethod
    @sensitive_variables("token")
    def find_valid(cls, token: str, *, purpose: str, now: datetime) -> Self:
        """The link this token opens. Changes nothing. Raises InvalidLink."""
        return cls._valid_among(cls._default_manager.all(), token, purpose=purpose, now=now)

    @classmethod
    @sensitive_variables("token")
    def take(cls, token: str, *, purpose: str, now: datetime) -> Self:
        """The link this token opens, now used up. Raises InvalidLink.

        Call it inside the transaction that does what the link is for: if that fails, the link
        stays unused.
        """
        rows = cls._default_manager.select_for_update(of=("self",))
        link = cls._valid_among(rows, token, purpose=purpose, now=now)
        link.used_at = now
        link.save(update_fields=["used_at"])
        return link

    @classmethod
    def _valid_among(
        cls, rows: models.QuerySet[Self], token: str, *, purpose: str, now: datetime
    ) -> Self:
        link = rows.filter(token_hash=hash_of(token), purpose=purpose).first()
        if link is None:
            raise InvalidLink(LinkState.UNKNOWN)
        if (state := link.state_at(now)) is not LinkState.VALID:
            raise InvalidLink(state)
        return link

    def state_at(self, now: datetime) -> LinkState:
        if self.revoked_at:
            return LinkState.REVOKED
        if self.used_at:
            return LinkState.USED
        return LinkState.EXPIRED if now >= self.expires_at else LinkState.VALID


def signed_link_page(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page opened by a signed link: no sign-in, kept by no cache, its address told to nobody."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # "no-referrer" would hide the address too, but makes browsers send "Origin: null" with the
        # form, which Django's CSRF check refuses; "strict-origin" sends the site's name alone.
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return login_not_required(never_cache(page))


def place_asked_for(request: HttpRequest, *, mark: str, home: str) -> str:
    """The address of the page a link was made for: `?to=app:page` or `?to=app:page/7`.

    mark: the attribute by which views say that such a link opens them; what lacks it, or is no
    page, leads to the page named `home`.
    """
    name, _slash, record = request.GET.get("to", "").partition("/")
    try:
        address = reverse(name, args=[record] if record else [])
        if getattr(resolve(address).func, mark, False):
            return address
    except (NoReverseMatch, Resolver404):
        pass
    return reverse(home)
