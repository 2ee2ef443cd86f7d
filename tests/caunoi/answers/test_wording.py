"""Drafts of replies and public words, in each of the six languages."""

import pytest
from django.conf import settings

from caunoi.answers.models import PublicWording, Verdict
from caunoi.answers.wording import drafted_reply, public_words
from caunoi.organisations.models import OrganisationName
from caunoi.proposals.models import Progress
from tests.caunoi.answers.conftest import answer, make_office, route

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def said(*verdicts, language="en", **fields) -> list[str]:
    return drafted_reply(verdicts, language, **fields).split("\n\n")


def test_a_draft_says_a_sentence_an_answer_in_their_order(proposal):
    first = answer(route(proposal, make_office("Ministry of Sun")), Verdict.NOT_OURS)
    second = answer(route(proposal, make_office("Ministry of Wind")), Verdict.WILL_TAKE_UP)

    assert said(first, second) == [
        "Thank you for your proposal, and for your patience.",
        "Ministry of Sun tells us that others decide on this. We are looking for who does.",
        "Ministry of Wind read your proposal with interest and will take it up.",
        "We write to you again when something comes of it.",
    ]


def test_the_body_is_called_as_it_is_in_that_language(proposal):
    office = make_office("Ministry of Sun")
    OrganisationName.objects.create(
        organisation=office.organisation, value="Bộ Mặt Trời", language="vi", kinds=["label"]
    )

    assert "Bộ Mặt Trời" in drafted_reply([answer(route(proposal, office))], "vi")


@pytest.mark.parametrize(
    ("verdict", "closing"),
    [
        (Verdict.NEEDS_MORE, "May we hear more from you?"),
        (Verdict.UNDER_WAY, "We write to you again"),
        (Verdict.NOT_NOW, "We keep your proposal"),
        (None, "We keep your proposal"),
    ],
)
def test_the_closing_promises_no_more_than_was_said(verdict, closing):
    assert said(verdict=verdict)[-1].startswith(closing)


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_can_be_said_in_every_language(proposal, verdict, language):
    given = answer(route(proposal, make_office("Ministry 100 %")), verdict, "More, please.")

    for answers, own in (([given], None), ([], verdict)):
        words = drafted_reply(answers, language, verdict=own, with_words=True)
        assert len(words.split("\n\n")) == 3
        assert "%(" not in words


@pytest.mark.parametrize("progress", Progress)
def test_the_missions_own_words_go_before_those_built_in(progress):
    built_in = public_words(progress, "en")
    PublicWording.objects.create(progress=progress, language="en", words="Our own words.")

    assert built_in
    assert public_words(progress, "en") == "Our own words."
    assert public_words(progress, "fr") != "Our own words."
