"""What authors may read, who waits, and the figures: each goes by what was really told."""

import datetime

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.answers import queries, services
from caunoi.answers.models import Reply, Verdict
from caunoi.answers.queries import Came, Listed, Narrowing, StepKind
from caunoi.proposals.models import Progress, Proposal
from tests.caunoi.answers.conftest import answer, days, make_office, reply_to, route
from tests.factories import make_expert, make_officer, make_proposal, place

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE
TODAY = timezone.localdate()
OUTSIDERS = (PUBLIC, Viewer(person_id=1), Viewer(roles=frozenset({Role.HOME_PARTNER})))


def received(days_ago: int, **fields) -> Proposal:
    return make_proposal(make_expert(), received_on=TODAY - days(days_ago), **fields)


def told(proposal: Proposal, after_days: int) -> Reply:
    reply_to(proposal, on=proposal.received_on + days(after_days))
    return Reply.objects.latest("pk")


class TestTheStory:
    def test_tells_an_author_each_step_and_no_more(self, proposal, author, routing):
        answer(routing, Verdict.NOT_NOW, "Raw words of the ministry")
        services.add_note(
            proposal=proposal, text="Between us", by=make_officer(), now=timezone.now()
        )
        reply_to(proposal, text="Our answer")
        services.add_milestone(
            proposal=proposal, happened_on=TODAY, words="A pilot", by=None, now=timezone.now()
        )

        proposal.refresh_from_db()
        story = queries.story_of(proposal, Viewer(person_id=author.pk))

        assert [step.kind for step in story.steps] == [
            StepKind.RECEIVED,
            StepKind.PASSED_ON,
            StepKind.ANSWERED,
            StepKind.LED_TO,
        ]
        assert [step.text for step in story.steps if step.text] == ["Our answer", "A pilot"]
        assert "Raw words" not in repr(story)
        assert "Between us" not in repr(story)
        assert story.progress == Progress.LED_TO

    @pytest.mark.parametrize("viewer", OUTSIDERS)
    def test_tells_nobody_else_any(self, proposal, viewer):
        assert queries.story_of(proposal, viewer) is None
        assert queries.dealing_with(proposal, viewer) is None

    def test_of_a_proposal_that_was_replaced_goes_on_with_the_other(self, proposal):
        older = make_proposal(make_expert("An Older Author"), "The same, earlier.")
        Proposal.objects.filter(pk=older.pk).update(superseded_by=proposal)
        older.refresh_from_db()
        reply_to(proposal, text="Our answer")

        story = queries.story_of(older, OFFICER)

        assert story.proposal == older
        kinds = [step.kind for step in story.steps]
        assert kinds == [StepKind.RECEIVED, StepKind.MERGED, StepKind.ANSWERED]
        assert story.progress == Progress.ANSWERED

    def test_two_that_replace_each_other_end_somewhere(self, proposal):
        other = make_proposal(make_expert(), superseded_by=proposal)
        proposal.superseded_by = other
        proposal.save()

        assert queries.survivor_of(other) in {proposal, other}

    def test_what_was_taken_back_is_not_told(self, proposal, routing):
        services.take_back_routing(routing=routing, now=timezone.now())

        story = queries.story_of(proposal, OFFICER)
        assert [step.kind for step in story.steps] == [StepKind.RECEIVED]


class TestWhoWaits:
    def test_who_heard_nothing_for_more_than_thirty_days(self):
        late, older = received(31), received(40)
        received(30)
        received(50, progress=Progress.CLOSED)
        told(received(60), after_days=50)
        received(70, superseded_by=older)

        assert list(queries.waiting_for_reply(OFFICER, on=TODAY)) == [older, late]

    def test_for_whom_an_answer_from_home_has_come(self):
        new = received(1)
        told(new, after_days=0)
        routing = route(new, make_office())
        assert not queries.waiting_for_reply(OFFICER, on=TODAY)

        answer(routing)
        assert list(queries.waiting_for_reply(OFFICER, on=TODAY)) == [new]

        reply_to(new, number=2, passes_on=[routing.pk])
        assert not queries.waiting_for_reply(OFFICER, on=TODAY)

    @pytest.mark.parametrize("viewer", OUTSIDERS)
    def test_is_for_officers_to_know(self, viewer):
        received(31)

        assert not queries.waiting_for_reply(viewer, on=TODAY)

    def test_an_author_does_not_count_the_own_one(self, proposal, author):
        Proposal.objects.update(received_on=TODAY - days(40))

        assert not queries.waiting_for_reply(Viewer(person_id=author.pk), on=TODAY)

    def test_one_after_the_other_and_round_again(self):
        first, second = received(50), received(40)

        following = [
            queries.next_waiting(OFFICER, on=TODAY, after=one) for one in (None, first, second)
        ]
        assert following == [first, second, first]

        told(first, after_days=45)
        told(second, after_days=35)
        assert queries.next_waiting(OFFICER, on=TODAY, after=second) is None


