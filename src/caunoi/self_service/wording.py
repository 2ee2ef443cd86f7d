"""What readers of records and files say, in the reader's language, and who looked, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.people.models import Look
from trithuc.importers.orcid import OrcidError
from trithuc.importers.reading import SENTENCES, Problem, UnreadableFile

LOOKS: Mapping[str, Promise] = {
    Look.What.PROFILE: _("opened your profile"),
    Look.What.EXPORT: _("exported your record or opened its proof"),
    Look.What.REASONS: _("read why you may answer a need"),
    Look.What.NAMED: _("made a file or report that carries your name"),
}


def sentence_of(said: Problem | UnreadableFile | OrcidError) -> str:
    """The library speaks English; its sentences are message ids."""
    return gettext(SENTENCES[said.reason]).format(**dict(said.parameters))


def look_in_words(what: str) -> str:
    return str(LOOKS[what]) if what in LOOKS else what
