"""Sentences for the codes of plans: why a row came out as it did, and what was left alone.

What readers say of files and rows has its own table in `trithuc.importers.reading`; here both are
put in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.imports.kinds.seminar.fields import label_of_field
from trithuc.importers.reading import SENTENCES

REASONS: Mapping[str, Promise] = {
    # standing
    "expert-own-yes": _("Becomes an expert: own yes in the row, and the signed list is attached."),
    "already-expert": _("Is an expert already."),
    "participant-no-yes": _(
        "Stays a participant: no own yes in the row. Only name, organisation, e-mail and event "
        "are kept."
    ),
    "participant-no-signed-list": _(
        "Stays a participant: there is a yes in the row, but no signed list is attached to this "
        "import."
    ),
    "profile-stays-withdrawn": _("Withdrew the yes to a profile; a sheet does not bring it back."),
    "stays-office-holder": _(
        "Stays an office-holder: no own yes in the row with a signed list. Only the event is noted."
    ),
    "stays-withdrawn": _("Withdrew this yes before; a sheet does not bring it back."),
    "yes-is-newer": _("Says no in this row; the yes was given after it and stays."),
    "yes-without-signed-list": _(
        "Says yes to more in this row; it counts once the signed list is attached to this import."
    ),
    # possible duplicates
    "same-email-other-name": _("Someone with another name has this e-mail address."),
    "same-name-other-email": _("Someone of this name and organisation has another e-mail address."),
    "same-name-other-organisation": _("Someone of this name is at another organisation."),
    "similar-name-same-organisation": _("Someone with a similar name is at this organisation."),
    "characters-read-so": _("Someone's name, read from or in Chinese characters, is the same."),
    "several-fit": _("More than one person fits this row."),
    "same-orcid": _("Someone else in the register has this ORCID iD."),
    "repeats-row": _(
        "Row %(row)s of this file has the same e-mail address, ORCID iD, or name and organisation."
    ),
    "ror-id-repeated": _("Row %(row)s of this file has the same ROR id; that row is read."),
    "same-name-without-ror-id": _("An organisation of this name is here without a ROR id."),
    "cordis-id-repeated": _("Row %(row)s of this file has the same number; that row is read."),
    "pic-repeated": _("Row %(row)s of this file has the same PIC; that row is read."),
    "several-organisations-fit": _("More than one organisation here has this name and country."),
    "same-name-other-pic": _("An organisation of this name and country has another PIC."),
    "same-name-other-pic-in-row": _(
        "Row %(row)s of this file has the same name and country, and another PIC."
    ),
    "organisation-name-alike": _("An organisation here has a name that is alike."),
    "organisation-is-held": _("Waits for the decision on its organisation."),
    "partner-repeated": _(
        "Row %(row)s of this file names the same organisation in the same role; that row is read."
    ),
    "orcid-repeated": _("Row %(row)s of this file is the same ORCID record; that row is read."),
    "work-repeated": _("Row %(row)s of this record is the same work; that row is read."),
    "work-taken-off": _("Was taken off this profile before; an import does not bring it back."),
    "author-is-held": _("Waits for the decision on its author."),
    "proposal-repeated": _("The same text of the same author stands above."),
    # the plan as a whole
    "plan-was-stale": _(
        "The register changed after the plan was made, so nothing was applied. This is a fresh "
        "plan: look at it again."
    ),
    # undo
    "changed-since": _("Was changed after the import and was left as it is."),
    "built-upon": _("Is used by newer records and was left as it is."),
}

# Reasons for a rejection that only planning can find.
REJECTIONS: Mapping[str, Promise] = {
    "body-unknown": _(
        "This is not one organisation of the register. Add it first, or write its name as it"
        " stands there."
    ),
    "author-unknown": _(
        "Nobody in this file or in the register has this name or e-mail address. Add the author's "
        "e-mail address."
    ),
    "author-ambiguous": _(
        "More than one row of this file has this name. Add the author's e-mail address."
    ),
    "project-row-rejected": _("The row of its project was rejected. Correct that row first."),
    "organisation-row-rejected": _(
        "The row of its organisation was rejected. Correct that row first."
    ),
    "author-row-rejected": _("The row of its author was rejected. Correct that row first."),
    "profile-withdrawn-on-sheet": _(
        "The row says no to a profile that stands in the register. Open the person and withdraw "
        "the yes there."
    ),
    "recipient-not-in-register": _(
        "This recipient is not one organisation of the register; the yes was not taken."
    ),
    "orcid-of-someone-else": _("This ORCID iD is someone else's and was left out."),
    "orcid-not-in-register": _(
        "No expert of this register has this ORCID iD, and an import adds nobody: invite the "
        "person, who then says yes or no."
    ),
    "orcid-without-profile": _(
        "Whoever has this ORCID iD in this register has no profile, or the yes to it has ended; "
        "nothing is added."
    ),
    "contents-forgotten": _(
        "The file was deleted 30 days after it was handed in. Hand it in again."
    ),
    "register-unnamed": _(
        "Say first who runs this register: consents need to name who receives the data."
    ),
}


# What `{kind}` of a reader's sentence about a column may be.
KINDS_OF_COLUMN: Mapping[str, Promise] = {
    "nationality": _("nationality"),
    "origin": _("origin"),
    "ethnicity": _("ethnicity"),
    "birth-date": _("birth date"),
    "identity-document": _("identity document"),
    "religion": _("religion"),
    "politics": _("politics"),
    "family": _("family"),
    "phone": _("telephone"),
    "gender": _("gender"),
    "courtesy": _("form of address"),
    "address": _("postal address"),
    "signature": _("signature"),
}


def sentence(code: str, parameters: Mapping[str, Any] | None = None) -> str:
    """The sentence of any code of a plan or a reader, in the active language."""
    filled = dict(parameters or {})
    for table in (REASONS, REJECTIONS):
        if code in table:
            return str(table[code]) % filled
    return gettext(SENTENCES[code]).format_map(_named(filled))


def _named(parameters: dict[str, Any]) -> dict[str, Any]:
    """The reader's codes for columns, in words."""
    named = dict(parameters)
    if "kind" in named:
        named["kind"] = KINDS_OF_COLUMN.get(named["kind"], named["kind"])
    if "meanings" in named:
        fields = str(named["meanings"]).split(", ")
        named["meanings"] = ", ".join(str(label_of_field(field)) for field in fields)
    return named
