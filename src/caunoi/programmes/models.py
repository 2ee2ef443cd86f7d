"""Projects that a programme pays for: what they are about, in which fields, and who takes part.

The words are those of CORDIS, the European Union's register of research projects; its organisation
id (PIC, participant identification code) is the key under which it knows a body. People who work
in a project are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation
from caunoi.sectors.models import Sector
from caunoi.sources.history import keeps_history
from caunoi.sources.models import Source, Statement, one_chosen_statement
from trithuc.text.folding import fold

CORDIS_ADDRESS = "https://cordis.europa.eu/project/id/{}"
HIGHEST_CORDIS_ID = 2**31 - 1
HIGHEST_PIC = 999_999_999


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, viewer: Viewer) -> ProjectQuerySet:
        """Projects are published facts: whoever has signed in may see them."""
        return self if viewer.is_signed_in or viewer.is_officer else self.none()

    def speaking_of(self, words: str) -> ProjectQuerySet:
        """Those that hold every word in their short texts, marks and case aside."""
        found = self
        for word in fold(words).split():
            found = found.filter(folded__contains=word)
        return found


@keeps_history
class Project(models.Model):
    """folded: acronym, title, keywords and names of its fields, which the list is searched by."""

    cordis_id = models.PositiveIntegerField(_("CORDIS number"), null=True, blank=True, unique=True)
    acronym = models.CharField(_("acronym"), max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    objective = models.TextField(_("objective"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    framework_programme = models.CharField(_("programme"), max_length=40, blank=True)
    funding_scheme = models.CharField(_("funding scheme"), max_length=100, blank=True)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    topic_title = models.CharField(_("title of the topic"), max_length=400, blank=True)
    total_cost = models.PositiveBigIntegerField(_("total cost in euros"), null=True, blank=True)
    eu_contribution = models.PositiveBigIntegerField(
        _("contribution of the European Union in euros"), null=True, blank=True
    )
    keywords = ArrayField(
        models.CharField(max_length=200), default=list, blank=True, verbose_name=_("keywords")
    )
    folded = models.TextField(editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = [F("starts_on").desc(nulls_last=True), "-cordis_id", "-id"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [
            models.Index(
                F("starts_on").desc(nulls_last=True),
                F("cordis_id").desc(),
                F("id").desc(),
                name="projects_newest_first",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="project_has_a_title_an_acronym_or_a_number",
                condition=~Q(title="") | ~Q(acronym="") | Q(cordis_id__isnull=False),
            ),
            models.CheckConstraint(
                name="project_ends_after_it_begins",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="project_cordis_number_is_absent_or_positive",
                condition=Q(cordis_id__isnull=True) | Q(cordis_id__gt=0),
            ),
        ]

    def __str__(self) -> str:
        if self.acronym and self.title:
            return f"{self.acronym}: {self.title}"
        return self.title or self.acronym or f"CORDIS {self.cordis_id}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:project", args=[self.pk])

    def derive_folded(self, fields: Iterable[str]) -> None:
        """Set what the list is searched by. fields: names of the project's fields."""
        words = (self.acronym, self.title, *self.keywords, *fields)
        self.folded = fold(" ".join(filter(None, words)))

    @property
    def cordis_url(self) -> str:
        """Where CORDIS shows the project; "" for one that it does not know."""
        return CORDIS_ADDRESS.format(self.cordis_id) if self.cordis_id else ""


@keeps_history
class ProjectField(models.Model):
    """A field of science of EuroSciVoc. path: its English names from the top, each after a "/"."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="fields")
    code = models.CharField(_("EuroSciVoc code"), max_length=100)
    path = models.CharField(_("field"), max_length=400)

    class Meta:
        ordering = ["path", "id"]
        verbose_name = _("field of a project")
        verbose_name_plural = _("fields of projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="project_has_a_field_once")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The field's own name, without those above it."""
        return self.path.rpartition("/")[2]


@keeps_history
class ProjectSector(models.Model):
    """A sector that follows from one of the project's fields, by the crosswalk."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="project_sectors")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="project_sectors")

    class Meta:
        ordering = ["sector__position", "id"]
        verbose_name = _("sector of a project")
        verbose_name_plural = _("sectors of projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "sector"], name="project_has_a_sector_once")
        ]

    def __str__(self) -> str:
        return self.sector_id


@keeps_history
class Deliverable(models.Model):
    """Something the project hands over. Those that every project owes (a data plan) are not kept.

    kind: in the words of CORDIS, such as "Documents, reports".
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="deliverables")
    title = models.CharField(_("title"), max_length=500)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        constraints = [
            models.CheckConstraint(name="deliverable_has_a_title", condition=~Q(title=""))
        ]

    def __str__(self) -> str:
        return self.title


class PartnerRole(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    PARTICIPANT = "participant", pgettext_lazy("partner of a project", "participant")
    ASSOCIATED = "associated", _("associated partner")
    THIRD_PARTY = "third_party", _("third party")


@keeps_history
class ProjectPartner(models.Model):
    """An organisation's part in a project; one that leaves may come back in another role.

    is_sme: a small or medium-sized enterprise; None where nobody says.
    has_left: its part ended before the project did.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="project_partnerships"
    )
    role = models.CharField(_("role"), max_length=11, choices=PartnerRole)
    eu_contribution = models.PositiveBigIntegerField(
        _("contribution of the European Union in euros"), null=True, blank=True
    )
    is_sme = models.BooleanField(_("small or medium-sized enterprise"), null=True, blank=True)
    has_left = models.BooleanField(_("has left the project"), default=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("partner of a project")
        verbose_name_plural = _("partners of projects")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation", "role"],
                name="organisation_has_a_role_in_a_project_once",
            ),
            models.CheckConstraint(
                name="project_partner_has_a_known_role", condition=Q(role__in=PartnerRole.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.role} of {self.project_id}"


@keeps_history
class OrganisationPic(models.Model):
    """The number under which CORDIS knows a body; it sometimes gives one body several."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="pics")
    pic = models.PositiveIntegerField(_("PIC"), unique=True)

    class Meta:
        ordering = ["pic"]
        verbose_name = _("PIC of an organisation")
        verbose_name_plural = _("PICs of organisations")
        constraints = [
            models.CheckConstraint(
                name="pic_has_at_most_nine_digits", condition=Q(pic__range=(1, HIGHEST_PIC))
            )
        ]

    def __str__(self) -> str:
        return f"{self.pic:09}"


class ProjectStatement(Statement):
    project = models.ForeignKey(Project, models.CASCADE, related_name="statements")

    class Meta:
        constraints = [one_chosen_statement("project")]