class TestFigures:
    def test_count_what_was_told_and_when(self):
        in_time, late = received(100), received(90)
        told(in_time, after_days=30)
        told(late, after_days=40)
        place(in_time, "energy")
        received(5)
        services.add_milestone(
            proposal=late, happened_on=TODAY, words="A pilot", by=None, now=timezone.now()
        )

        found = queries.figures(OFFICER)

        assert found.counts == {
            Came.RECEIVED: 3,
            Came.PLACED: 1,
            Came.ANSWERED: 2,
            Came.IN_TIME: 1,
            Came.LED_TO: 1,
            Came.CLOSED: 0,
        }
        assert found.median_days == 35
        assert list(queries.proposals_that_came(OFFICER, Came.IN_TIME)) == [in_time]
        assert list(queries.proposals_that_came(OFFICER, Came.ANSWERED)) == [late, in_time]

    def test_a_second_reply_does_not_make_it_later(self):
        proposal = received(100)
        told(proposal, after_days=10)
        reply_to(proposal, number=2, on=TODAY)

        assert queries.figures(OFFICER).median_days == 10

    def test_closing_is_no_answer(self):
        services.close_proposal(
            proposal=received(40), reason="Why", language="en", number=1, by=None, on=TODAY
        )

        counts = queries.figures(OFFICER).counts
        assert (counts[Came.ANSWERED], counts[Came.CLOSED]) == (0, 1)

    def test_one_that_was_replaced_counts_with_the_other(self):
        lasting = received(50)
        received(60, superseded_by=lasting)
        told(lasting, after_days=5)

        counts = queries.figures(OFFICER).counts
        assert (counts[Came.RECEIVED], counts[Came.ANSWERED]) == (2, 2)

    def test_by_sector_in_the_order_of_sectors(self):
        both, one = received(50), received(40)
        place(both, "health", "energy")
        place(one, "energy")
        told(both, after_days=1)
        received(30)

        rows = queries.figures_by_sector(OFFICER)

        said = [(row.of, row.counts[Came.RECEIVED], row.counts[Came.ANSWERED]) for row in rows]
        assert said == [("energy", 2, 1), ("health", 1, 1)]

    def test_by_month_the_newest_first(self):
        march, april = datetime.date(2026, 3, 31), datetime.date(2026, 4, 1)
        for day in (march, march, april):
            make_proposal(make_expert(), received_on=day)

        rows = queries.figures_by_month(OFFICER)

        said = [(row.month, row.counts[Came.RECEIVED]) for row in rows]
        assert said == [(datetime.date(2026, 4, 1), 1), (datetime.date(2026, 3, 1), 2)]

    def test_narrowed_to_a_sector_and_a_month_the_list_is_as_long_as_the_figure(self):
        proposal = make_proposal(make_expert(), received_on=datetime.date(2026, 3, 31))
        place(proposal, "energy")
        make_proposal(make_expert(), received_on=datetime.date(2026, 4, 1))
        narrowing = Narrowing("energy", datetime.date(2026, 3, 1))

        counts = queries.counts_of_lists(OFFICER, narrowing, on=datetime.date(2026, 6, 1))

        for shown in Listed:
            found = queries.listed(OFFICER, shown, narrowing, on=datetime.date(2026, 6, 1))
            assert counts[shown] == len(found)
        assert counts[Listed.RECEIVED] == counts[Listed.WAITING] == 1
        assert queries.received_by_sector_and_month(OFFICER) == {
            ("energy", datetime.date(2026, 3, 1)): 1
        }

    @pytest.mark.parametrize("viewer", [*OUTSIDERS, Viewer(roles=frozenset({Role.EXPERT}))])
    def test_nobody_else_counts_any(self, proposal, viewer):
        place(proposal, "energy")

        assert queries.figures(viewer).counts[Came.RECEIVED] == 0
        assert queries.figures_by_sector(viewer) == queries.figures_by_month(viewer) == []


def test_offices_asked_lately_are_offered_first_and_asked_bodies_not_at_all(proposal):
    asked, lately, never = make_office("A"), make_office("Z"), make_office("B")
    route(proposal, asked)
    route(make_proposal(make_expert()), lately)

    offered = queries.offices_to_ask(proposal, most=5)

    assert list(offered) == [lately, never]
