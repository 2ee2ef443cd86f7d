"""Notes: a line an officer jots down, to be ticked off or made something of; digests sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, viewer: Viewer) -> NoteQuerySet:
        """Officers share one desk and its notes."""
        return self if viewer.is_officer else self.none()


class Note(models.Model):
    """Without history on purpose: a note that was deleted is gone."""

    text = models.CharField(_("note"), max_length=500)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [models.CheckConstraint(name="note_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text


class SentDigest(models.Model):
    """Monday's letter to one user. handing_over_at: from then on it may have arrived."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.DateField(help_text="its Monday")
    handing_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="digest_goes_out_once_a_week", fields=["user", "week"])
        ]

    def __str__(self) -> str:
        return f"{self.week}: {self.user_id}"
