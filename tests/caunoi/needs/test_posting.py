"""Needs and offers as records: what the database holds true, who sees them, when they are used."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.messages.models import Letter
from caunoi.needs.models import Need, Offer
from caunoi.needs.queries import Selection, ending_soon, needs_due, standing_as
from caunoi.needs.services import warn_of_end
from caunoi.organisations.models import ContactPoint
from tests.factories import make_need, make_organisation, make_source

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)
REVIEWS = ["draft", "waiting", "asked_back", "accepted", "refused"]


def make_offer(title="An offer of examples", **fields):
    fields.setdefault("text", f"{title}.")
    fields.setdefault("stated_on", TODAY)
    return Offer.objects.create(title=title, source=make_source(), **fields)


def with_reason(review):
    return {"review": review, "review_words": "Why." if review in REVIEWS[2::2] else ""}


@pytest.mark.parametrize("make", [make_need, make_offer])
@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"is_confidential": True}, "confidential_.*_has_a_summary"),
        ({"trl_from": 0}, "readiness_is_from_1_to_9"),
        ({"trl_to": 10}, "readiness_is_from_1_to_9"),
        ({"trl_from": 5, "trl_to": 4}, "readiness_goes_upwards"),
        ({"review": "refused"}, "not_taken_up_has_its_reason"),
        ({"text": ""}, "has_a_text"),
    ],
)
def test_what_must_never_be_false_is_refused(make, fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(**fields)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "T."),
        ({"summary": "S"}, "S"),
        ({"is_confidential": True, "summary": "S"}, "S"),
        ({"is_confidential": True, "review": "draft"}, ""),
    ],
)
def test_what_is_confidential_leaves_as_its_summary_only(fields, told):
    assert make_need("T", **fields).open_text == told


@pytest.mark.parametrize("make", [make_need, make_offer])
def test_each_stands_in_exactly_one_tab(make):
    for review in REVIEWS:
        for state in ("open", "met", "closed"):
            for until in (None, YESTERDAY, TODAY):
                make(**with_reason(review), state=state, valid_until=until, is_confidential=False)
    model = Need if make is make_need else Offer
    tabs = [one for one in Selection if one != Selection.WITHOUT_EXPERT]

    counts = [model.objects.filter(standing_as(tab, on=TODAY)).count() for tab in tabs]

    assert sum(counts) == model.objects.count()
    used = model.objects.in_use(on=TODAY)
    assert {(one.review, one.state) for one in used} == {("accepted", "open")}
    assert YESTERDAY not in {one.valid_until for one in used}


def test_a_draft_is_shown_to_its_body_alone_and_others_to_officers_too():
    body = make_organisation()
    for review in REVIEWS:
        make_offer(review, offered_by=body, **with_reason(review))
    home = Viewer(
        user_id=None, roles=frozenset({Role.HOME_PARTNER}), organisation_ids=frozenset({body.pk})
    )

    seen = [
        {one.title for one in Offer.objects.visible_to(viewer)}
        for viewer in (home, OFFICER_AT_THE_COMMAND_LINE, PUBLIC)
    ]

    assert seen == [set(REVIEWS), set(REVIEWS) - {"draft"}, set()]


def test_what_is_expired_or_not_accepted_does_not_fall_due():
    make_need(due_on=TODAY, valid_until=YESTERDAY)
    make_need(due_on=TODAY, review="waiting")
    kept = make_need(due_on=TODAY)

    assert list(needs_due(OFFICER_AT_THE_COMMAND_LINE, by=TODAY)) == [kept]


class TestTheLetterBeforeTheEnd:
    @pytest.fixture
    def body(self):
        body = make_organisation()
        ContactPoint.objects.create(organisation=body, name="Office", language="en")
        return body

    @pytest.mark.parametrize(("days", "is_told"), [(-1, False), (0, True), (14, True), (15, False)])
    def test_goes_out_within_fourteen_days(self, body, days, is_told):
        make_offer(offered_by=body, valid_until=TODAY + datetime.timedelta(days=days))

        assert bool(ending_soon(on=TODAY)) is is_told

    def test_goes_out_once_for_each_end(self, body):
        need = make_need(asked_by=body, valid_until=TODAY)

        for _night in range(2):
            for posting in ending_soon(on=TODAY):
                warn_of_end(posting=posting)
        assert Letter.objects.count() == 1
        warn_of_end(posting=need)
        assert Letter.objects.count() == 1

        need.refresh_from_db()
        need.valid_until = TODAY + datetime.timedelta(days=3)
        need.save()
        assert ending_soon(on=TODAY) == [need]

    def test_of_a_body_without_an_office_nobody_is_written_to(self):
        warn_of_end(posting=make_need(valid_until=TODAY))

        assert not Letter.objects.exists()
