"""What the index has yet to take in, and the searches people keep for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer


class StaleDocument(models.Model):
    """A record that changed since the index read it; triggers write these, the worker takes them.

    Rows are only added and taken away, and may repeat: two transactions that touch one record
    never wait for each other, and a change made while the worker reads is not lost.
    """

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        verbose_name = _("document to index anew")

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, viewer: Viewer) -> SavedFilterQuerySet:
        """One's own and nobody else's."""
        return self.filter(user=viewer.user_id) if viewer.user_id else self.none()


class SavedFilter(models.Model):
    """A list as someone narrowed it, under a name of their own.

    page: the name of the list's address, such as "people:people". query: what stands after the
    question mark.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=80)
    page = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"], name="saved_filter_has_its_own_name_on_a_page"
            ),
            models.CheckConstraint(name="saved_filter_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it leads; the search page for a list that is no longer there."""
        try:
            path = reverse(self.page)
        except NoReverseMatch:
            path = reverse("search:search")
        return f"{path}?{self.query}"
