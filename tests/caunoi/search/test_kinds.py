"""The registry: what a kind of record must bring along, and what each audience reads of it."""

from __future__ import annotations

import pytest

from caunoi.search.documents import Audience
from caunoi.search.kinds import experts, kind_of, kinds, register_kind
from caunoi.search.kinds.works import work_documents
from tests.factories import make_expert, make_register

pytestmark = pytest.mark.django_db


def test_the_kinds_below_search_are_registered_in_the_order_of_the_page():
    codes = [kind.code for kind in kinds()]
    assert codes[:6] == ["expert", "work", "organisation", "project", "proposal", "event"]
    assert kind_of("expert") is experts.KIND
    assert kind_of("nothing") is None


def test_a_code_is_registered_once():
    with pytest.raises(ValueError, match="expert"):
        register_kind(experts.KIND)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_a_kind_without_records_has_no_documents(kind):
    assert list(kind.documents_of([1, 2])) == []
    assert list(kind.candidates_of([1]) if kind.candidates_of else []) == []


def test_works_of_nobody_have_no_audience():
    assert list(work_documents([1])) == []
    make_register()
    assert {one.audience for one in experts.expert_documents([make_expert().pk])} <= {
        Audience.OFFICER
    }
