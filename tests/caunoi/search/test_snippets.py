"""The stretch that is shown, its marks, and that nothing of a text becomes markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.search.snippets import LONGEST_SNIPPET, Marker
from caunoi.search.typed import read_typed


def marked(query: str, text: str) -> str:
    return str(Marker.of(read_typed(query)).marked(text))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("duc", "Nguyễn Đức An", "Nguyễn <mark>Đức</mark> An"),
        ("Đức", "Nguyen Duc An", "Nguyen <mark>Duc</mark> An"),
        ("hydro", "Green hydrogen", "Green <mark>hydrogen</mark>"),
        ("hydro ", "Green hydrogen", "Green hydrogen"),
        ("battery", "New batteries", "New <mark>batteries</mark>"),
        ("hydrogène", "Les hydrogènes", "Les <mark>hydrogènes</mark>"),
        ("量子", "研究量子计算", "研究<mark>量子</mark>计算"),
        ("计算", "量子计算机", "量子<mark>计算</mark>机"),
        ("ai 诊断", "用AI技术诊断", "用<mark>AI</mark>技术<mark>诊断</mark>"),
        ("ai", "用AI技术诊断", "用<mark>AI</mark>技术诊断"),
        ("gas", "<b>gas</b> & oil", "&lt;b&gt;<mark>gas</mark>&lt;/b&gt; &amp; oil"),
        ("nothing", "<script>", "&lt;script&gt;"),
        ("", "text", "text"),
    ],
)
def test_what_was_searched_for_is_marked_and_the_rest_escaped(query, text, expected):
    assert marked(query, text) == expected


@given(st.text(max_size=30), st.text(max_size=400))
def test_without_its_marks_a_snippet_is_a_stretch_of_the_text(query, text):
    snippet = str(Marker.of(read_typed(query)).snippet([text]))
    bare = unescape(re.sub("</?mark>", "", snippet)).removeprefix("… ").removesuffix(" …")
    assert bare in text or bare == snippet == ""
    assert "<" not in re.sub("</?mark>", "", snippet)


def test_the_stretch_with_most_of_the_words_is_shown():
    far = "word " * 200
    text = f"Hydrogen once. {far} Hydrogen storage in caverns. {far}"
    snippet = str(Marker.of(read_typed("hydrogen storage caverns")).snippet(["other", text]))
    assert "<mark>Hydrogen</mark> <mark>storage</mark> in <mark>caverns</mark>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(re.sub("</?mark>", "", snippet)) <= LONGEST_SNIPPET + 4


def test_the_first_text_with_all_the_words_is_enough():
    def texts():
        yield "about hydrogen"
        yield "storage of hydrogen"
        raise AssertionError("read on")

    snippet = str(Marker.of(read_typed("hydrogen storage")).snippet(texts()))

    assert snippet == "<mark>storage</mark> of <mark>hydrogen</mark>"


def test_a_record_that_says_nothing_has_no_snippet():
    assert str(Marker.of(read_typed("word")).snippet([])) == ""
