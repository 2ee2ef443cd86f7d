"""What experts have published or built: titles, abstracts, years, and whose they are.

The words are those of OpenAlex. Co-authors who are not experts of the register are a line of text
on the work and never persons.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.people.models import Expert, Person
from caunoi.sources.history import keeps_history
from caunoi.sources.models import Source


class WorkQuerySet(models.QuerySet["Work"]):
    def visible_to(self, viewer: Viewer) -> WorkQuerySet:
        """Through its authors: who may see none of them may not see what they wrote."""
        seen = Authorship.objects.filter(
            work=OuterRef("pk"),
            expert__person__in=Person.objects.visible_to(viewer).order_by(),
        )
        return self.filter(Exists(seen))


@keeps_history
class Work(models.Model):
    title = models.CharField(_("title"), max_length=500)
    abstract = models.TextField(_("abstract"), blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    venue = models.CharField(_("published in"), max_length=300, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, null=True, blank=True, unique=True)
    other_authors = models.CharField(_("other authors"), max_length=1000, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "title", "id"]
        verbose_name = _("work")
        verbose_name_plural = _("works")
        constraints = [
            models.CheckConstraint(name="work_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="work_is_of_a_year_people_published_in",
                condition=Q(year__isnull=True) | Q(year__range=(1500, 2200)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@keeps_history
class Authorship(models.Model):
    work = models.ForeignKey(Work, models.CASCADE, related_name="authorships")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="work_authorships")

    class Meta:
        ordering = ["id"]
        verbose_name = _("authorship")
        constraints = [
            models.UniqueConstraint(fields=["work", "expert"], name="work_names_an_author_once")
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} wrote {self.work_id}"
