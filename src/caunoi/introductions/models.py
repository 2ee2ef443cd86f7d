"""An expert and a body are brought together, each asked first, and what came of it.

An *introduction* is of one need and one person. It goes through stages, and the database refuses a
step that leaves one out: nobody is introduced before both agreed. Neither side is told the stage,
since it holds the other's answer.
"""

from __future__ import annotations

import datetime

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Need
from caunoi.organisations.models import ContactPoint, Organisation
from caunoi.people.models import Consent, Person, PersonQuerySet
from caunoi.people.purposes import Purpose
from caunoi.sources.history import keeps_history


class Stage(models.TextChoices):
    TO_BE_ASKED = "to_be_asked", _("to be asked")
    EXPERT_ASKED = "expert_asked", _("expert asked")
    NOT_NOW = "not_now", _("not now")
    EXPERT_AGREED = "expert_agreed", _("expert agreed")
    EXPERT_DECLINED = "expert_declined", _("expert declined")
    BODY_ASKED = "body_asked", _("body asked")
    BODY_AGREED = "body_agreed", _("both agreed")
    BODY_DECLINED = "body_declined", _("body declined")
    INTRODUCED = "introduced", _("introduced")
    CLOSED = "closed", _("closed")


# A person may say no at any time until being introduced.
NEXT_STAGES = {
    Stage.TO_BE_ASKED: (Stage.EXPERT_ASKED, Stage.CLOSED),
    Stage.EXPERT_ASKED: (Stage.EXPERT_AGREED, Stage.EXPERT_DECLINED, Stage.NOT_NOW, Stage.CLOSED),
    Stage.NOT_NOW: (Stage.EXPERT_ASKED, Stage.EXPERT_AGREED, Stage.EXPERT_DECLINED, Stage.CLOSED),
    Stage.EXPERT_AGREED: (Stage.BODY_ASKED, Stage.EXPERT_DECLINED, Stage.CLOSED),
    Stage.BODY_ASKED: (
        *(Stage.BODY_AGREED, Stage.BODY_DECLINED),
        *(Stage.EXPERT_DECLINED, Stage.CLOSED),
    ),
    Stage.BODY_AGREED: (Stage.INTRODUCED, Stage.EXPERT_DECLINED, Stage.CLOSED),
    Stage.INTRODUCED: (Stage.CLOSED,),
}
OVER = (Stage.EXPERT_DECLINED, Stage.BODY_DECLINED, Stage.CLOSED)


class Shared(models.TextChoices):
    """What the body is given of the expert, beside the name, once both agreed."""

    EMAIL = "email", _("my e-mail address")
    AFFILIATION = "affiliation", _("where I work, and as what")
    EXPERTISE = "expertise", _("what I work on, in my own words")


def askable_people() -> PersonQuerySet:
    """Those whose yes to being matched and whose yes to being contacted both stand today."""
    standing = Consent.objects.in_force(on=timezone.localdate()).filter(person=OuterRef("pk"))
    return Person.objects.matchable().filter(Exists(standing.filter(purpose=Purpose.CONTACT)))


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def visible_to(self, viewer: Viewer) -> IntroductionQuerySet:
        """Officers those that still stand; a person and a body those they were asked about."""
        if viewer.is_officer:
            return self.standing()
        own = Q(pk__in=[])
        if viewer.person_id:
            own |= Q(person=viewer.person_id, asked_at__isnull=False)
        if viewer.is_home_partner and viewer.organisation_ids:
            own |= Q(organisation__in=viewer.organisation_ids, body_asked_at__isnull=False)
        return self.filter(own)

    def standing(self) -> IntroductionQuerySet:
        """Those of people whose yes to it holds today: without it an introduction has ended."""
        return self.filter(person__in=askable_people().order_by())

    def asked(self) -> IntroductionQuerySet:
        return self.filter(asked_at__isnull=False)

    def agreed(self) -> IntroductionQuerySet:
        """Those the expert said yes to, and nobody no since."""
        return self.filter(agreed_at__isnull=False).exclude(stage__in=OVER)


