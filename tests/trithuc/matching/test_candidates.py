"""Candidates as compact numbers."""

from trithuc.matching import (
    Candidate,
    Text,
    Work,
    analyse,
    analyse_candidate,
    analyse_candidates,
    distinct_texts,
    readings_of,
)


def test_the_profile_comes_first_and_empty_texts_not_at_all() -> None:
    candidate = Candidate("a", profile="Wind power.", works=(Work(""), Work("Rotor", "Blades.", 1)))
    assert [one.text for one in readings_of(candidate)] == [
        Text("Wind power."),
        Text("Blades.", "Rotor"),
    ]
    assert [work.id for work in analyse_candidate(candidate).works] == [None, 1]


def test_a_work_listed_twice_is_read_once_as_first_listed() -> None:
    works = (Work("Rotor", id="first", year=2020), Work("Rotor", id="again"))
    (work,) = analyse_candidate(Candidate("a", works=works)).works
    assert (work.id, work.year, work.text) == ("first", 2020, analyse("", title="Rotor"))


def test_a_work_that_several_share_counts_once_in_the_collection() -> None:
    shared = Work("Rotor blades", "Of offshore turbines.")
    authors = [Candidate(name, works=(shared,)) for name in "abc"]
    assert len(distinct_texts(analyse_candidates(authors))) == 1


def test_a_candidate_without_text_is_one_all_the_same() -> None:
    assert analyse_candidate(Candidate("a", sectors=("energy",))).works == ()
