"""What became of a proposal: bodies asked, their answers, what its authors were told.

A *routing* shows one body the words of a proposal as they may leave the mission, and holds its
*answer*. A *reply* is what the authors read, and a *milestone* is what came of it later. Notes are
the officers' own. No history is kept of any: each is written once, and erasing has less to reach.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import ContactPoint, Organisation
from caunoi.proposals.models import MadeBy, Progress, Proposal, Signature

OFFICER = settings.AUTH_USER_MODEL


class RoutingQuerySet(models.QuerySet["Routing"]):
    def visible_to(self, viewer: Viewer) -> RoutingQuerySet:
        """Officers see all; a home partner what its own bodies were asked; nobody else any."""
        if viewer.is_officer:
            return self
        if viewer.is_home_partner and viewer.organisation_ids:
            return self.filter(organisation__in=viewer.organisation_ids)
        return self.none()

    def standing(self) -> RoutingQuerySet:
        return self.filter(taken_back_at__isnull=True)

    def without_answer(self) -> RoutingQuerySet:
        """Those a body has not yet answered; a draft is no answer."""
        return self.filter(answer__given_at__isnull=True)


class Routing(models.Model):
    """A proposal shown to one body, with a question and a day by which an answer is hoped for.

    shown_title, shown_text: the words that left; what would name an author is cut from them unless
    the proposal is signed by name. translated: by whom, where they are not the author's own.
    shown_author: who it was from, as it was told then.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="routings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="routings")
    contact_point = models.ForeignKey(
        ContactPoint, models.SET_NULL, null=True, blank=True, related_name="routings"
    )
    question = models.TextField(_("question"), blank=True)
    shown_title = models.CharField(_("title"), max_length=300, blank=True)
    shown_text = models.TextField(_("text"))
    shown_language = models.CharField(max_length=8, blank=True)
    translated = models.CharField(max_length=7, choices=MadeBy, blank=True)
    shown_author = models.CharField(_("from"), max_length=1000, blank=True)
    signature = models.CharField(max_length=8, choices=Signature)
    asked_by = models.ForeignKey(OFFICER, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("answer hoped for by"))
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = RoutingQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "id"]
        verbose_name = _("proposal put to a body")
        verbose_name_plural = _("proposals put to bodies")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation"],
                condition=Q(taken_back_at__isnull=True),
                name="proposal_is_put_to_a_body_once",
            ),
            models.CheckConstraint(name="routing_shows_a_text", condition=~Q(shown_text="")),
            models.CheckConstraint(
                name="routing_is_due_after_it_was_asked", condition=Q(due_on__gte=F("asked_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} put to {self.organisation_id}"

    def get_absolute_url(self) -> str:
        return reverse("answers:routed_one", args=[self.pk])

    def is_late(self, on: datetime.date) -> bool:
        """Whether the day hoped for has passed; an answer may have come all the same."""
        return self.due_on < on


class Verdict(models.TextChoices):
    """What a body says of a proposal, in one word."""

    WILL_TAKE_UP = "take_up", _("we will take it up")
    NOT_NOW = "not_now", _("useful, but not now")
    UNDER_WAY = "under_way", _("this is already under way")
    NOT_OURS = "not_ours", _("this is not ours to decide")
    NEEDS_MORE = "needs_more", _("we need to know more")


class ReplyKind(models.TextChoices):
    ANSWER = "answer", _("answer")
    CLOSING = "closing", _("closed without an answer")


class Reply(models.Model):
    """What the authors were told. number: the first, the second …; two officers cannot share one.

    The greeting is no part of the text: it stands in each author's own letter.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="replies")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=7, choices=ReplyKind, default=ReplyKind.ANSWER)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=8)
    sent_on = models.DateField(_("sent on"))
    sent_by = models.ForeignKey(OFFICER, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="reply_has_a_number_of_its_own"
            ),
            models.CheckConstraint(name="reply_has_a_text", condition=~Q(text="")),
            models.CheckConstraint(name="replies_are_counted_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.number}"


class BodysAnswer(models.Model):
    """given_at: None while it is a draft, which only the body sees.

    given_by: who pressed the button with an account; None for whoever came by a link.
    passed_on_in: the reply that told the authors of it.
    """

    routing = models.OneToOneField(Routing, models.CASCADE, primary_key=True, related_name="answer")
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict, blank=True)
    text = models.TextField(_("in words"), blank=True)
    given_at = models.DateTimeField(_("given at"), null=True, blank=True)
    given_by = models.ForeignKey(OFFICER, models.SET_NULL, null=True, blank=True, related_name="+")
    passed_on_in = models.ForeignKey(
        Reply, models.SET_NULL, null=True, blank=True, related_name="answers"
    )

    class Meta:
        ordering = ["given_at", "routing"]
        verbose_name = _("answer of a body")
        verbose_name_plural = _("answers of bodies")
        constraints = [
            models.CheckConstraint(
                name="given_answer_says_which",
                condition=Q(given_at__isnull=True) | ~Q(verdict=""),
            ),
            models.CheckConstraint(
                name="answer_that_needs_more_says_what",
                condition=Q(given_at__isnull=True) | ~Q(verdict=Verdict.NEEDS_MORE) | ~Q(text=""),
            ),
            models.CheckConstraint(
                name="only_a_given_answer_is_passed_on",
                condition=Q(passed_on_in__isnull=True) | Q(given_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.routing_id}: {self.verdict}"


class Milestone(models.Model):
    """What came of a proposal, told to its authors the moment it is added."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="milestones")
    happened_on = models.DateField(_("when"))
    words = models.CharField(_("what came of it"), max_length=500)
    url = models.URLField(_("where one can read it"), max_length=500, blank=True)
    told_at = models.DateTimeField(_("told at"))
    added_by = models.ForeignKey(OFFICER, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["happened_on", "id"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.CheckConstraint(name="milestone_has_words", condition=~Q(words="")),
            models.UniqueConstraint(
                fields=["proposal", "happened_on", "words"], name="milestone_is_told_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Note(models.Model):
    """An officer's private word on a proposal: shown to officers and to nobody else."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    written_by = models.ForeignKey(
        OFFICER, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = _("note on a proposal")
        verbose_name_plural = _("notes on proposals")
        constraints = [
            models.CheckConstraint(name="note_on_proposal_has_text", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.written_at}"


class PublicWording(models.Model):
    """How this mission tells authors where a proposal stands, instead of the words built in."""

    progress = models.CharField(_("progress"), max_length=14, choices=Progress)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    words = models.CharField(_("words"), max_length=300)

    class Meta:
        ordering = ["progress", "language"]
        verbose_name = _("public wording")
        verbose_name_plural = _("public wordings")
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "language"], name="progress_is_worded_once_a_language"
            ),
            models.CheckConstraint(name="public_wording_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.words
