"""What the database never lets be false about answers."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.answers.models import BodysAnswer, Milestone, PublicWording, Reply, Routing
from tests.caunoi.answers.conftest import days, make_office, route

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.parametrize(
    ("model", "fields", "constraint"),
    [
        (BodysAnswer, {"given_at": NOW}, "given_answer_says_which"),
        (
            BodysAnswer,
            {"given_at": NOW, "verdict": "needs_more"},
            "answer_that_needs_more_says_what",
        ),
        (Reply, {"number": 0, "text": "x", "sent_on": NOW}, "replies_are_counted_from_one"),
        (Reply, {"number": 1, "text": "", "sent_on": NOW}, "reply_has_a_text"),
        (Milestone, {"happened_on": NOW, "words": "", "told_at": NOW}, "milestone_has_words"),
    ],
)
def test_it_refuses(routing, model, fields, constraint):
    about = {"routing": routing} if model is BodysAnswer else {"proposal": routing.proposal}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**about, **fields)


def test_it_refuses_a_wording_without_words():
    with pytest.raises(IntegrityError, match="public_wording_has_words"), transaction.atomic():
        PublicWording.objects.create(progress="received", language="vi", words="")


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"due_on": timezone.localdate() - days(1)}, "routing_is_due_after_it_was_asked"),
        ({"shown_text": ""}, "routing_shows_a_text"),
    ],
)
def test_it_refuses_a_question(routing, changed, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Routing.objects.filter(pk=routing.pk).update(**changed)


class TestWhoSeesAQuestion:
    def test_officers_and_the_body_that_was_asked(self, routing):
        body = Viewer(
            roles=frozenset({Role.HOME_PARTNER}),
            organisation_ids=frozenset({routing.organisation_id}),
        )

        assert list(Routing.objects.visible_to(OFFICER_AT_THE_COMMAND_LINE)) == [routing]
        assert list(Routing.objects.visible_to(body)) == [routing]

    def test_nobody_else(self, routing, author, proposal):
        other = route(proposal, make_office("Another Ministry")).organisation_id
        Routing.objects.filter(organisation=other).delete()

        for viewer in (
            PUBLIC,
            Viewer(person_id=author.pk),
            Viewer(roles=frozenset({Role.HOME_PARTNER}), organisation_ids=frozenset({other})),
            Viewer(
                roles=frozenset({Role.COORDINATOR}),
                organisation_ids=frozenset({routing.organisation_id}),
            ),
            Viewer(roles=frozenset({Role.ADMINISTRATOR})),
        ):
            assert not Routing.objects.visible_to(viewer)
