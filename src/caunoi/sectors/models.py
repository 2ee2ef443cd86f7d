"""The 26 sectors and who gives them priority.

Labels live in the library (`trithuc.vocabulary`), in six languages; the rows here give records
something to point at and outlive a code that is retired.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.sources.models import Source
from trithuc import vocabulary


class Sector(models.Model):
    code = models.CharField(primary_key=True, max_length=20)
    family = models.CharField(max_length=24)
    position = models.PositiveSmallIntegerField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """In the reader's language; the code itself for a sector the library has dropped."""
        try:
            labels = vocabulary.sector(self.code).labels
        except KeyError:
            return self.code
        return labels.get((get_language() or "en")[:2], labels["en"])


class PriorityQuerySet(models.QuerySet["Priority"]):
    def visible_to(self, viewer: Viewer) -> PriorityQuerySet:
        """Priorities are published facts."""
        return self if viewer.is_signed_in or viewer.is_officer else self.none()


class Priority(models.Model):
    """A country said that a sector matters, towards a partner or in general."""

    sector = models.ForeignKey(Sector, models.PROTECT, related_name="priorities")
    country_code = models.CharField(_("country"), max_length=2)
    partner_country_code = models.CharField(_("towards"), max_length=2, blank=True)
    said_by = models.CharField(_("said by"), max_length=200)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["sector__position", "country_code", "id"]
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        constraints = [
            models.CheckConstraint(
                name="priority_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.country_code} → {self.sector_id}"
