"""Reading needs: which are listed, which wait, and who reads a shortlist."""

import datetime

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.needs import queries
from caunoi.needs.models import Verdict
from caunoi.needs.queries import Narrowing, Selection
from caunoi.needs.services import shortlist
from caunoi.people.purposes import Purpose
from tests.factories import make_expert, make_need, make_organisation

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE
TODAY = datetime.date(2026, 5, 1)


def titles(viewer=OFFICER, **narrowing):
    return {need.title for need in queries.found_needs(viewer, Narrowing(**narrowing))}


def partner(*bodies):
    ids = frozenset(body.pk for body in bodies)
    return Viewer(user_id=5, roles=frozenset({Role.HOME_PARTNER}), organisation_ids=ids)


def keep(need, expert):
    return shortlist(need=need, candidate=expert, score=0.5, reasons=[], by=None)


def withdraw_matching(person):
    person.consents.filter(purpose=Purpose.MATCHING).update(withdrawn_on=timezone.localdate())


class TestTheList:
    @pytest.mark.parametrize("words", ["đóng gói", "dong goi", "CHIP đóng"])
    def test_is_searched_without_regard_to_marks(self, words):
        make_need("Chip", text="Kỹ thuật đóng gói.")
        make_need("Nước")

        assert titles(words=words) == {"Chip"}

    def test_narrows_by_sector_and_body(self):
        body = make_organisation()
        make_need("A", sectors=["energy"], asked_by=body)
        make_need("B")

        assert titles(sector="energy") == titles(asked_by=body.pk) == {"A"}
        assert list(queries.bodies_that_ask(OFFICER)) == [body]

    def test_counts_each_selection(self):
        keep(make_need(), make_expert(purposes=[Purpose.MATCHING]))
        make_need()
        make_need(state="met")

        counts = queries.counts_by_selection(queries.found_needs(OFFICER, Narrowing()), OFFICER)

        assert counts == {
            Selection.OPEN: 2,
            Selection.WITHOUT_EXPERT: 1,
            Selection.TO_REVIEW: 0,
            Selection.EXPIRED: 0,
            Selection.MET: 1,
            Selection.CLOSED: 0,
        }

    def test_shows_partners_their_own_and_nobody_else_any(self):
        own = make_organisation()
        make_need("Own", asked_by=own)
        make_need("Another's", asked_by=make_organisation())

        assert titles(partner(own)) == {"Own"}
        assert titles(PUBLIC) == set()


class TestTheShortlist:
    def test_loses_whoever_no_longer_agrees_to_be_matched_at_once(self):
        need, expert = make_need(), make_expert(purposes=[Purpose.MATCHING])
        match = keep(need, expert)
        assert list(queries.matches_of(need, OFFICER, Verdict.SHORTLISTED)) == [match]

        withdraw_matching(expert)

        assert not queries.matches_of(need, OFFICER, Verdict.SHORTLISTED)
        assert need in queries.needs_without_expert(OFFICER)
        [listed] = queries.listed_needs(
            queries.found_needs(OFFICER, Narrowing()), Selection.OPEN, "", viewer=OFFICER
        )
        assert listed.kept == 0

    def test_an_organisation_on_it_is_no_expert(self):
        need = make_need()
        keep(need, make_organisation())

        assert need in queries.needs_without_expert(OFFICER)

    def test_is_nothing_a_partner_can_read(self):
        body = make_organisation(kinds=["education"])
        need = make_need(asked_by=body)
        may_be_named = [Purpose.MATCHING, Purpose.UNIVERSITIES]
        keep(need, make_expert(purposes=may_be_named, ask_before_naming=False))

        assert not queries.matches_of(need, partner(body), Verdict.SHORTLISTED)


def test_needs_fall_due_with_the_overdue_first():
    late = make_need(due_on=TODAY - datetime.timedelta(days=3))
    soon = make_need(due_on=TODAY)
    make_need(due_on=TODAY + datetime.timedelta(days=1))
    make_need(due_on=TODAY, state="closed")

    assert list(queries.needs_due(OFFICER, by=TODAY)) == [late, soon]
