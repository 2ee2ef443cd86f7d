"""The registry: what a kind of record must bring along, and what each audience reads of it."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.accounts.viewers import PUBLIC, Viewer
from caunoi.people.models import Expert
from caunoi.people.purposes import Purpose
from caunoi.programmes.models import Deliverable
from caunoi.search.documents import Audience, audience_of
from caunoi.search.kinds import experts, kind_of, kinds, register_kind
from caunoi.search.kinds.works import work_documents
from tests.factories import (
    make_affiliation,
    make_event,
    make_expert,
    make_need,
    make_organisation,
    make_project,
    make_proposal,
    make_register,
    make_work,
)

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


@pytest.fixture
def one_of_each():
    """The university that may see what home may; everything there is says something."""
    university = make_organisation("A university of examples", kinds=["education"])
    purposes = [Purpose.MATCHING, Purpose.UNIVERSITIES]
    author = make_expert("Shown", purposes=purposes, ask_before_naming=False)
    author.expert.expertise, author.expert.link_with_vietnam = "Examples", "secret"
    author.expert.save()
    make_affiliation(author, university, "Lecturer")
    make_work(author, abstract="An abstract")
    make_event(description="A description", hosts=[university])
    make_proposal(author, "A proposal")
    make_need(text="A need")
    project = make_project(objective="An objective", partners=[university])
    Deliverable.objects.create(project=project, title="A report")
    return university


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
@pytest.mark.parametrize("is_officer", [True, False])
def test_a_hit_quotes_what_the_document_of_its_audience_says(one_of_each, kind, is_officer):
    home = Viewer(
        user_id=1,
        roles=frozenset({Role.HOME_PARTNER}),
        organisation_ids=frozenset({one_of_each.pk}),
    )
    viewer = OFFICER if is_officer else home
    ids = [*kind.records().values_list("pk", flat=True)]
    said = {
        one.record: [text.value for text in one.texts]
        for one in kind.documents_of(ids)
        if one.audience == audience_of(viewer)
    }
    rows = kind.rows_of(ids, viewer)
    assert rows.keys() == said.keys()
    for record, row in rows.items():
        assert list(row.texts) == said[record]


def test_only_officers_read_that_a_profile_is_stale():
    person = make_expert("Lê Đã Lâu", purposes=[Purpose.MATCHING, Purpose.PUBLIC])
    Expert.objects.filter(person=person).update(
        confirmed_on=timezone.localdate() - datetime.timedelta(days=366), ask_before_naming=False
    )

    lines = {
        viewer: " ".join(experts.expert_rows([person.pk], viewer)[person.pk].lines)
        for viewer in (OFFICER, PUBLIC)
    }
    assert "over a year ago" in lines[OFFICER]
    assert "over a year ago" not in lines[PUBLIC]
