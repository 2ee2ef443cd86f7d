"""Lists under tabs: pages of a known length, and addresses that keep the filters."""

from enum import StrEnum

import pytest
from django.http import QueryDict

from caunoi.listing import page_of, tabs_of
from caunoi.sectors.models import Sector


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


LABELS = {State.OPEN: "Open", State.CLOSED: "Closed"}
COUNTS = {State.OPEN: 3, State.CLOSED: 0}


def tabs(address: str, **more):
    return tabs_of(QueryDict(address), "state", LABELS, current=State.OPEN, counts=COUNTS, **more)


def test_a_tab_keeps_the_filters_and_begins_at_the_first_page():
    closed = tabs("q=ch%E1%BB%9D&state=open&page=4")[1]

    assert closed.url == "?q=ch%E1%BB%9D&state=closed"


def test_a_tab_says_its_count_and_which_is_shown():
    assert [(tab.label, tab.is_current, tab.count) for tab in tabs("")] == [
        ("Open", True, 3),
        ("Closed", False, 0),
    ]


def test_what_means_nothing_elsewhere_is_forgotten():
    assert tabs("sort=name&q=a", forgets=("sort",))[0].url == "?q=a&state=open"


@pytest.mark.django_db
def test_a_page_is_not_counted_once_more(django_assert_num_queries):
    with django_assert_num_queries(1):
        page = page_of(Sector.objects.all(), 26, "2", per_page=10)
        assert len(page.object_list) == 10
    assert page.paginator.num_pages == 3
