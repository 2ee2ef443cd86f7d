"""What home needs and what bodies offer, and who was kept or set aside for a need.

A *need* or an *offer* is written by an officer or by its body. A *match* is a candidate (expert,
organisation, proposal or offer) on whom an officer decided, with the score and the reasons shown
at that moment; what the library only proposes is computed and never kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.needs.posting import Posting
from caunoi.organisations.models import Organisation
from caunoi.people.models import Contribution, Person
from caunoi.proposals.models import Proposal
from caunoi.sectors.models import Sector
from caunoi.sources.history import keeps_history


class NeedKind(models.TextChoices):
    """As Enterprise Europe Network calls them."""

    TECHNOLOGY = "technology", _("technology request")
    EXPERTISE = "expertise", _("expertise request")
    PARTNER = "partner", _("research partner sought")
    TRAINING = "training", _("training sought")
    FUNDING = "funding", _("funding sought")


class OfferKind(models.TextChoices):
    TECHNOLOGY = "technology", _("technology offer")
    TRAINING = "training", _("training offered")
    FUNDING = "funding", _("funding offered")
    COOPERATION = "cooperation", _("cooperation offered")


class Place(models.TextChoices):
    REMOTE = "remote", _("from afar")
    ON_SITE = "on_site", _("on site")
    BOTH = "both", _("both")


@keeps_history
class Need(Posting):
    """decided_by: who at the body decides. due_on: by when it wants an answer.

    passed_by, passed_reference: the mission that passed it on and how it calls it. counts_back: of
    one passed on by this register, {mission: {"suitable", "asked", "agreed", "told_on"}}.
    """

    body_field = "asked_by"

    kind = models.CharField(_("kind"), max_length=11, choices=NeedKind, default=NeedKind.EXPERTISE)
    text = models.TextField(
        _("what is needed"), help_text=_("In any of the six languages, in your own words.")
    )
    asked_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("asked by"),
    )
    result_wanted = models.TextField(_("result wanted"), blank=True)
    days = models.PositiveSmallIntegerField(_("days of work"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=7, blank=True, choices=Place)
    funding = models.CharField(_("who pays"), max_length=300, blank=True)
    decided_by = models.CharField(
        _("who decides"),
        max_length=300,
        blank=True,
        help_text=_("An office or a role, not a person's name."),
    )
    ways_wanted = ArrayField(
        models.CharField(max_length=16, choices=Contribution),
        default=list,
        blank=True,
        verbose_name=_("help wanted"),
    )
    due_on = models.DateField(_("wanted by"), null=True, blank=True)
    passed_by = models.CharField(_("passed on by"), max_length=300, blank=True, editable=False)
    passed_reference = models.CharField(max_length=64, blank=True, editable=False)
    counts_back = models.JSONField(default=dict, blank=True, editable=False)

    class Meta(Posting.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")

    def get_absolute_url(self) -> str:
        return reverse("needs:need", args=[self.pk])


@keeps_history
class Offer(Posting):
    """What a body at home, or in the host country, has to give; a candidate for needs."""

    body_field = "offered_by"

    kind = models.CharField(
        _("kind"), max_length=11, choices=OfferKind, default=OfferKind.TECHNOLOGY
    )
    text = models.TextField(
        _("what is offered"), help_text=_("In any of the six languages, in your own words.")
    )
    offered_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("offered by"),
    )

    class Meta(Posting.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def get_absolute_url(self) -> str:
        return reverse("needs:offer", args=[self.pk])


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


@keeps_history
class OfferSector(models.Model):
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="offer_sectors")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="offer_sectors")

    class Meta:
        ordering = ["sector__position"]
        verbose_name = _("sector of an offer")
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "sector"], name="offer_stands_in_a_sector_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.sector_id}"


class Verdict(models.TextChoices):
    SHORTLISTED = "shortlisted", _("on the shortlist")
    HIDDEN = "hidden", _("hidden")


CANDIDATES = ("person", "organisation", "proposal", "offer")


def _exactly_one(columns: Sequence[str]) -> Q:
    alone = (Q(**{f"{other}__isnull": other != column for other in columns}) for column in columns)
    return reduce(or_, alone)


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
    offer = models.ForeignKey(Offer, models.CASCADE, null=True, blank=True, related_name="matches")
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
                condition=_exactly_one(CANDIDATES),
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
                for kind in CANDIDATES
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.candidate}"

    @property
    def candidate(self) -> Any:
        return self.person or self.organisation or self.proposal or self.offer
