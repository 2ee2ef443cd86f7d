"""Persons, and the three ways a person can stand in the register.

An *expert* has said yes and has a profile. A *participant* came to an event and has not: name,
organisation, e-mail and event are kept, for 60 days. An *office-holder* is named in an official
role by a published source. The database refuses a person who is both expert and participant, and
an expert without a yes.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.signed_links import SignedLink
from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation
from caunoi.people.patterns import ways_to_fit
from caunoi.people.purposes import CONFIRMED_FOR_DAYS, REQUESTS_A_YEAR, Purpose
from caunoi.people.visibility import consent_in_force, covering_consents
from caunoi.sectors.models import Sector
from caunoi.sources.history import keeps_history
from caunoi.sources.models import Attachment, Source, Statement, one_chosen_statement
from trithuc.names import TypedWord, name_key, sort_key, typed_words
from trithuc.text.folding import fold


class Contribution(models.TextChoices):
    ADVISE_POLICY = "advise_policy", _("advise on policy")
    SHARE_TECHNOLOGY = "share_technology", _("share technology")
    ACT_AS_BRIDGE = "act_as_bridge", _("act as a bridge")
    JOIN_PROJECT = "join_project", _("join a project")
    TEACH_MENTOR = "teach_mentor", _("teach or mentor")
    VISIT = "visit", _("visit")
    INVEST = "invest", _("invest")


class Letters(models.TextChoices):
    """When the mission's letters go out to a person."""

    AT_ONCE = "at_once", _("at once")
    WEEKLY = "weekly", _("once a week, together")
    NEVER = "never", _("never: I look at my page")


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, viewer: Viewer) -> PersonQuerySet:
        """Everyone for officers; the person; else experts who said yes to being shown."""
        if viewer.is_officer:
            return self
        themselves = Q(pk=viewer.person_id) if viewer.person_id else Q(pk__in=[])
        return self.filter(themselves | _disclosed_to(viewer))

    def matchable(self) -> PersonQuerySet:
        """Experts whose yes to being matched stands today: they alone are found by what they do.

        Search, sectors, figures, matches and shortlists go through it, for officers too.
        """
        standing = Consent.objects.in_force(on=timezone.localdate()).filter(person=OuterRef("pk"))
        return self.filter(
            Exists(standing.filter(purpose=Purpose.PROFILE)),
            Exists(standing.filter(purpose=Purpose.MATCHING)),
            expert__isnull=False,
        )

    def named_like(self, words: str) -> PersonQuerySet:
        """Those whose name, in any known spelling, holds every word; marks and case aside."""
        found = self
        for word in words.split():
            found = found.filter(called(word))
        return found


def called(word: str) -> Q:
    """The condition on Person that some spelling of the name holds this word, as typed.

    Initials, characters and their readings, umlauts written out: `trithuc.names.typed_words`.
    """
    if not (typed := typed_words(word)):
        return Q(name_key__contains=fold(word))
    spelled = PersonName.objects.filter(_fits(typed, "folded"), person=OuterRef("pk"))
    return _fits(typed, "name_key") | Q(Exists(spelled))


def _fits(typed: Iterable[TypedWord], column: str) -> Q:
    every = Q()
    for word in typed:
        ways = [
            Q(*(Q((f"{column}__regex", one)) for one in all_of)) for all_of in ways_to_fit(word)
        ]
        every &= reduce(or_, ways)
    return every


def _disclosed_to(viewer: Viewer) -> Q:
    standing = Consent.objects.in_force(on=timezone.localdate()).filter(person=OuterRef("pk"))
    return Q(
        Exists(standing.filter(covering_consents(viewer))),
        Exists(standing.filter(purpose=Purpose.PROFILE)),
        expert__isnull=False,
        expert__ask_before_naming=False,
    )


