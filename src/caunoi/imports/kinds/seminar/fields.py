"""What a seminar's columns can hold, named for the page where an officer says it by hand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.imports.kinds.seminar.change_fields import CONSENT
from caunoi.people.purposes import Purpose

LABELS: Mapping[str, Promise] = {
    "display_name": _("full name"),
    "family_name": _("family name"),
    "family_and_middle_name": _("family and middle name"),
    "middle_name": _("middle name"),
    "given_name": _("given name"),
    "email": _("e-mail"),
    "orcid": _("ORCID iD"),
    "organisation": _("organisation"),
    "position": _("position"),
    "city": _("city"),
    "country": _("country"),
    "sectors": _("sectors"),
    "expertise": _("works on, in own words"),
    "ways_to_contribute": _("ways to contribute"),
    "languages": _("languages"),
    "link_with_vietnam": _("link with Viet Nam"),
    "author_name": _("author of the proposal"),
    "author_email": _("e-mail of the author"),
    "proposal_text": _("text of the proposal"),
    "proposal_title": _("title of the proposal"),
    "proposal_sectors": _("sectors of the proposal"),
    "proposal_language": _("language of the proposal"),
    "received_on": _("received on"),
}


def label_of_field(field: str) -> Promise | str:
    if field.startswith(CONSENT):
        return Purpose(field.removeprefix(CONSENT)).label
    return LABELS.get(field, field)
