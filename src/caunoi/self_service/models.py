"""What a person's own pages keep for a while: registrations, invited colleagues, fetched offers.

All of it is short-lived. What was said in it becomes part of the person's record or is deleted.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.signed_links import SignedLink
from caunoi.organisations.models import Organisation
from caunoi.people.models import ConsentText, Person
from caunoi.proposals.models import Signature


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def waiting(self) -> RegistrationQuerySet:
        """Those with a proven address on which nobody has decided; no officer sees any other."""
        return self.filter(used_at__isnull=False, refused_at__isnull=True)


class Registration(SignedLink):
    """Somebody who asks to be in the register; the link in it proves the e-mail address.

    used_at: when the address was proven. An approved one is gone: its words are the person's.
    """

    display_name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    expertise = models.TextField(_("works on"), blank=True)
    language = models.CharField(_("language of letters and pages"), max_length=8, blank=True)
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta(SignedLink.Meta):
        ordering = ["created_at", "id"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            *SignedLink.Meta.constraints,
            models.CheckConstraint(
                name="registration_has_a_name_and_an_address",
                condition=~Q(display_name="") & ~Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"


class RegistrationYes(models.Model):
    """A yes clicked while registering: in force once the registration is approved."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="yeses")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("yes of a registration")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "text", "recipient"], name="registration_says_a_yes_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.text_id}"


class NewAddress(SignedLink):
    """The address a person wishes to have; the link, sent there, proves that it is theirs."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="new_addresses")
    email = models.EmailField(_("new e-mail, not yet proven"))

    class Meta(SignedLink.Meta):
        ordering = ["-created_at", "-id"]
        verbose_name = _("new address")
        verbose_name_plural = _("new addresses")

    def __str__(self) -> str:
        return f"new address of {self.person_id}"


class InvitedColleague(models.Model):
    """Who invited whom, so that nobody can have the mission write to strangers without end."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="invited_by_colleague"
    )
    invited_by = models.ForeignKey(Person, models.CASCADE, related_name="invited_colleagues")
    invited_at = models.DateTimeField(_("invited at"))

    class Meta:
        ordering = ["-invited_at"]
        verbose_name = _("invited colleague")
        verbose_name_plural = _("invited colleagues")

    def __str__(self) -> str:
        return f"{self.invited_by_id} invited {self.person_id}"


class OfferedFrom(models.TextChoices):
    ORCID = "orcid", _("ORCID")
    FILE = "file", _("a file of references")


class Offer(models.Model):
    """What was read elsewhere and waits for the person to choose from it; deleted after a day.

    content: an `offers.Content` as JSON.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="offers")
    offered_from = models.CharField(max_length=5, choices=OfferedFrom)
    content = models.JSONField()
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "offered_from"], name="person_has_one_offer_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.offered_from}"


class Submission(SignedLink):
    """A proposal sent by somebody without a link of their own; the link in it proves the address.

    Nobody sees it before, and it is deleted once it has become a proposal, or after 30 days.
    """

    display_name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"))
    signature = models.CharField(_("shown"), max_length=8, choices=Signature)
    language = models.CharField(_("language of letters and pages"), max_length=8, blank=True)

    class Meta(SignedLink.Meta):
        ordering = ["created_at", "id"]
        verbose_name = _("proposal not yet proven")
        verbose_name_plural = _("proposals not yet proven")
        constraints = [
            *SignedLink.Meta.constraints,
            models.CheckConstraint(
                name="submission_has_a_name_an_address_and_a_text",
                condition=~Q(display_name="") & ~Q(email="") & ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"


class SubmissionYes(models.Model):
    """A yes clicked while submitting: in force once the address is proven."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="yeses")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("yes of a submission")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "text", "recipient"], name="submission_says_a_yes_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.text_id}"
