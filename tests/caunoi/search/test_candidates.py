"""Candidates for a need: those who may be found, scored as the command scores them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.accounts.viewers import Viewer
from caunoi.people.purposes import Purpose
from caunoi.people.services import withdraw_consent
from caunoi.search import candidates
from caunoi.search.building import count_collection_if_due, rebuild_index, refresh_index
from caunoi.search.candidates import matches_for
from caunoi.search.facets import Filters
from caunoi.search.index import index_home
from caunoi.search.kinds import kinds_of_candidates
from tests.factories import (
    make_expert,
    make_organisation,
    make_participant,
    make_proposal,
    make_work,
)
from trithuc.matching import Need

pytestmark = pytest.mark.django_db
SALT = Need(id=1, text="Lưu trữ hydro dưới lòng đất trong hang muối. Hydrogen storage in salt.")


def expert(name: str, expertise: str, *works: tuple[str, str, int | None], **fields):
    person = make_expert(name, purposes=[Purpose.MATCHING], **fields)
    person.expert.expertise = expertise
    person.expert.ways_to_contribute = ["share_technology"]
    person.expert.languages = ["vi"]
    person.expert.save()
    for title, abstract, year in works:
        make_work(person, title=title, abstract=abstract, year=year)
    return person


@pytest.fixture
def salt():
    """The one who stores hydrogen in salt."""
    return expert(
        "Nguyễn Hang Muối",
        "Hydrogen and its storage underground",
        ("Salt caverns for hydrogen", "Hydrogen is stored in salt caverns for a winter.", 2021),
        ("Speicherung von Wasserstoff", "Wasserstoff wird in Kavernen gespeichert.", 2015),
        ("Rice in brackish water", "Rice varieties that bear salt.", None),
        sectors=["energy"],
        country_code="BE",
    )


@pytest.fixture
def others(salt):
    rice = expert("Trần Lúa Gạo", "Rice", ("Rice genomes", "Sequencing of rice.", 2019))
    law = expert("Lê Luật", "", ("Droit de l'eau", "Le droit des eaux en Europe.", 2010))
    make_proposal(law, "Xây dựng kho chứa hydro trong hang muối ở miền Trung.")
    make_organisation("Institute of Hydrogen Examples", country_code="NL")
    return rice, law


def found(need: Need = SALT, **asked) -> dict[tuple[str, int], float]:
    return {(one.kind, one.record): one.score for one in matches_for(need, viewer=OFFICER, **asked)}


def test_who_does_it_comes_first_with_the_reasons(salt, others):
    rebuild_index()
    first = matches_for(SALT, viewer=OFFICER, kinds=["expert"])[0]
    assert (first.kind, first.record) == ("expert", salt.pk)
    said = {one.feature: one for one in first.evidence}
    assert "hydrogen" in said["words"].text.lower()
    own_works = set(salt.expert.work_authorships.values_list("work", flat=True))
    # None stands for the profile itself.
    assert said["words"].work in {None, *own_works}
    assert 0 < first.score < 1


def test_each_kind_that_can_answer_is_asked(salt, others):
    rebuild_index()
    assert {kind for kind, _ in found()} == {"expert", "proposal", "organisation"}
    assert {kind for kind, _ in found(kinds=["proposal"])} == {"proposal"}
    assert found(kinds=["event", "nothing"]) == {}
    assert len(found(kinds=["expert"], top=1)) == 1


def test_filters_narrow_by_the_database(salt, others):
    rebuild_index()
    assert set(found(filters=Filters(country="BE"))) == {("expert", salt.pk)}
    assert found(filters=Filters(country="FR")) == {}


def test_a_withdrawn_yes_counts_at_once_whatever_the_index_still_holds(salt, others):
    rebuild_index()
    assert ("expert", salt.pk) in found()
    consent = salt.consents.get(purpose=Purpose.MATCHING)
    withdraw_consent(consent=consent, on=timezone.localdate())
    assert ("expert", salt.pk) not in found()


def test_nobody_is_found_who_may_not_be(salt, others):
    participant = make_participant("Khách Mời")
    make_expert("Không Ghép")
    make_proposal(participant, "Hydrogen storage in salt caverns, by a guest.")
    rebuild_index()
    home = Viewer(user_id=1, roles=frozenset({Role.HOME_PARTNER}), organisation_ids=frozenset())
    kinds = {one.kind for one in matches_for(SALT, viewer=home)}
    assert kinds <= {"organisation"}
    people = {record for kind, record in found() if kind == "expert"}
    assert participant.pk not in people


def test_a_change_is_scored_after_a_refresh(salt, others):
    rice, _ = others
    rebuild_index()
    before = found()[("expert", salt.pk)]
    make_work(rice, title="Hydrogen storage in salt caverns", abstract="Salt and hydrogen.")
    refresh_index()
    after = found()
    assert after[("expert", rice.pk)] > 0.1
    assert after[("expert", salt.pk)] == before


def test_within_a_minute_a_small_collection_is_counted_anew(salt, others):
    rebuild_index()
    before = found()[("expert", salt.pk)]
    make_work(others[0], title="Hydrogen storage in salt caverns", abstract="Salt and hydrogen.")
    refresh_index()
    assert count_collection_if_due()
    assert not count_collection_if_due()
    refreshed = found()
    assert refreshed[("expert", salt.pk)] < before
    rebuild_index()
    assert found() == pytest.approx(refreshed)


@pytest.mark.parametrize("text", ["", "???", "的", "zzzz"])
def test_a_need_without_a_known_word_has_no_answer(salt, text):
    rebuild_index()
    assert matches_for(Need(id=1, text=text), viewer=OFFICER) == []


def test_without_an_index_there_is_no_answer_and_it_is_asked_for(salt, monkeypatch):
    asked = []
    monkeypatch.setattr(candidates, "ask_for_index", lambda: asked.append(True))
    assert matches_for(SALT, viewer=OFFICER) == []
    rebuild_index()
    for part in index_home().glob("*/statistics.npz"):
        part.write_bytes(b"broken")
    candidates.read_collection.__globals__["_read"].clear()
    assert matches_for(SALT, viewer=OFFICER) == []
    assert asked == [True, True]


def test_page_and_command_give_the_same_scores(salt, others, tmp_path):
    rebuild_index()
    needs = [
        SALT,
        Need(id=2, text="Giống lúa chịu mặn cho đồng bằng"),
        Need(id=3, text="Le droit de l'eau et des ressources hydriques", sectors=("energy",)),
    ]
    lines = [
        json.dumps(as_line(one), ensure_ascii=False)
        for kind in kinds_of_candidates()
        for one in kind.candidates_of(list(kind.records().values_list("pk", flat=True)))
    ]
    (tmp_path / "candidates.jsonl").write_text("\n".join(lines))
    (tmp_path / "needs.jsonl").write_text(
        "\n".join(
            json.dumps({"id": one.id, "text": one.text, "sectors": one.sectors}) for one in needs
        )
    )
    said = subprocess.run(
        [
            *(sys.executable, "-m", "trithuc.cli", "match", "--top", "100"),
            *("--candidates", str(tmp_path / "candidates.jsonl")),
            *("--needs", str(tmp_path / "needs.jsonl")),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for need, line in zip(needs, said.splitlines(), strict=True):
        by_command = {one["candidate"]: one["score"] for one in json.loads(line)["matches"]}
        by_page = {f"{kind}:{record}": score for (kind, record), score in found(need).items()}
        assert by_page == pytest.approx(by_command, abs=1e-4)
        assert by_page


def as_line(candidate) -> dict:
    """The shape in which the command reads a candidate."""
    return {
        "id": f"{candidate.kind}:{candidate.id}",
        "profile": candidate.profile,
        "works": [
            {
                "id": str(work.id),
                "title": work.title,
                "abstract": work.abstract,
                **({"year": work.year} if work.year else {}),
            }
            for work in candidate.works
        ],
        "sectors": list(candidate.sectors),
        "languages": list(candidate.languages),
    }
