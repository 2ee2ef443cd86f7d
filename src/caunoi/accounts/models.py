"""Who signs in, which roles they hold, and who was invited.

Reach for `viewers` to ask what someone may see and for `services` to change anything here.
Invariant: a user's e-mail address is its sign-in name, kept in lower case; a role is a dated row
that names who gave it, so nobody is ever "just an administrator".
"""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.signed_links import SignedLink


def normalise_email(email: str) -> str:
    return unicodedata.normalize("NFC", email).strip().lower()


class Role(models.TextChoices):
    OFFICER = "officer", _("Officer")
    ADMINISTRATOR = "administrator", _("Administrator")
    COORDINATOR = "coordinator", _("Network coordinator")
    HOME_PARTNER = "home_partner", _("Home partner")
    EXPERT = "expert", _("Expert")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """password: None leaves the account without one: only a reset or a passkey opens it."""
        user = self.model(email=normalise_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=normalise_email(username or ""))


@pghistory.track(pghistory.UpdateEvent(), fields=["is_active"], model_name="UserEvent")
class User(AbstractBaseUser):
    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("This address has an account.")}
    )
    display_name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        default="",
        help_text=_("BCP 47 tag; empty follows the browser."),
    )
    is_active = models.BooleanField(_("can sign in"), default=True)
    wants_digest = models.BooleanField(
        _("a letter on Monday with what waits on the desk"), default=True
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_in_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def clean(self) -> None:
        self.email = normalise_email(self.email)

    def has_perm(self, permission: str, subject: object = None) -> bool:
        """Answers `perms` in templates; what each role may do stands in `rules`."""
        # Here and not above: rules and viewers are written in terms of this model.
        from caunoi.accounts.rules import may
        from caunoi.accounts.viewers import viewer_of_user

        return may(viewer_of_user(self), permission, subject)


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class RoleGrant(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    granted_by = models.ForeignKey(
        User,
        verbose_name=_("given by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty when it was given from the command line."),
    )
    granted_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="role_is_held_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="role_is_one_of_ours"
            ),
            models.CheckConstraint(
                condition=models.Q(granted_by=None) | ~models.Q(granted_by=models.F("user")),
                name="role_is_not_given_to_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"


class Invitation(SignedLink):
    email = models.EmailField(_("e-mail"))
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role.choices), verbose_name=_("roles")
    )
    language = models.CharField(_("language"), max_length=35, blank=True, default="")

    class Meta(SignedLink.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            *SignedLink.Meta.constraints,
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(used_at=None, revoked_at=None),
                name="one_open_invitation_for_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="invitation_email_is_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.email
