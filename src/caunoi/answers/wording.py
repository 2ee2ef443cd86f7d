"""What becomes of a proposal, in words: for authors in their language, and drafts of replies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.answers.models import BodysAnswer, PublicWording, Verdict
from caunoi.answers.queries import Came, Listed, StepKind
from caunoi.proposals.models import Progress

WORDS_OF_PROGRESS: Mapping[Progress, Promise] = {
    Progress.RECEIVED: _("We have received it and answer within 30 days."),
    Progress.BEING_ANSWERED: _("It is with those at home who can say most about it."),
    Progress.ANSWERED: _("We have answered."),
    Progress.LED_TO: _("It led to something."),
    Progress.CLOSED: _("It is closed; below we say why."),
}
TONE_OF_PROGRESS: Mapping[Progress, str] = {
    Progress.RECEIVED: "info",
    Progress.BEING_ANSWERED: "info",
    Progress.ANSWERED: "good",
    Progress.LED_TO: "good",
    Progress.CLOSED: "neutral",
}
TITLE_OF_STEP: Mapping[StepKind, Promise] = {
    StepKind.RECEIVED: _("Received"),
    StepKind.MERGED: _("Taken together with another proposal that says the same"),
    StepKind.PASSED_ON: _("Passed on"),
    StepKind.ANSWERED: _("Our answer"),
    StepKind.CLOSED: _("Closed"),
    StepKind.LED_TO: _("What came of it"),
}
LABEL_OF_FIGURE: Mapping[Came, Promise] = {
    Came.RECEIVED: _("received"),
    Came.PLACED: _("placed"),
    Came.ANSWERED: _("answered"),
    Came.IN_TIME: _("answered within 30 days"),
    Came.LED_TO: _("led to something"),
    Came.CLOSED: _("closed"),
}
LABEL_OF_LIST: Mapping[Listed, Promise] = {
    Listed.WAITING: _("waiting for an answer"),
    **{Listed(came.value): label for came, label in LABEL_OF_FIGURE.items()},
}
TONE_OF_VERDICT: Mapping[str, str] = {
    Verdict.WILL_TAKE_UP: "good",
    Verdict.NOT_NOW: "info",
    Verdict.UNDER_WAY: "good",
    Verdict.NOT_OURS: "neutral",
    Verdict.NEEDS_MORE: "warning",
}
# Each is said to an author; the body is named as it calls itself in that language.
SAID_OF_VERDICT: Mapping[Verdict, Promise] = {
    Verdict.WILL_TAKE_UP: _("%(body)s read your proposal with interest and will take it up."),
    Verdict.NOT_NOW: _("%(body)s finds your proposal useful, and cannot take it up for now."),
    Verdict.UNDER_WAY: _("%(body)s tells us that work on this is already under way."),
    Verdict.NOT_OURS: _(
        "%(body)s tells us that others decide on this. We are looking for who does."
    ),
    Verdict.NEEDS_MORE: _("%(body)s would like to know more before it can say."),
}
SAID_WITHOUT_A_BODY: Mapping[Verdict, Promise] = {
    Verdict.WILL_TAKE_UP: _("We read your proposal with interest and will take it up."),
    Verdict.NOT_NOW: _("We find your proposal useful, and cannot take it up for now."),
    Verdict.UNDER_WAY: _("Work on what you propose is already under way."),
    Verdict.NOT_OURS: _("Others decide on this. We are looking for who does."),
    Verdict.NEEDS_MORE: _("We would like to know more before we can say."),
}


def public_words(progress: Progress, language: str) -> str:
    """As this mission tells authors, else in the words built in."""
    own = PublicWording.objects.filter(progress=progress, language=language).first()
    with translation.override(language):
        return own.words if own else str(WORDS_OF_PROGRESS[progress])


def drafted_reply(
    answers: Sequence[BodysAnswer],
    language: str,
    *,
    verdict: Verdict | None = None,
    with_words: bool = False,
) -> str:
    """What an officer begins from: thanks, a sentence an answer, and a closing.

    verdict: what the mission itself says where no body was asked. with_words: the bodies' own
    words follow each sentence, to be cut to what the author may read.
    """
    with translation.override(language):
        said = [_sentence(one, language, with_words=with_words) for one in answers]
        if verdict is not None:
            said.append(str(SAID_WITHOUT_A_BODY[verdict]))
        return "\n\n".join([_thanks(), *said, _closing(answers, verdict)])


def _sentence(answer: BodysAnswer, language: str, *, with_words: bool) -> str:
    body = answer.routing.organisation.name_in(language.partition("-")[0])
    said = str(SAID_OF_VERDICT[Verdict(answer.verdict)]) % {"body": body}
    return f"{said}\n{answer.text}" if with_words and answer.text else said


def _thanks() -> str:
    return gettext("Thank you for your proposal, and for your patience.")


def _closing(answers: Iterable[BodysAnswer], verdict: Verdict | None) -> str:
    verdicts = {one.verdict for one in answers} | ({verdict} if verdict else set())
    if Verdict.NEEDS_MORE in verdicts:
        return gettext("May we hear more from you? Answer this letter, or write to us.")
    if verdicts & {Verdict.WILL_TAKE_UP, Verdict.UNDER_WAY}:
        return gettext("We write to you again when something comes of it.")
    return gettext("We keep your proposal, and come back to it when the time is right.")
