"""Visits, working sessions, signings, seminars: who hosted, who came, what was handed out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation
from caunoi.people.models import Person
from caunoi.sources.history import keeps_history
from caunoi.sources.models import Attachment, Source


class EventKind(models.TextChoices):
    VISIT = "visit", _("visit")
    WORKING_SESSION = "working_session", _("working session")
    SIGNING = "signing", _("signing")
    SEMINAR = "seminar", _("seminar")
    COMMITTEE_SESSION = "committee_session", _("committee session")
    EXHIBITION = "exhibition", _("exhibition")


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, viewer: Viewer) -> EventQuerySet:
        """Officers see all events; others those their organisation hosts or they took part in."""
        if viewer.is_officer:
            return self
        if not viewer.organisation_ids and not viewer.person_id:
            return self.none()
        own = Q(hosts__organisation__in=viewer.organisation_ids)
        if viewer.person_id:
            own |= Q(participations__person=viewer.person_id)
        return self.filter(own).distinct()


@keeps_history
class Event(models.Model):
    title = models.CharField(_("title"), max_length=250)
    kind = models.CharField(_("kind"), max_length=17, choices=EventKind, default=EventKind.SEMINAR)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    country_code = models.CharField(_("country"), max_length=2, blank=True)
    description = models.TextField(_("description"), blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    attachments = models.ManyToManyField(Attachment, blank=True, related_name="events")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="event_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.pk])


@keeps_history
class EventHost(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hosted_events")

    class Meta:
        ordering = ["id"]
        verbose_name = _("host")
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation"], name="event_host_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, viewer: Viewer) -> ParticipationQuerySet:
        """Through the person: who may not see a person may not see where that person was."""
        return self.filter(person__in=Person.objects.visible_to(viewer))


@keeps_history
class Participation(models.Model):
    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        SPEAKER = "speaker", _("speaker")
        ORGANISER = "organiser", _("organiser")

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    role = models.CharField(_("role"), max_length=11, choices=Role, default=Role.PARTICIPANT)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["person__sort_key", "id"]
        verbose_name = _("participation")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], name="person_comes_once_to_an_event"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.event_id}"
