"""What home needs, and who was kept or set aside for it.

A *need* is written by an officer or a home partner. A *match* is a candidate (expert, organisation
or proposal) on whom an officer decided, with the score and the reasons shown at that moment; what
the library only proposes is computed and never kept.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation
from caunoi.people.models import Contribution, Person
from caunoi.proposals.models import Proposal
from caunoi.sectors.models import Sector
from caunoi.sources.history import keeps_history
from caunoi.sources.models import Source


class NeedState(models.TextChoices):
    OPEN = "open", _("open")
    MET = "met", _("met")
    CLOSED = "closed", _("closed without an answer")


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, viewer: Viewer) -> NeedQuerySet:
        """Officers see all; a home partner those of the own organisations; nobody else any."""
        if viewer.is_officer:
            return self
        if viewer.is_home_partner and viewer.organisation_ids:
            return self.filter(asked_by__in=viewer.organisation_ids)
        return self.none()


@keeps_history
class Need(models.Model):
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(
        _("what is needed"), help_text=_("In any of the six languages, in your own words.")
    )
    language = models.CharField(_("language"), max_length=8, blank=True)
    asked_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("asked by"),
    )
    funding = models.CharField(_("who pays"), max_length=300, blank=True)
    ways_wanted = ArrayField(
        models.CharField(max_length=16, choices=Contribution),
        default=list,
        blank=True,
        verbose_name=_("help wanted"),
    )
    due_on = models.DateField(_("wanted by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=6, choices=NeedState, default=NeedState.OPEN, db_index=True
    )
    stated_on = models.DateField(_("stated on"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-stated_on", "-id"]
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(name="need_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="need_has_a_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("needs:need", args=[self.pk])


@keeps_history
class NeedSector(models.Model):
    need = models.ForeignKey(Need, models.CASCADE, related_name="need_sectors")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="need_sectors")

    class Meta:
        ordering = ["sector__position"]
        verbose_name = _("sector of a need")
        constraints = [
            models.UniqueConstraint(fields=["need", "sector"], name="need_stands_in_a_sector_once")
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.sector_id}"


class Verdict(models.TextChoices):
    SHORTLISTED = "shortlisted", _("on the shortlist")
    HIDDEN = "hidden", _("hidden")


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, viewer: Viewer) -> MatchQuerySet:
        """Officers only, and never a person whose yes to being matched no longer stands."""
        if not viewer.is_officer:
            return self.none()
        matchable = Person.objects.visible_to(viewer).matchable().order_by()
        return self.filter(Q(person__isnull=True) | Q(person__in=matchable))


@keeps_history
class Match(models.Model):
    """evidence: as it was shown, a list of {"feature", "score", "text", "concepts"}."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="matches")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="matches"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="matches"
    )
    proposal = models.ForeignKey(
        Proposal, models.CASCADE, null=True, blank=True, related_name="matches"
    )
    verdict = models.CharField(_("verdict"), max_length=11, choices=Verdict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    score = models.FloatField(_("score"), null=True, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["need", "-score", "id"]
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.CheckConstraint(
                name="match_is_of_one_candidate",
                condition=(
                    Q(person__isnull=False, organisation__isnull=True, proposal__isnull=True)
                    | Q(person__isnull=True, organisation__isnull=False, proposal__isnull=True)
                    | Q(person__isnull=True, organisation__isnull=True, proposal__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="hidden_match_has_its_reason",
                condition=~Q(verdict=Verdict.HIDDEN) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="match_score_is_from_0_to_1",
                condition=Q(score__isnull=True) | Q(score__range=(0, 1)),
            ),
            *(
                models.UniqueConstraint(fields=["need", kind], name=f"need_meets_a_{kind}_once")
                for kind in ("person", "organisation", "proposal")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.candidate}"

    @property
    def candidate(self) -> Any:
        return self.person or self.organisation or self.proposal