@keeps_history
class Introduction(models.Model):
    """description: what the person lets the body read before both agreed, without a name.

    shared: what the body gets beside the name after that. until: the day that "not now" named.
    not_before: not to be introduced before. bodys_contact: whom the person is to turn to there.
    """

    need = models.ForeignKey(
        Need, models.CASCADE, related_name="introductions", verbose_name=_("need")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="introductions")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="introductions", verbose_name=_("body")
    )
    office = models.ForeignKey(
        ContactPoint,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office"),
    )
    stage = models.CharField(
        _("stage"), max_length=15, choices=Stage, default=Stage.TO_BE_ASKED, db_index=True
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    description = models.CharField(_("said of you before"), max_length=300, blank=True)
    shared = ArrayField(
        models.CharField(max_length=11, choices=Shared),
        default=list,
        blank=True,
        verbose_name=_("shared once both agreed"),
    )
    until = models.DateField(_("not to be asked before"), null=True, blank=True)
    not_before = models.DateField(_("not to be introduced before"), null=True, blank=True)
    bodys_contact = models.CharField(_("whom to turn to"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    body_asked_at = models.DateTimeField(null=True, blank=True)
    body_answered_at = models.DateTimeField(null=True, blank=True)
    introduced_at = models.DateTimeField(_("introduced at"), null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "person"], name="introduction_of_a_person_to_a_need_once"
            ),
            models.CheckConstraint(
                name="expert_is_asked_before_the_body",
                condition=Q(body_asked_at__isnull=True) | Q(agreed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="introduced_once_both_agreed",
                condition=Q(introduced_at__isnull=True)
                | Q(agreed_at__isnull=False, body_answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="not_now_says_until_when",
                condition=~Q(stage=Stage.NOT_NOW) | Q(until__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="introduction_leaves_no_stage_out",
                field="stage",
                transitions=[
                    (before.value, after.value)
                    for before, following in NEXT_STAGES.items()
                    for after in following
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("introductions:introduction", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.stage in OVER


class Checked(models.TextChoices):
    """What the expert's own institution said of it."""

    NOT_NEEDED = "not_needed", _("not needed")
    PENDING = "pending", _("pending")
    CLEARED = "cleared", _("cleared")


class KnowledgeSecurity(models.Model):
    """What a university's desk for knowledge security asks of every cooperation."""

    introduction = models.OneToOneField(
        Introduction, models.CASCADE, primary_key=True, related_name="security"
    )
    purpose = models.TextField(_("purpose"), help_text=_("What the help is for, in a few lines."))
    end_user = models.CharField(
        _("end user"), max_length=300, help_text=_("Who will use the result.")
    )
    who_pays = models.CharField(_("who pays"), max_length=300, blank=True)
    dual_use = models.BooleanField(
        _("may be of military use as well"),
        default=False,
        help_text=_("Dual-use goods, software or knowledge under the law of the expert's country."),
    )
    institution = models.CharField(
        _("the expert's institution has checked it"),
        max_length=10,
        choices=Checked,
        default=Checked.PENDING,
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("knowledge security")
        constraints = [
            models.CheckConstraint(
                name="security_says_what_for_and_for_whom",
                condition=~Q(purpose="") & ~Q(end_user=""),
            ),
            models.CheckConstraint(
                name="cleared_on_some_day",
                condition=~Q(institution=Checked.CLEARED) | Q(checked_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.introduction_id)


class RefusalReason(models.Model):
    """Why a person said no, if they said why. Kept for 90 days; told and counted nowhere."""

    introduction = models.OneToOneField(
        Introduction, models.CASCADE, primary_key=True, related_name="refusal_reason"
    )
    text = models.TextField(_("reason"))
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("reason of a refusal")

    def __str__(self) -> str:
        return str(self.introduction_id)


@keeps_history
class Conflict(models.Model):
    """A person who is not to be brought together with a body: a conflict of interest.

    stated_by: the officer; None for the person's own word.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="conflicts")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="+", verbose_name=_("body")
    )
    note = models.CharField(_("why"), max_length=300, blank=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stated_on = models.DateField(_("stated on"))

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], name="conflict_with_a_body_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.organisation_id}"


class Meeting(models.Model):
    """changes: how often it was moved, for calendars that hold it already."""

    introduction = models.OneToOneField(
        Introduction, models.CASCADE, primary_key=True, related_name="meeting"
    )
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    place = models.CharField(
        _("where"), max_length=300, help_text=_("A room, or the address of a video call.")
    )
    changes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("meeting")
        constraints = [
            models.CheckConstraint(
                name="meeting_lasts_minutes_or_hours", condition=Q(minutes__range=(5, 1440))
            )
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id}: {self.starts_at}"

    @property
    def ends_at(self) -> datetime.datetime:
        return self.starts_at + datetime.timedelta(minutes=self.minutes)


class Side(models.TextChoices):
    EXPERT = "expert", _("the expert")
    BODY = "body", _("the body")


class Result(models.TextChoices):
    """What came of an introduction, the more the further down."""

    NONE = "none", _("nothing yet")
    MET = "met", _("we met")
    VISIT = "visit", _("a visit")
    PILOT = "pilot", _("a pilot")
    PROJECT = "project", _("a project")
    CONTRACT = "contract", _("a contract")
    PUBLICATION = "publication", _("a publication")


MORE_THAN_MET = (Result.VISIT, Result.PILOT, Result.PROJECT, Result.CONTRACT, Result.PUBLICATION)
ASKED_AFTER_MONTHS = (1, 3, 12)


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, viewer: Viewer) -> OutcomeQuerySet:
        """Officers all of those that stand; each side what it was asked itself."""
        visible = self.filter(introduction__in=Introduction.objects.visible_to(viewer).order_by())
        if viewer.is_officer:
            return visible
        side = Side.EXPERT if viewer.person_id else Side.BODY
        return visible.filter(side=side)


class Outcome(models.Model):
    """What one side said of an introduction, so many months after it; `what` is "" until then."""

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="outcomes")
    side = models.CharField(max_length=6, choices=Side)
    after_months = models.PositiveSmallIntegerField(_("months after"))
    asked_at = models.DateTimeField(_("asked at"))
    what = models.CharField(_("what came of it"), max_length=11, choices=Result, blank=True)
    happened_on = models.DateField(_("on"), null=True, blank=True)
    words = models.TextField(_("in your own words"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["introduction", "after_months", "side"]
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "side", "after_months"], name="outcome_is_asked_once"
            ),
            models.CheckConstraint(
                name="outcome_is_answered_at_some_time",
                condition=Q(what="", answered_at__isnull=True)
                | (~Q(what="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id}: {self.side} {self.after_months}"
