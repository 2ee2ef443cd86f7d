"""What waits on the desk: each row counts what could be counted, and nothing else."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC
from caunoi.desk import queries
from caunoi.imports.models import ImportRun, PlannedAction
from caunoi.introductions.models import Stage
from caunoi.needs.services import shortlist
from caunoi.people.models import Participant
from caunoi.people.purposes import Purpose
from caunoi.rights.models import DataRequest, RequestKind
from caunoi.rights.services import ask_about_data
from tests.caunoi.introductions.made import introduction_at, withdraw
from tests.factories import (
    make_consent,
    make_expert,
    make_need,
    make_participant,
    make_proposal,
    place,
)

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE


@pytest.fixture
def today():
    return timezone.localdate()


def days(number):
    return datetime.timedelta(days=number)


def make_run(state="planned", *, age_days=0, **fields):
    if state == "applied":
        fields.setdefault("applied_at", timezone.now())
    run = ImportRun.objects.create(
        kind="seminar", state=state, file_name="guests.csv", sha256="0" * 64, **fields
    )
    ImportRun.objects.filter(pk=run.pk).update(created_at=timezone.now() - days(age_days))
    return run


def hold(run, *, position=1, outcome="possible_duplicate", decision=""):
    return PlannedAction.objects.create(
        run=run,
        position=position,
        row=position + 1,
        subject="person",
        outcome=outcome,
        decision=decision,
    )


class TestPeopleWhoseRecordEnds:
    def make(self, in_days, today):
        person = make_participant()
        Participant.objects.filter(person=person).update(delete_on=today + days(in_days))

    def test_those_within_fourteen_days_are_counted_and_the_first_is_told(self, today):
        for in_days in (15, 14, 3):
            self.make(in_days, today)

        row = queries.people_whose_record_ends(OFFICER, on=today)

        assert (row.count, row.when) == (2, "the first in 3 days")
        assert row.url == "/people/?standing=participant&sort=deleted"

    @pytest.mark.parametrize(
        ("in_days", "words"),
        [(0, "the first today"), (-2, "the first today"), (1, "the first tomorrow")],
    )
    def test_today_and_tomorrow_are_called_so(self, today, in_days, words):
        self.make(in_days, today)

        assert queries.people_whose_record_ends(OFFICER, on=today).when == words

    def test_whoever_may_see_nobody_counts_nobody(self, today):
        self.make(3, today)

        assert queries.people_whose_record_ends(PUBLIC, on=today).count == 0


class TestConsentsThatEnd:
    def test_those_in_force_within_sixty_days_are_counted_and_listed(self, today):
        person = make_expert()
        soon = make_consent(person, Purpose.CONTACT, expires_on=today + days(60))
        make_consent(person, Purpose.EVENTS, expires_on=today + days(61))
        make_consent(
            person,
            Purpose.FIRMS,
            given_on=today - days(9),
            expires_on=today,
        )
        make_consent(person, Purpose.PUBLIC, expires_on=today + days(5), withdrawn_on=today)

        row = queries.consents_that_end(OFFICER, on=today)

        assert (row.count, row.when) == (1, "the first in 60 days")
        assert list(queries.ending_consents(OFFICER, on=today)) == [soon]
        assert not queries.ending_consents(PUBLIC, on=today)


class TestUndecidedDuplicates:
    def test_rows_nobody_decided_are_counted_and_the_oldest_run_is_opened(self, today):
        newer, older = make_run(age_days=1), make_run(age_days=5)
        hold(newer)
        hold(newer, position=2)
        hold(newer, position=3, decision="different")
        hold(newer, position=4, outcome="create")
        hold(older)

        row = queries.undecided_duplicates(OFFICER, on=today)

        assert (row.count, row.when) == (3, "the oldest for 5 days")
        assert row.url == f"{older.get_absolute_url()}?outcome=possible_duplicate"

    @pytest.mark.parametrize("state", ["applied", "undone", "refused", "received"])
    def test_runs_that_are_past_or_not_read_do_not_count(self, today, state):
        applied = {"applied_at": timezone.now()} if state in {"applied", "undone"} else {}
        hold(make_run(state, **applied))

        assert queries.undecided_duplicates(OFFICER, on=today).count == 0

    def test_rows_whose_contents_were_forgotten_can_no_longer_be_decided(self, today):
        hold(make_run("applied", contents_forgotten_at=timezone.now()))

        assert queries.undecided_duplicates(OFFICER, on=today).count == 0


class TestImportsToApply:
    def test_one_is_opened_and_several_are_listed(self, today):
        run = make_run(age_days=1)
        make_run("applied")
        row = queries.imports_to_apply(OFFICER, on=today)
        assert (row.count, row.when, row.url) == (1, "since yesterday", run.get_absolute_url())

        make_run()

        row = queries.imports_to_apply(OFFICER, on=today)
        assert (row.count, row.url) == (2, reverse("imports:runs"))


class TestProposalsToPlace:
    def test_are_counted_with_the_time_they_take(self):
        for _ in range(3):
            make_proposal(make_expert())
        place(make_proposal(make_expert()), "energy")

        row = queries.proposals_to_place(OFFICER)

        assert (row.count, row.when, row.url) == (3, "about 2 minutes", "/proposals/triage/")

    def test_whoever_may_see_none_counts_none(self):
        make_proposal(make_expert())

        assert queries.proposals_to_place(PUBLIC).count == 0


class TestNeeds:
    def test_those_due_within_seven_days_are_counted_the_overdue_too(self, today):
        for in_days in (-1, 7, 8):
            make_need(due_on=today + days(in_days))
        make_need(due_on=today, state="met")

        row = queries.needs_that_fall_due(OFFICER, on=today)

        assert (row.count, row.url) == (2, "/needs/?sort=due")

    def test_a_need_waits_until_an_expert_is_on_its_shortlist(self, today):
        need = make_need(stated_on=today - days(9))
        row = queries.needs_that_find_nobody(OFFICER, on=today)
        assert (row.count, row.when, row.url) == (
            1,
            "the oldest for 9 days",
            need.get_absolute_url(),
        )

        expert = make_expert(purposes=[Purpose.MATCHING])
        shortlist(need=need, candidate=expert, score=0.5, reasons=[], by=None)

        assert queries.needs_that_find_nobody(OFFICER, on=today).count == 0

    def test_and_again_once_that_expert_no_longer_wants_to_be_matched(self, today):
        need, expert = make_need(), make_expert(purposes=[Purpose.MATCHING])
        shortlist(need=need, candidate=expert, score=0.5, reasons=[], by=None)

        expert.consents.filter(purpose=Purpose.MATCHING).update(withdrawn_on=today)

        assert queries.needs_that_find_nobody(OFFICER, on=today).count == 1


class TestPersonalDataRequests:
    def ask(self, today, *, age_days=0):
        return ask_about_data(
            person=make_expert(),
            kind=RequestKind.QUESTION,
            words="Why?",
            on=today - days(age_days),
        )

    def test_the_first_to_be_answered_is_told_and_one_alone_opens_at_once(self, today):
        asked = self.ask(today, age_days=20)

        row = queries.personal_data_requests(OFFICER, on=today)

        assert (row.count, row.when) == (1, "the first in 10 days")
        assert row.url == asked.get_absolute_url()

    def test_several_lead_to_their_list_and_an_answered_one_no_longer_waits(self, today):
        requests = [self.ask(today) for _number in range(3)]
        DataRequest.objects.filter(pk=requests[0].pk).update(handled_on=today)

        row = queries.personal_data_requests(OFFICER, on=today)

        assert (row.count, row.url) == (2, "/data-protection/requests/")

    def test_the_public_counts_none(self, today):
        self.ask(today)

        assert queries.personal_data_requests(PUBLIC, on=today).count == 0


def test_rows_at_zero_fold_away(today):
    assert queries.waiting_rows(OFFICER, on=today) == []
    make_run()
    assert [row.count for row in queries.waiting_rows(OFFICER, on=today)] == [1]


class TestExpertsWhoAnswered:
    @pytest.mark.parametrize("stage", Stage)
    def test_a_yes_with_which_an_officer_goes_on_waits(self, today, stage):
        introduction_at(stage)

        row = queries.experts_who_answered(OFFICER, on=today)

        assert row.count == (stage in {Stage.EXPERT_AGREED, Stage.BODY_AGREED})
        assert queries.experts_who_answered(PUBLIC, on=today).count == 0

    def test_one_alone_opens_itself_and_several_their_list(self, today):
        found = introduction_at(Stage.BODY_AGREED)
        assert queries.experts_who_answered(OFFICER, on=today).url == found.get_absolute_url()

        introduction_at(Stage.EXPERT_AGREED)
        several = queries.experts_who_answered(OFFICER, on=today)
        assert (several.count, several.url) == (2, reverse("introductions:introductions"))
        assert several.when == "since today"

    def test_a_withdrawn_yes_waits_for_nobody(self, today):
        withdraw(introduction_at(Stage.BODY_AGREED).person)

        assert queries.experts_who_answered(OFFICER, on=today).count == 0


class TestPeopleWaitingForAnAnswer:
    def test_those_past_thirty_days_are_counted_and_the_oldest_is_told(self, today):
        for days_ago in (30, 31, 45):
            make_proposal(make_expert(), received_on=today - days(days_ago))

        row = queries.people_waiting_for_an_answer(OFFICER, on=today)

        assert (row.count, row.when) == (2, "the oldest for 45 days")
        assert row.url == reverse("answers:next")

    def test_it_stands_first(self, today):
        make_proposal(make_expert(), received_on=today - days(45))
        make_run()

        rows = queries.waiting_rows(OFFICER, on=today)

        assert next(str(row.title) for row in rows) == "People waiting for an answer"

    def test_whoever_may_see_nothing_counts_nobody(self, today):
        make_proposal(make_expert(), received_on=today - days(45))

        assert queries.people_waiting_for_an_answer(PUBLIC, on=today).count == 0
