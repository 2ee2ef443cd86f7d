"""Letters of the mission: by e-mail, on the reader's own page, or passed on by hand.

A letter goes to one person or to one office of a body. It holds its words as they were written.
Where it leads to an own page of the reader's, `link_to` names that page (as "app:page", or
"app:page/7" for the page of record 7) and the body has a gap for the address: the address is a
secret, made anew when the letter leaves, and is kept nowhere.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import ContactPoint
from caunoi.people.models import Person

GAP_FOR_THE_LINK = "{link}"


class LetterKind(models.TextChoices):
    INVITATION = "invitation", _("invitation to the own page")
    PLEASE_CONFIRM = "please_confirm", _("please confirm your profile")
    YES_ENDING = "yes_ending", _("a yes is ending")
    RECEIVED = "received", _("thank you for a proposal")
    ANSWER = "answer", _("answer to a proposal")
    RIGHTS = "rights", _("about the own data")
    THANKS = "thanks", _("thank you for coming")
    TO_ANSWER = "to_answer", _("a proposal to answer")
    MILESTONE = "milestone", _("what a proposal led to")
    HELP_WANTED = "help_wanted", _("a request for help")
    INTRODUCTION = "introduction", _("introduction")
    OUTCOME = "outcome", _("what came of it?")
    NEED = "need", _("about a need or an offer")
    NEWS = "news", _("news")


# All others answer something the person did, or are owed to the person.
KINDS_THAT_NEED_A_YES = frozenset({LetterKind.NEWS})


class LetterState(models.TextChoices):
    WAITING = "waiting", _("waiting to be sent")
    HELD = "held", _("held for the weekly letter")
    BEING_SENT = "being_sent", _("being sent")
    SENT = "sent", _("sent")
    PERHAPS_SENT = "perhaps_sent", _("perhaps sent: the line broke at the last moment")
    REFUSED = "refused", _("refused by the receiving server")
    CAME_BACK = "came_back", _("came back: the address took no mail")
    BY_HAND = "by_hand", _("to be passed on by hand")
    PASSED_ON = "passed_on", _("passed on by hand")
    ON_OWN_PAGE = "on_own_page", _("on the own page only")


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, viewer: Viewer) -> LetterQuerySet:
        """Officers see all; a person and a body the letters to themselves; nobody else any."""
        if viewer.is_officer:
            return self
        own = Q(contact_point__organisation__in=viewer.organisation_ids)
        if viewer.person_id:
            own |= Q(person=viewer.person_id)
        return self.filter(own)


class Letter(models.Model):
    """handing_over_at: when the receiving server was about to be given the words.

    tries: how often that was begun. next_try_at: None unless the letter is waiting.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="letters"
    )
    contact_point = models.ForeignKey(
        ContactPoint, models.CASCADE, null=True, blank=True, related_name="letters"
    )
    kind = models.CharField(_("kind"), max_length=14, choices=LetterKind)
    language = models.CharField(_("language"), max_length=8)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    link_to = models.CharField(max_length=60, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"))
    state = models.CharField(_("state"), max_length=12, choices=LetterState)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    handing_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    opened_at = models.DateTimeField(_("seen on the own page at"), null=True, blank=True)
    failure = models.CharField(max_length=40, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(
                name="letter_goes_to_a_person_or_an_office",
                condition=Q(person__isnull=True) ^ Q(contact_point__isnull=True),
            ),
            models.CheckConstraint(name="letter_has_a_subject", condition=~Q(subject="")),
            models.CheckConstraint(
                name="letter_subject_is_one_line", condition=~Q(subject__regex=r"[\r\n]")
            ),
            models.CheckConstraint(
                name="letter_was_sent_at_some_time",
                condition=~Q(state=LetterState.SENT) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_with_a_link_has_a_place_for_it",
                condition=Q(link_to="") | Q(body__contains=GAP_FOR_THE_LINK),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("messages:letter", args=[self.pk])

    @property
    def recipient(self) -> Person | ContactPoint:
        """Whom it goes to."""
        return self.person or self.contact_point  # type: ignore[return-value]


class LetterNames(models.Model):
    """Somebody a letter names to its reader."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, models.CASCADE, related_name="named_in_letters")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="letter_names_a_person_once", fields=["letter", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.person_id}"
