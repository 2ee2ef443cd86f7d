"""Where facts come from: sources, the files that prove them, and the shape of a statement.

Every noun has its own statement table with a real foreign key to its subject. The noun's column
holds the chosen value; two live statements that differ are a conflict, and both are kept.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Attachment(models.Model):
    """A file someone handed in. Its bytes lie outside the database and are found by name."""

    file = models.FileField(upload_to="attachments/%Y/%m")
    name = models.CharField(_("name"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name


class SourceKind(models.TextChoices):
    PERSON = "person", _("the person")
    OFFICER = "officer", _("an officer")
    IMPORT_ROW = "import_row", _("a row of an imported file")
    DOCUMENT = "document", _("a sentence in a document")
    SERVICE = "service", _("an outside register")


# The more a source may speak for a fact, the higher: a row never overrules the person.
WEIGHT_OF_KIND = {
    SourceKind.PERSON: 3,
    SourceKind.OFFICER: 2,
    SourceKind.DOCUMENT: 1,
    SourceKind.IMPORT_ROW: 1,
    SourceKind.SERVICE: 1,
}


class Source(models.Model):
    """Where one fact came from: named so that a reader can go and look."""

    kind = models.CharField(max_length=12, choices=SourceKind)
    title = models.CharField(_("title"), max_length=255, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    attachment = models.ForeignKey(
        Attachment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stated_on = models.DateField(_("stated on"))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                name="source_of_an_import_names_its_row",
                condition=~Q(kind=SourceKind.IMPORT_ROW) | Q(row__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.described)

    @property
    def described(self) -> str:
        """One line for a reader, such as "guests.xlsx, People, row 12"."""
        if self.kind == SourceKind.IMPORT_ROW:
            place = [self.title, self.sheet, _("row %(row)d") % {"row": self.row}]
            return ", ".join(str(part) for part in place if part)
        return self.title or str(self.get_kind_display())


class StatementQuerySet(models.QuerySet["Statement"]):
    def live(self) -> StatementQuerySet:
        return self.filter(replaced_by__isnull=True)


class Statement(models.Model):
    """Abstract: what one source says of one field of one subject.

    `value` is JSON in the field's own shape. A later statement of the same voice replaces an
    earlier one, which stays for the record with `replaced_by` set; exactly one live statement of a
    field is the chosen one.
    """

    field = models.CharField(max_length=40)
    value = models.JSONField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    is_chosen = models.BooleanField(default=True)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


def one_chosen_statement(subject: str) -> models.UniqueConstraint:
    """The constraint every statement table carries: one chosen value per subject and field."""
    return models.UniqueConstraint(
        fields=[subject, "field"],
        condition=Q(is_chosen=True),
        name=f"{subject}_has_one_chosen_value_per_field",
    )
