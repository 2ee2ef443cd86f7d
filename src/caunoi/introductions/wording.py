"""What the codes of introductions mean in words, and how an expert is described without a name."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.introductions.asking import Hindrance, Obstacle
from caunoi.introductions.models import Stage
from caunoi.introductions.queries import Selection, Step
from caunoi.introductions.refusals import MayNotBeAsked, TooEarly, TooLate
from caunoi.organisations.wording import country_name
from caunoi.people.models import ExpertSector, Person

TONE_OF_STAGE: Mapping[str, str] = {
    Stage.TO_BE_ASKED: "neutral",
    Stage.NOT_NOW: "neutral",
    Stage.EXPERT_ASKED: "info",
    Stage.BODY_ASKED: "info",
    Stage.EXPERT_AGREED: "warning",
    Stage.BODY_AGREED: "warning",
    Stage.INTRODUCED: "good",
}
OBSTACLES: Mapping[Obstacle, Promise] = {
    Obstacle.NO_YES: _("The yes to being matched or to being contacted is not in force."),
    Obstacle.CONFLICT: _("A conflict of interest with this body is noted."),
    Obstacle.NOT_NOW: _("Not now, the expert said."),
    Obstacle.ASKED_ENOUGH: _("The expert was asked as often this year as they wish to be."),
}
SELECTION_LABELS: Mapping[Selection, Promise] = {
    Selection.TO_DO: _("To do"),
    Selection.WAITING: _("Waiting for an answer"),
    Selection.INTRODUCED: _("Introduced"),
    Selection.OVER: _("Over"),
}
STEP_LABELS: Mapping[Step, Promise] = {
    Step.NEEDS: _("Needs"),
    Step.SHORTLISTED: _("Experts on a shortlist"),
    Step.ASKED: _("Experts asked"),
    Step.AGREED: _("Experts who agreed"),
    Step.BOTH_AGREED: _("Both agreed"),
    Step.INTRODUCED: _("Introduced"),
    Step.MET: _("Met, or more"),
    Step.MORE: _("Visit, pilot, project, contract or publication"),
}


def tone_of(stage: str) -> str:
    return TONE_OF_STAGE.get(stage, "neutral")


def hindrance_in_words(hindrance: Hindrance) -> str:
    said = str(OBSTACLES[hindrance.obstacle])
    if hindrance.free_on is None:
        return said
    when = gettext("Free to be asked again on %(day)s.")
    return f"{said} {when % {'day': date_format(hindrance.free_on, 'DATE_FORMAT')}}"


def description_of(person: Person) -> str:
    """An expert without a name, by sectors and country alone, in the reader's language."""
    sectors = ExpertSector.objects.filter(expert=person.pk).select_related("sector")
    fields = ", ".join(one.sector.label for one in sectors)
    country = country_name(person.country_code) if person.country_code else ""
    words = {"fields": fields, "country": country}
    if fields and country:
        return gettext("An expert: %(fields)s; in: %(country)s") % words
    if fields:
        return gettext("An expert: %(fields)s") % words
    return gettext("An expert in: %(country)s") % words if country else gettext("An expert")


def refusal_in_words(refusal: Exception) -> str:
    """Why a step was not taken, for officers. Nothing was changed by it."""
    if isinstance(refusal, MayNotBeAsked):
        return hindrance_in_words(refusal.hindrance)
    if isinstance(refusal, TooLate):
        stage = Stage(refusal.stage).label
        return gettext("Nothing was changed: it stands at “%(stage)s” by now.") % {"stage": stage}
    if isinstance(refusal, TooEarly):
        day = date_format(refusal.day, "DATE_FORMAT")
        return gettext("The expert wishes not to be introduced before %(day)s.") % {"day": day}
    return gettext("First add an office of this body to which a letter can go.")
