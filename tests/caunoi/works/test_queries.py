"""Works are seen through their authors: a hidden author hides the work and is not named on it."""

from __future__ import annotations

import pytest

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import PUBLIC, Viewer
from caunoi.people.purposes import Purpose
from caunoi.works.models import Work
from caunoi.works.queries import works_with_authors
from tests.factories import make_expert, make_work

pytestmark = pytest.mark.django_db

OFFICER = Viewer(user_id=1, roles=frozenset({Role.OFFICER}))


def shown_to_all(name):
    return make_expert(name, purposes=[Purpose.PUBLIC], ask_before_naming=False)


def test_a_work_is_hidden_with_its_author():
    make_work(make_expert("Hidden"))
    seen = make_work(shown_to_all("Shown"))

    assert list(works_with_authors(PUBLIC)) == [seen]
    assert works_with_authors(OFFICER).count() == 2


def test_of_several_authors_only_those_who_may_be_seen_stand_on_it():
    shown, hidden = shown_to_all("Shown"), make_expert("Hidden")
    make_work(shown, hidden)

    (work,) = works_with_authors(PUBLIC)

    assert [one.expert.person for one in work.authorships.all()] == [shown]


def test_a_work_goes_out_of_sight_with_the_yes_it_stood_on():
    expert = shown_to_all("Shown")
    make_work(expert)

    expert.consents.filter(purpose=Purpose.PUBLIC).update(withdrawn_on="2026-01-01")

    assert not works_with_authors(PUBLIC).exists()
    assert Work.objects.visible_to(OFFICER).exists()


def test_many_works_cost_as_many_queries_as_one(django_assert_num_queries):
    for _ in range(5):
        make_work(make_expert(), make_expert())

    with django_assert_num_queries(2):
        for work in works_with_authors(OFFICER):
            assert [str(one.expert.person) for one in work.authorships.all()]
