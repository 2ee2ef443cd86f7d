"""Universities, institutes, firms, agencies and ministries: named in every language they use.

The words are those of the Research Organization Registry (ROR), whose id is the key where a body
has one.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.models import Invitation
from caunoi.accounts.signed_links import SignedLink
from caunoi.accounts.viewers import Viewer
from caunoi.sources.history import keeps_history
from caunoi.sources.models import Statement, one_chosen_statement
from trithuc.names import sort_key
from trithuc.text.folding import fold


class OrganisationStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    INACTIVE = "inactive", _("no longer active")
    WITHDRAWN = "withdrawn", _("withdrawn from its register")


class OrganisationKind(models.TextChoices):
    EDUCATION = "education", _("education")
    FACILITY = "facility", _("research facility")
    COMPANY = "company", _("company")
    GOVERNMENT = "government", _("government")
    HEALTHCARE = "healthcare", _("health care")
    NONPROFIT = "nonprofit", _("non-profit")
    FUNDER = "funder", _("funder")
    ARCHIVE = "archive", _("archive")
    NETWORK = "network", _("network")
    MISSION = "mission", _("diplomatic mission")
    OTHER = "other", _("other")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, viewer: Viewer) -> OrganisationQuerySet:
        """Organisations are not personal data: whoever has signed in may see them."""
        return self if viewer.is_signed_in or viewer.is_officer else self.none()

    def named_like(self, words: str) -> OrganisationQuerySet:
        """Those one of whose names holds every word, marks and case aside."""
        matching = OrganisationName.objects.filter(organisation=models.OuterRef("pk"))
        for word in fold(words).split():
            matching = matching.filter(folded__contains=word)
        return self.filter(models.Exists(matching))


@keeps_history
class Organisation(models.Model):
    ror_id = models.CharField(_("ROR id"), max_length=9, null=True, blank=True, unique=True)
    display_name = models.CharField(_("name"), max_length=300)
    sort_key = models.CharField(max_length=700, editable=False, db_collation="C", db_index=True)
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=OrganisationStatus,
        default=OrganisationStatus.ACTIVE,
    )
    kinds = ArrayField(
        models.CharField(max_length=12, choices=OrganisationKind), default=list, blank=True
    )
    established = models.PositiveSmallIntegerField(_("established"), null=True, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country_code = models.CharField(_("country"), max_length=2, blank=True, db_index=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(name="organisation_has_a_name", condition=~Q(display_name="")),
            models.CheckConstraint(
                name="organisation_country_is_two_capital_letters",
                condition=Q(country_code="") | Q(country_code__regex="^[A-Z]{2}$"),
            ),
            models.CheckConstraint(
                name="organisation_is_nowhere_or_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="organisation_ror_id_is_absent_or_whole",
                condition=Q(ror_id__isnull=True) | Q(ror_id__regex="^0[a-z0-9]{6}[0-9]{2}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.display_name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", args=[self.pk])

    def name_in(self, language: str) -> str:
        """Its name in this language, else the one it is shown by."""
        named = self.names.filter(language=language, kinds__contains=["label"]).first()
        return named.value if named else self.display_name

    @property
    def kind_labels(self) -> list[str]:
        return [str(OrganisationKind(kind).label) for kind in self.kinds]


@keeps_history
class OrganisationName(models.Model):
    """One name of a body in one language; `kinds` are ROR's name types."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    value = models.CharField(_("name"), max_length=300)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    kinds = ArrayField(models.CharField(max_length=12), default=list)

    class Meta:
        ordering = ["language", "value"]
        verbose_name = _("name of an organisation")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "value", "language"],
                name="organisation_has_a_name_once_per_language",
            )
        ]

    def __str__(self) -> str:
        return self.value

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.value)
        super().save(*args, **kwargs)


class RelationKind(models.TextChoices):
    PARENT = "parent", _("part of")
    CHILD = "child", _("holds")
    RELATED = "related", _("related to")
    SUCCESSOR = "successor", _("succeeded by")
    PREDECESSOR = "predecessor", _("follows")


@keeps_history
class OrganisationRelation(models.Model):
    """A tie to another body, kept by its ROR id even while that body is not in the register."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=RelationKind)
    other_ror_id = models.CharField(max_length=9, db_index=True)
    other_label = models.CharField(max_length=300)

    class Meta:
        ordering = ["kind", "other_label"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "other_ror_id"],
                name="organisation_relation_is_told_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other_label}"


class OrganisationStatement(Statement):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="statements")

    class Meta:
        constraints = [one_chosen_statement("organisation")]


class Representative(models.Model):
    """An account that acts for a body: a home partner's, or a network coordinator's."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="representatives")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="representations"
    )

    class Meta:
        ordering = ["organisation", "id"]
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], name="representative_of_a_body_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.organisation_id}"


class InvitedRepresentative(models.Model):
    """Whom an invitation makes a representative once it is accepted."""

    invitation = models.OneToOneField(
        Invitation, models.CASCADE, primary_key=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("invited representative")
        verbose_name_plural = _("invited representatives")

    def __str__(self) -> str:
        return f"{self.invitation_id} for {self.organisation_id}"


class ContactPoint(models.Model):
    """Where a body is written to: an office of it, never somebody's private address."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contact_points")
    name = models.CharField(
        _("office"), max_length=200, help_text=_("Such as “International Cooperation Department”.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language of letters"), max_length=8, blank=True, choices=settings.LANGUAGES
    )

    class Meta:
        ordering = ["organisation", "name", "id"]
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints = [
            models.CheckConstraint(name="contact_point_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["organisation", "name"], name="contact_point_of_a_body_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("messages:office", args=[self.pk])


class OrganisationLink(SignedLink):
    """Opens a body's own pages to one of its offices, without an account.

    It is not used up: it opens the pages until it expires or is withdrawn.
    """

    contact_point = models.ForeignKey(ContactPoint, models.CASCADE, related_name="links")

    class Meta(SignedLink.Meta):
        verbose_name = _("link to a body's own pages")
        verbose_name_plural = _("links to bodies' own pages")

    def __str__(self) -> str:
        return f"{self.contact_point_id}: {self.purpose}"


class Register(models.Model):
    """Who is responsible for this register: one row, since one register has one controller."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    name = models.CharField(_("name of the register"), max_length=200)
    controller = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("controller")
    )
    countries = ArrayField(
        models.CharField(max_length=2), default=list, verbose_name=_("countries of the region")
    )
    named_recipients = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="+",
        verbose_name=_("networks and missions people may be shown to"),
        help_text=_("Each is asked for by its name, and only those who say yes are shown."),
    )

    class Meta:
        verbose_name = _("register")
        constraints = [models.CheckConstraint(name="there_is_one_register", condition=Q(only=True))]

    def __str__(self) -> str:
        return self.name