@keeps_history
class Person(models.Model):
    """identifier: never given to anyone else, so that whoever was erased is known after a restore
    of an older backup, when the numbers of its rows are given anew."""

    identifier = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False
    )
    display_name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("As the person writes it: own order, own marks."),
    )
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    middle_name = models.CharField(_("middle name"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    name_key = models.CharField(max_length=300, editable=False, db_index=True)
    sort_key = models.CharField(max_length=500, editable=False, db_collation="C", db_index=True)
    email = models.EmailField(_("e-mail"), blank=True)
    email_key = models.CharField(max_length=254, editable=False, blank=True, db_index=True)
    orcid = models.CharField(_("ORCID iD"), max_length=19, null=True, blank=True, unique=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country_code = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(
        _("language of letters and pages"),
        max_length=8,
        blank=True,
        help_text=_("One of the six of the interface; empty where the person never chose."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
        help_text=_("The person's own, where one was wanted: a signed link does without."),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(name="person_has_a_name", condition=~Q(display_name="")),
            models.CheckConstraint(
                name="person_orcid_is_absent_or_whole",
                condition=Q(orcid__isnull=True)
                | Q(orcid__regex=r"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$"),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    def derive_keys(self) -> None:
        """Set the keys that follow from the name and the e-mail; bulk writes call it by hand."""
        self.name_key = name_key(self.display_name)
        self.sort_key = sort_key(self.display_name)
        self.email_key = fold(self.email)


class NameKind(models.TextChoices):
    OTHER_SPELLING = "other_spelling", _("other spelling")
    HAN = "han", _("in Chinese characters")
    FORMER = "former", _("former name")
    PEN_NAME = "pen_name", _("pen name")


@keeps_history
class PersonName(models.Model):
    """Another spelling under which the person is known, so that a search finds it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    value = models.CharField(_("name"), max_length=200)
    kind = models.CharField(max_length=14, choices=NameKind, default=NameKind.OTHER_SPELLING)
    folded = models.CharField(max_length=300, editable=False, db_index=True)

    class Meta:
        ordering = ["value"]
        verbose_name = _("other name")
        constraints = [
            models.UniqueConstraint(fields=["person", "value"], name="person_has_a_name_once")
        ]

    def __str__(self) -> str:
        return self.value

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.value)
        super().save(*args, **kwargs)


@keeps_history
class Affiliation(models.Model):
    """Where the person works or worked. A body we cannot tell for sure stays as it was written."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="affiliations"
    )
    organisation_name = models.CharField(_("organisation"), max_length=300)
    position = models.CharField(_("position"), max_length=200, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["-started_on", "id"]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.CheckConstraint(
                name="affiliation_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="affiliation_names_a_body", condition=~Q(organisation_name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.organisation_name}"


class ConsentText(models.Model):
    """The very words a person said yes to, kept for as long as someone's yes refers to them.

    Of one version and language there are as many as there were controllers and recipients named.
    """

    purpose = models.CharField(max_length=14, choices=Purpose)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    wording = models.TextField()

    class Meta:
        ordering = ["purpose", "version", "language"]
        constraints = [
            models.UniqueConstraint(
                "purpose", "version", "language", MD5("wording"), name="consent_text_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} ({self.language})"


class HowGiven(models.TextChoices):
    OWN_CLICK = "own_click", _("own click")
    SIGNED_PAPER = "signed_paper", _("signed paper")
    EMAIL = "email", _("e-mail")
    SEMINAR_SHEET = "seminar_sheet", _("row of a seminar's sheet, with the signed list")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, *, on: datetime.date) -> ConsentQuerySet:
        return self.filter(consent_in_force(on))


@keeps_history
class Consent(models.Model):
    """One yes: to one purpose, for one recipient, with its proof. Withdrawn, it stays as a no."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=14, choices=Purpose)
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    how_given = models.CharField(_("how given"), max_length=14, choices=HowGiven)
    evidence = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    given_on = models.DateField(_("given on"))
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "-given_on", "id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                name="consent_has_its_proof",
                condition=Q(how_given=HowGiven.OWN_CLICK) | Q(evidence__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_expires_after_it_was_given",
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("given_on")),
            ),
            models.UniqueConstraint(
                fields=["person", "purpose", "recipient"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_standing_yes_per_purpose_and_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.purpose}"

    def is_in_force(self, on: datetime.date) -> bool:
        expired = self.expires_on is not None and self.expires_on <= on
        return self.given_on <= on and self.withdrawn_on is None and not expired


def _never_both(other_table: str, name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            IF EXISTS (SELECT 1 FROM {other_table} WHERE person_id = NEW.person_id) THEN
                RAISE EXCEPTION 'person % cannot be both expert and participant', NEW.person_id
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608  (the table names are our own constants)
    )


_YES_IS_THEIR_OWN = pgtrigger.Trigger(
    name="expert_yes_is_their_own",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        IF NOT EXISTS (
            SELECT 1 FROM people_consent
            WHERE id = NEW.yes_id AND person_id = NEW.person_id
              AND purpose = '{Purpose.PROFILE.value}'
        ) THEN
            RAISE EXCEPTION 'person % needs an own yes to a profile', NEW.person_id
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608  (the purpose is our own constant)
)


@keeps_history
class Expert(models.Model):
    """The profile of a person who said yes; `yes` is that consent, and there is none without it."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="expert")
    yes = models.ForeignKey(Consent, models.PROTECT, related_name="+")
    expertise = models.TextField(
        _("works on"), blank=True, help_text=_("In the person's own words, in any language.")
    )
    link_with_vietnam = models.TextField(
        _("link with Viet Nam"), blank=True, help_text=_("As the person or a source states it.")
    )
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    ways_to_contribute = ArrayField(
        models.CharField(max_length=16, choices=Contribution), default=list, blank=True
    )
    ask_before_naming = models.BooleanField(
        _("ask each time before naming"),
        default=True,
        help_text=_("Nobody outside the mission sees the name before the person agreed."),
    )
    availability = models.CharField(
        _("available"), max_length=300, blank=True, help_text=_("When and for how long.")
    )
    requests_a_year = models.PositiveSmallIntegerField(
        _("may be asked, times a year"), default=REQUESTS_A_YEAR
    )
    letters = models.CharField(_("letters"), max_length=7, choices=Letters, default=Letters.AT_ONCE)
    confirmed_on = models.DateField(_("last confirmed on"))

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        constraints = [
            models.CheckConstraint(
                name="expert_is_asked_at_most_once_a_week",
                condition=Q(requests_a_year__lte=52),
            )
        ]
        triggers = [
            _never_both("people_participant", "expert_is_no_participant"),
            _YES_IS_THEIR_OWN,
        ]

    def __str__(self) -> str:
        return str(self.person)

    def is_stale(self, on: datetime.date) -> bool:
        """Whether nobody has confirmed the profile for a year."""
        return self.confirmed_on <= stale_since(on)


def stale_since(on: datetime.date) -> datetime.date:
    """Profiles confirmed then or before are marked as stale."""
    return on - datetime.timedelta(days=CONFIRMED_FOR_DAYS)


@keeps_history
class ExpertSector(models.Model):
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="expert_sectors")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="expert_sectors")

    class Meta:
        ordering = ["sector__position"]
        verbose_name = _("sector")
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "sector"], name="expert_stands_in_a_sector_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert_id}: {self.sector_id}"


@keeps_history
class Participant(models.Model):
    """Someone who came and has not said yes; gone after 60 days unless they do."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="participant"
    )
    delete_on = models.DateField(_("deleted on, without a yes"))

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        triggers = [_never_both("people_expert", "participant_is_no_expert")]

    def __str__(self) -> str:
        return str(self.person)


@keeps_history
class OfficeHolder(models.Model):
    """Someone a published source names in an official role. No profile, no sectors, no matching."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="office_holder"
    )
    role = models.CharField(_("role"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="office_holders"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("office-holder")
        verbose_name_plural = _("office-holders")

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"


class PersonStatement(Statement):
    person = models.ForeignKey(Person, models.CASCADE, related_name="statements")

    class Meta:
        constraints = [one_chosen_statement("person")]


class PersonLink(SignedLink):
    """Opens a person's own page without an account.

    Unlike a link that asks for one answer it is not used up: it opens the page until it expires or
    is withdrawn.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="links")

    class Meta(SignedLink.Meta):
        verbose_name = _("link to the own page")
        verbose_name_plural = _("links to own pages")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.purpose}"


class Look(models.Model):
    """Someone opened or exported a person's record; the person may read this."""

    class What(models.TextChoices):
        PROFILE = "profile", _("opened the profile")
        EXPORT = "export", _("exported")
        REASONS = "reasons", _("read why they may answer a need")
        NAMED = "named", _("made a file or report that carries the name")

    person = models.ForeignKey(Person, models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    about = models.CharField(
        max_length=300, blank=True, help_text=_("What for: the need, the file or the report.")
    )
    given_to = models.CharField(
        max_length=300, blank=True, help_text=_("Who received the file or report.")
    )
    looked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-looked_at", "-id"]
        verbose_name = _("look")
        verbose_name_plural = _("look log")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.what}"
