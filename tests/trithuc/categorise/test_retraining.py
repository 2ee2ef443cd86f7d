"""Learning from a mission's decisions: what is new is learned, what was known stays."""

from __future__ import annotations

import io

import numpy as np
import pytest

from trithuc.categorise import Categoriser, Document, Reviewed

SMALL_MOVE = 0.02
KNOWN = [
    Document("Solar power, wind power and the electricity grid", language="en"),
    Document("Thiết kế vi mạch và đóng gói chip bán dẫn", language="vi"),
    Document("Essai clinique d'un vaccin contre la dengue", language="fr"),
    Document("Klimaanpassung und Hochwasserschutz an der Küste", language="de"),
    Document("小麦病虫害防治与农业机械", language="zh"),
]
OWN = [
    Reviewed(Document(f"Zanglofet {word} brimqua", language="en"), ["transport"])
    for word in ("morning", "evening", "corner", "paper", "window", "bottle")
]


def assigned(categoriser: Categoriser, document: Document) -> set[str]:
    return {one.code for one in categoriser.categorise(document).sectors if one.assigned}


def score(categoriser: Categoriser, document: Document, code: str) -> float:
    listed = {one.code: one.score for one in categoriser.categorise(document).sectors}
    return listed.get(code, 0.0)


def test_a_word_nobody_knew_is_learned_and_becomes_the_evidence() -> None:
    asked = Document("The Zanglofet brimqua of tomorrow", language="en")
    before = Categoriser.standard()
    assert "transport" not in assigned(before, asked)
    answer = before.retrained(OWN).categorise(asked)
    (transport,) = [one for one in answer.sectors if one.code == "transport"]
    assert transport.assigned
    assert {one.text for one in transport.evidence} & {"Zanglofet", "brimqua"}
    assert {one.concept for one in transport.evidence} == {""}


@pytest.mark.parametrize("document", KNOWN, ids=lambda document: document.language)
def test_what_was_known_stays(document: Document) -> None:
    """A score on the edge of its threshold may cross it; none moves far."""
    before = Categoriser.standard()
    after = before.retrained(OWN)
    for one in before.categorise(document).sectors:
        assert score(after, document, one.code) == pytest.approx(one.score, abs=SMALL_MOVE)
    leading = before.categorise(document).sectors[0].code
    assert leading in assigned(after, document)


def test_a_decision_against_a_sector_lowers_it() -> None:
    asked = KNOWN[0]
    before = Categoriser.standard()
    after = before.retrained([Reviewed(asked, [])])
    assert score(after, asked, "energy") < score(before, asked, "energy")


def test_nothing_reviewed_changes_nothing() -> None:
    before = Categoriser.standard()
    assert before.retrained([]).model is before.model


def test_a_code_that_is_no_sector_is_refused() -> None:
    with pytest.raises(ValueError, match="no sector: astrology"):
        Categoriser.standard().retrained([Reviewed(KNOWN[0], ["energy", "astrology"])])


def test_what_was_learned_is_kept_in_a_file() -> None:
    learned = Categoriser.standard().retrained(OWN)
    file = io.BytesIO()
    learned.save(file)
    read = Categoriser.load(io.BytesIO(file.getvalue()))
    for document in [*KNOWN, OWN[0].document]:
        assert assigned(read, document) == assigned(learned, document)
    again = io.BytesIO()
    learned.save(again)
    assert again.getvalue() == file.getvalue()


@pytest.mark.parametrize("content", [b"", b"not an archive"])
def test_a_file_that_holds_no_model_is_refused(content: bytes) -> None:
    with pytest.raises((OSError, ValueError, EOFError)):
        Categoriser.load(io.BytesIO(content))


def test_arrays_that_are_no_model_are_refused() -> None:
    file = io.BytesIO()
    np.savez(file, keys=np.zeros(3))
    file.seek(0)
    with pytest.raises(ValueError, match="missing"):
        Categoriser.load(file)
