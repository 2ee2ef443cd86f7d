"""What came in since the last visit."""

import datetime

import pytest
from django.utils import timezone

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC
from caunoi.desk import news
from tests.factories import make_expert, make_need, make_organisation, make_proposal

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE


class TestNewSince:
    def test_what_entered_since_is_counted_and_what_was_there_is_not(self):
        make_proposal(make_expert())
        make_need()
        make_organisation()
        hour = datetime.timedelta(hours=1)

        new = news.new_since(OFFICER, since=timezone.now() - hour)
        old = news.new_since(OFFICER, since=timezone.now() + hour)

        assert {one.noun: one.count for one in new} == {
            "people": 1,
            "proposals": 1,
            "needs": 1,
            "organisations": 2,
        }
        assert [one.count for one in old] == [0, 0, 0, 0]

    def test_a_record_that_was_only_changed_is_not_new(self):
        from caunoi.organisations.history import history_of
        from caunoi.organisations.models import Organisation

        body = make_organisation()
        history_of(Organisation).filter(pgh_obj_id=body.pk).delete()
        body.city = "Gent"
        body.save()

        since = timezone.now() - datetime.timedelta(hours=1)
        assert not news.new_records("organisations", OFFICER, since=since)

    def test_whoever_may_see_nothing_counts_nothing(self):
        make_expert()

        since = timezone.now() - datetime.timedelta(hours=1)
        assert [one.count for one in news.new_since(PUBLIC, since=since)] == [0, 0, 0, 0]
