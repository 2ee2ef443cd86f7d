"""The kit of an event: who may sign up by phone until when, and what they typed there.

Whoever signs up with an address nobody has is a participant at once. What was typed with an
address of somebody in the register waits until that person says, on the own page, that it was them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.organisations.models import Organisation
from caunoi.people.models import ConsentText, Person
from caunoi.proposals.models import Proposal, Signature


class Kit(models.Model):
    """code: of the short address, in lower case, without letters and figures that look alike."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="kit")
    code = models.CharField(max_length=12, unique=True, editable=False)
    opens_on = models.DateField(_("people sign up from"))
    closes_on = models.DateField(_("until"))

    class Meta:
        verbose_name = _("seminar kit")
        verbose_name_plural = _("seminar kits")
        constraints = [
            models.CheckConstraint(
                name="kit_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="kit_has_a_code", condition=Q(code__regex="^[a-z2-9]{6,}$")
            ),
        ]

    def __str__(self) -> str:
        return f"kit of {self.event_id}"

    def get_absolute_url(self) -> str:
        return reverse("seminars:kit", args=[self.event_id])

    @property
    def address(self) -> str:
        """The whole short address, as it is printed and scanned."""
        return f"{settings.SITE_URL.rstrip('/')}{reverse('sign_up:sign_up', args=[self.code])}"


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def visible_to(self, viewer: Viewer) -> SignUpQuerySet:
        """Officers see all; a person the own ones; nobody else any."""
        if viewer.is_officer:
            return self
        return self.filter(person=viewer.person_id) if viewer.person_id else self.none()


class SignUp(models.Model):
    """One form filled in. key: of that form, so that it is kept once however often it is sent.

    waits: the address was that of somebody in the register, who has to say that it was them.
    proposal: what was handed in with it; title, text and signature hold it only while it waits.
    """

    kit = models.ForeignKey(Kit, models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ups")
    key = models.CharField(max_length=40)
    display_name = models.CharField(_("name"), max_length=200)
    waits = models.BooleanField(default=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    signature = models.CharField(max_length=8, choices=Signature, default=Signature.UNSIGNED)
    proposal = models.ForeignKey(
        Proposal, models.SET_NULL, null=True, blank=True, related_name="sign_ups"
    )
    signed_up_at = models.DateTimeField(_("signed up at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    checked_in_at = models.DateTimeField(_("came in at"), null=True, blank=True)
    thanked_at = models.DateTimeField(_("thanked at"), null=True, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_up_at", "-id"]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [
            models.UniqueConstraint(fields=["kit", "key"], name="form_is_kept_once"),
            models.UniqueConstraint(fields=["kit", "person"], name="person_signs_up_once"),
        ]

    def __str__(self) -> str:
        return f"sign-up {self.pk}"


class SignUpYes(models.Model):
    """A yes clicked while signing up: in force once the person confirms by the own link."""

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="yeses")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("yes of a sign-up")
        constraints = [
            models.UniqueConstraint(
                fields=["sign_up", "text", "recipient"], name="sign_up_says_a_yes_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sign_up_id}: {self.text_id}"
