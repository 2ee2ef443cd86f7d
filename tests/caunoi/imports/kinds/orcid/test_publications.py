"""What becomes of a work: known by DOI, or by author and title; filled in, never overruled."""

from __future__ import annotations

import pytest

from caunoi.sources.models import Source, SourceKind
from caunoi.works.models import Work
from caunoi.works.services import remove_authorship
from tests.caunoi.imports.kinds.orcid.answers import (
    BINH,
    MAI,
    RIVERS,
    orcid,
    record,
    works_of,
)
from tests.caunoi.imports.sheets import (
    applied,
    changes,
    elsewhere,
    planned,
    reasons,
)
from tests.factories import (
    make_work,
)

pytestmark = pytest.mark.django_db


def test_a_work_comes_with_all_that_is_stated_of_it(mai):
    stated = RIVERS | {"subtitle": "a fable", "journal": "Journal of Examples"}
    applied(**orcid(record(MAI, stated, {"title": "Undated", "url": "https://example.org/u"})))

    undated, work = Work.objects.order_by("title")[::-1]
    assert work.title == "Sediment in invented rivers: a fable"
    assert work.venue == "Journal of Examples"
    assert (work.source.kind, work.source.title) == (SourceKind.SERVICE, "ORCID")
    assert work.source.url == "https://doi.org/10.5555/rivers"
    assert (undated.year, undated.doi) == (None, None)
    assert undated.source.url == "https://example.org/u"


def test_no_source_of_a_work_names_its_author(mai):
    applied(**orcid(record(MAI, RIVERS, {"title": "Undated"})))

    assert not Source.objects.filter(url__contains=MAI).exists()


@pytest.mark.parametrize(
    ("here", "stated", "outcome"),
    [
        ({"doi": "10.5555/rivers", "title": "Other"}, RIVERS, "update"),
        ({"title": "SEDIMENT in invented rivers.", "year": 2019}, RIVERS, "update"),
        ({"title": "Sediment in invented rivers", "year": 2018}, RIVERS, "update"),
        ({"title": "Sediment in invented rivers", "year": 1990}, RIVERS, "create"),
        ({"title": RIVERS["title"], "doi": "10.5555/preprint"}, RIVERS, "create"),
        ({"title": RIVERS["title"], "year": 2019}, {"title": RIVERS["title"]}, "unchanged"),
    ],
)
def test_a_work_is_known_by_its_doi_or_by_author_and_title(mai, here, stated, outcome):
    make_work(mai, **here)

    (action,) = works_of(planned(**orcid(record(MAI, stated))))

    assert action.outcome == outcome


def test_only_what_a_work_lacks_is_filled_in(mai):
    work = make_work(mai, title="Typed by hand", doi="10.5555/rivers", venue="Own words")
    run = applied(**orcid(record(MAI, RIVERS | {"journal": "Journal of Examples"})))

    work.refresh_from_db()
    assert (work.title, work.venue, work.year) == ("Typed by hand", "Own words", 2019)
    assert changes(works_of(run)[0]) == {"year": 2019}


def test_a_title_of_somebody_else_is_another_work(mai, binh):
    make_work(binh, title=RIVERS["title"], year=2019)

    (action,) = works_of(planned(**orcid(record(MAI, RIVERS))))

    assert action.outcome == "create"


def test_a_work_that_is_here_gets_one_author_more(mai, binh):
    work = make_work(binh, title=RIVERS["title"], doi=RIVERS["doi"], year=2019)
    applied(**orcid(record(MAI, RIVERS)))

    assert {one.expert_id for one in work.authorships.all()} == {mai.pk, binh.pk}


def test_co_authors_in_one_file_share_the_work(mai, binh):
    run = applied(**orcid(record(MAI, RIVERS), record(BINH, RIVERS)))

    work = Work.objects.get()
    assert {one.expert_id for one in work.authorships.all()} == {mai.pk, binh.pk}
    assert [one.target for one in works_of(run)] == [work.pk, work.pk]


def test_a_work_told_twice_in_one_record_is_read_once(mai):
    twice = [RIVERS, {"title": "Sediment in Invented Rivers", "year": "2019"}]
    run = applied(**orcid(record(MAI, *twice)))

    assert [one.outcome for one in works_of(run)] == ["create", "unchanged"]
    assert Work.objects.count() == 1


def test_a_preprint_and_its_article_are_two(mai):
    applied(**orcid(record(MAI, RIVERS, RIVERS | {"doi": "10.5555/preprint"})))

    assert Work.objects.count() == 2


def test_a_work_that_was_taken_off_the_profile_does_not_come_back(mai, binh):
    stated = orcid(record(MAI, RIVERS, {"title": "Undated"}), record(BINH, RIVERS))
    applied(**stated)
    with elsewhere():
        for authorship in mai.expert.work_authorships.all():
            remove_authorship(authorship=authorship)

    run = applied(**stated)

    assert not mai.expert.work_authorships.exists()
    assert binh.expert.work_authorships.count() == 1
    assert [reasons(one) for one in works_of(run)] == [["work-taken-off"]] * 2 + [[]]


@pytest.mark.parametrize(
    ("broken", "field"),
    [({"title": "x" * 501}, "title"), ({"journal": "x" * 301}, "venue")],
)
def test_a_work_too_long_for_the_register_is_rejected_and_the_rest_goes_on(mai, broken, field):
    run = applied(**orcid(record(MAI, RIVERS | broken, {"title": "Undated"})))

    first, second = works_of(run)
    assert (first.outcome, second.outcome) == ("rejected", "create")
    assert (first.problems[0]["field"], first.place) == (field, "#1, row 1")


def test_a_year_nobody_published_in_is_left_out(mai):
    applied(**orcid(record(MAI, {"title": "Ancient", "year": "0031"})))

    assert Work.objects.get().year is None
