"""Writing works down: whose word they are, and when one is gone."""

from __future__ import annotations

import datetime

import pytest

from caunoi.works.models import Authorship, Work
from caunoi.works.services import add_work, change_work, language_of, remove_authorship
from tests.factories import make_expert, make_officer, make_work

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


def test_a_new_work_is_the_officers_word_of_that_day():
    officer, expert = make_officer(), make_expert()

    work = add_work(work=Work(title="On examples"), author=expert.expert, by=officer, on=TODAY)

    assert (work.source.officer, work.source.stated_on) == (officer, TODAY)
    assert Authorship.objects.get().expert == expert.expert


def test_works_without_a_doi_are_never_taken_for_one_another():
    expert = make_expert()

    for _ in range(2):
        add_work(work=Work(title="Same title"), author=expert.expert, by=None, on=TODAY)

    assert Work.objects.count() == 2


def test_the_same_work_written_down_twice_stands_once():
    expert = make_expert()

    for title in ("First", "Second"):
        work = Work(title=title, doi="10.1000/abc")
        add_work(work=work, author=expert.expert, by=None, on=TODAY)

    assert Work.objects.get().title == "First"
    assert Authorship.objects.count() == 1


def test_a_changed_work_has_a_new_source_and_keeps_its_authors():
    officer, expert = make_officer(), make_expert()
    work = make_work(expert, title="Before")
    first = work.source

    work.title = "After"
    change_work(work=work, by=officer, on=TODAY)

    assert work.source != first
    assert work.authorships.get().expert == expert.expert


def test_a_work_without_authors_is_deleted():
    work = make_work(make_expert(), make_expert())
    ours, theirs = work.authorships.all()

    remove_authorship(authorship=ours)
    assert Work.objects.exists()
    remove_authorship(authorship=theirs)

    assert not Work.objects.exists()


@pytest.mark.parametrize(
    ("title", "abstract", "language"),
    [
        ("Đo ion clo trong bê tông cầu cảng", "", "vi"),
        ("Beauveria", "J'évalue sur plusieurs saisons la lutte biologique.", "fr"),
        ("Waar zit RSA in een bank?", "", "nl"),
        ("城市光纤中的量子密钥分发", "", "zh"),
        ("6G", "", ""),
    ],
)
def test_the_language_is_told_from_the_title_and_the_abstract(title, abstract, language):
    assert language_of(Work(title=title, abstract=abstract)) == language
