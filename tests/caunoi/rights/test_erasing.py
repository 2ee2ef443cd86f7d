"""Erased, a person is nowhere: not in tables, history, index, files or logs; others stay whole."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
import tantivy
from django.db import connection

from caunoi.accounts.models import User
from caunoi.imports.models import PlannedAction
from caunoi.people.models import Person
from caunoi.proposals.models import Proposal
from caunoi.rights import erasing
from caunoi.rights.erasing import (
    erase_again,
    erase_person,
    finish_all_erasures,
    finish_erasure,
    wipe_dead_rows,
)
from caunoi.rights.models import Erasure, ErasureState
from caunoi.rights.tombstones import identifiers_of_the_erased
from caunoi.search.building import rebuild_index
from caunoi.search.index import read_index
from caunoi.site.postgres_programs import binary
from caunoi.works.models import Work
from tests.caunoi.rights.conftest import EMAIL, NAME, PERSONAL, Everywhere
from tests.factories import make_expert

pytestmark = pytest.mark.django_db


def dump_of_the_database() -> str:
    place = connection.settings_dict
    return subprocess.run(
        [
            *(str(binary("pg_dump")), "--dbname", place["NAME"], "--host", place["HOST"]),
            *("--port", str(place["PORT"] or 5432), "--username", place["USER"]),
        ],
        env={"PGPASSWORD": place["PASSWORD"] or "", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout


def contents_of_files(folder: Path) -> str:
    """Of all files that are not the index's, packed ones unpacked."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and "index" not in path.parts:
            found.append(path.name)
            found.append(path.read_bytes().decode(errors="replace"))
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    found += [
                        packed.read(name).decode(errors="replace") for name in packed.namelist()
                    ]
    return "\n".join(found)


def contents_of_the_index() -> str:
    """Its stored fields and, of all fields with words in them, its dictionary of terms."""
    searcher = read_index().searcher
    everything = searcher.search(tantivy.Query.all_query(), limit=10_000).hits
    stored = [str(searcher.doc(address).to_dict()) for _score, address in everything]
    files = [
        path.read_bytes().decode(errors="replace")
        for path in read_index().generation.iterdir()
        if path.suffix in {".term", ".store", ".fast"}
    ]
    return "\n".join(stored + files)


def found_in(text: str) -> list[str]:
    return [one for one in PERSONAL if one.casefold() in text.casefold()]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_person_is_left_anywhere(everywhere: Everywhere, data_folder) -> None:
    rebuild_index()
    before = dump_of_the_database() + contents_of_files(data_folder.path)
    assert found_in(before) == list(PERSONAL), "the test must put everything there first"
    person = everywhere.person

    erase_person(person=person, by=everywhere.officer, with_proposals=True)
    wipe_dead_rows()

    assert found_in(dump_of_the_database()) == []
    assert found_in(contents_of_files(data_folder.path)) == []
    assert found_in(contents_of_the_index()) == []
    assert Erasure.objects.get().state == ErasureState.DONE


def test_a_colleague_keeps_everything(everywhere: Everywhere) -> None:
    erase_person(person=everywhere.person, by=None, with_proposals=True)

    colleague = Person.objects.get(pk=everywhere.colleague.pk)
    assert colleague.consents.count() == 1
    assert colleague.participations.count() == 1
    assert [one.proposal.text for one in colleague.authorships.all()] == [
        "A proposal together with […]"
    ]
    assert Work.objects.get().title == "On bridges"
    assert User.objects.filter(pk=everywhere.officer.pk).exists()


def test_proposals_stay_unsigned_unless_the_person_wants_them_gone(everywhere: Everywhere) -> None:
    erase_person(person=everywhere.person, by=None)

    own = Proposal.objects.get(text__startswith="xóaproposal")
    assert not own.authorships.exists()


def test_a_namesake_is_left_alone_in_texts_of_others(everywhere: Everywhere) -> None:
    make_expert(NAME)

    erase_person(person=everywhere.person, by=None)

    assert Proposal.objects.filter(text=f"A proposal together with {NAME}").exists()
    assert not Proposal.objects.filter(text__contains=EMAIL).exists()
    assert Person.objects.filter(display_name=NAME).count() == 1


def test_rows_of_imports_lose_their_words_and_keep_their_numbers(everywhere: Everywhere) -> None:
    erase_person(person=everywhere.person, by=None)

    action = PlannedAction.objects.get()
    assert (action.row, action.outcome) == (2, "create")
    assert (action.label, action.record, action.cells) == ("", None, [])


def test_the_account_goes_too_and_with_it_its_sessions(everywhere: Everywhere) -> None:
    from django.contrib.sessions.models import Session

    assert Session.objects.count() == 1

    erase_person(person=everywhere.person, by=None)

    assert not User.objects.filter(pk=everywhere.person.user_id).exists()
    assert not Session.objects.exists()


def test_the_receipt_counts_and_names_nobody(everywhere: Everywhere) -> None:
    erasure = erase_person(person=everywhere.person, by=everywhere.officer)

    assert erasure.counts["people.PersonName"] == 2
    assert erasure.counts["files"] == 5
    assert found_in(str(erasure.counts)) == []


class TestCutShort:
    @pytest.mark.parametrize("where", ["scrub_files", "_erase_rows", "rebuild_index"])
    def test_it_is_finished_by_the_next(self, everywhere: Everywhere, monkeypatch, where) -> None:
        class Killed(BaseException):
            pass

        def die(*_args, **_named):
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(erasing, where, die)
            with pytest.raises(Killed):
                erase_person(person=everywhere.person, by=None)

        finish_all_erasures()

        assert not Person.objects.filter(pk=everywhere.person.pk).exists()
        assert Erasure.objects.get().state == ErasureState.ROWS_GONE
        assert found_in(contents_of_files(everywhere_folder())) == []

    def test_asking_twice_is_once(self, everywhere: Everywhere) -> None:
        erasure = erase_person(person=everywhere.person, by=None)

        assert finish_erasure(erasure).counts == erasure.counts
        assert Erasure.objects.count() == 1


def everywhere_folder() -> Path:
    from django.conf import settings

    return Path(settings.DATA.path)


class TestAfterARestore:
    def test_whoever_a_backup_brings_back_is_erased_again(self, everywhere: Everywhere) -> None:
        identifier = everywhere.person.identifier
        erase_person(person=everywhere.person, by=None)
        Person.objects.create(display_name=NAME, identifier=identifier)

        assert erase_again(identifiers_of_the_erased()) == 1

        assert not Person.objects.filter(identifier=identifier).exists()

    def test_somebody_new_is_left_alone(self, everywhere: Everywhere) -> None:
        number = everywhere.person.pk
        erase_person(person=everywhere.person, by=None)
        Person.objects.create(pk=number, display_name="Somebody new")

        assert erase_again(identifiers_of_the_erased()) == 0
        assert Person.objects.filter(pk=number).exists()
