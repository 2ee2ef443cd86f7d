"""Erased, a person is nowhere: not in tables, history, index, files or logs; others stay whole."""

from __future__ import annotations

import datetime
import subprocess
import zipfile
from pathlib import Path

import pytest
import tantivy
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from caunoi.accounts.models import Invitation, Role, RoleGrant, User
from caunoi.desk.models import Note
from caunoi.imports.models import ImportRun, PlannedAction
from caunoi.people.models import Person
from caunoi.proposals.models import OriginalMail, Proposal, ProposalFile, ProposalGist
from caunoi.proposals.similar import keep_gist
from caunoi.rights import erasing
from caunoi.rights.erasing import (
    erase_again,
    erase_person,
    finish_all_erasures,
    finish_erasure,
    wipe_dead_rows,
)
from caunoi.rights.models import Erasure, ErasureState
from caunoi.rights.tasks import make_index_anew_soon
from caunoi.rights.tombstones import identifiers_of_the_erased
from caunoi.search.building import rebuild_index
from caunoi.search.index import read_index
from caunoi.self_service.models import NewAddress, Registration, Submission
from caunoi.site.postgres_programs import binary
from caunoi.sources.models import Attachment
from caunoi.works.models import Work
from tests.caunoi.rights.conftest import ACCOUNT, EMAIL, NAME, ORCID, PERSONAL, Everywhere
from tests.factories import make_attachment, make_expert, make_user

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
    assert {one.proposal.text for one in colleague.authorships.all()} == {
        "A proposal together with […]",
        "A proposal of a colleague",
    }
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
        assert Erasure.objects.get().state == ErasureState.INDEX_NEW
        assert found_in(contents_of_files(everywhere_folder())) == []
        assert found_in(contents_of_the_index()) == []

    def test_two_presses_at_once_count_once(self, everywhere: Everywhere) -> None:
        erasure = erase_person(person=everywhere.person, by=None)
        person = Person(pk=everywhere.person.pk, identifier=everywhere.person.identifier)

        erasing._erase_rows(erasure, person, files=0)

        assert Erasure.objects.get().counts == erasure.counts

    def test_asking_twice_is_once(self, everywhere: Everywhere) -> None:
        erasure = erase_person(person=everywhere.person, by=None)

        assert finish_erasure(erasure).counts == erasure.counts
        assert Erasure.objects.count() == 1


class TestInTheBrowser:
    """Nobody waits there for the whole index; the worker makes it, or else the night."""

    def begin(self, person: Person) -> Erasure:
        rebuild_index()
        return erase_person(person=person, by=None, index_later=True)

    def test_rows_and_files_are_gone_at_once_and_the_index_is_left_to_a_job(
        self, everywhere: Everywhere, data_folder
    ) -> None:
        erasure = self.begin(everywhere.person)

        assert erasure.state == ErasureState.ROWS_GONE
        assert not Person.objects.filter(pk=everywhere.person.pk).exists()
        assert found_in(contents_of_files(data_folder.path)) == []
        assert jobs_waiting("rights.make_index_anew") == 1

    def test_the_job_makes_the_index_anew(self, everywhere: Everywhere) -> None:
        erasure = self.begin(everywhere.person)
        make_index_anew_soon()

        erasure.refresh_from_db()
        assert erasure.state == ErasureState.INDEX_NEW
        assert found_in(contents_of_the_index()) == []

    def test_two_erasures_wait_for_one_job(self, everywhere: Everywhere) -> None:
        self.begin(everywhere.person)
        self.begin(everywhere.colleague)

        assert jobs_waiting("rights.make_index_anew") == 1
        make_index_anew_soon()
        assert not Erasure.objects.exclude(state=ErasureState.INDEX_NEW).exists()

    def test_where_the_job_was_lost_the_night_does_it(self, everywhere: Everywhere) -> None:
        self.begin(everywhere.person)

        assert finish_all_erasures() == 1
        assert found_in(contents_of_the_index()) == []


def jobs_waiting(task: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [task])
        return cursor.fetchone()[0]


class TestWhatCameWithAProposal:
    """Papers and letters hold more than the proposal says: signatures, telephone numbers."""

    @pytest.fixture
    def papers(self, everywhere: Everywhere) -> dict[str, ProposalFile]:
        found = {}
        for proposal in Proposal.objects.filter(authorships__person=everywhere.person):
            kind = "own" if proposal.authorships.count() == 1 else "shared"
            paper = make_attachment(f"{kind}.pdf", b"%PDF with words nobody can read")
            found[kind] = ProposalFile.objects.create(proposal=proposal, attachment=paper)
            OriginalMail.objects.create(proposal=proposal, text="Regards, Mẫu, +84 0000")
        return found

    def has_bytes(self, paper: ProposalFile) -> bool:
        return Path(paper.attachment.file.path).exists()

    def test_the_bytes_of_own_papers_go_though_the_proposal_stays(
        self, everywhere: Everywhere, papers: dict[str, ProposalFile]
    ) -> None:
        erase_person(person=everywhere.person, by=None)

        assert Proposal.objects.filter(files=papers["own"]).exists()
        assert not self.has_bytes(papers["own"])
        assert self.has_bytes(papers["shared"])

    def test_the_letter_a_proposal_came_in_goes(
        self, everywhere: Everywhere, papers: dict[str, ProposalFile]
    ) -> None:
        erase_person(person=everywhere.person, by=None)

        assert not OriginalMail.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_with_the_proposal_its_papers_go_altogether(
        self, everywhere: Everywhere, papers: dict[str, ProposalFile]
    ) -> None:
        erase_person(person=everywhere.person, by=None, with_proposals=True)

        assert ProposalFile.objects.get() == papers["shared"]
        assert not Attachment.objects.filter(pk=papers["own"].attachment_id).exists()


def test_numbers_made_of_words_that_named_the_person_go_with_these_words(
    everywhere: Everywhere,
) -> None:
    other = Proposal.objects.create(
        text="Bridges", received_on="2026-03-14", source=Proposal.objects.first().source
    )
    for proposal in Proposal.objects.all():
        keep_gist(proposal)

    erase_person(person=everywhere.person, by=None)

    kept = {gist.proposal_id for gist in ProposalGist.objects.all()}
    assert other.pk in kept
    assert Proposal.objects.get(text__contains="together with […]").pk not in kept


class TestWhatWasAskedForAtTheAddress:
    def register(self, email: str, name: str = "Somebody", **fields) -> Registration:
        issued, _token = Registration.issue(
            purpose="registration",
            lifetime=datetime.timedelta(days=7),
            now=timezone.now(),
            email=email,
            display_name=name,
            **fields,
        )
        return issued

    def invite(self, email: str) -> None:
        Invitation.issue(
            purpose="invitation",
            lifetime=datetime.timedelta(days=7),
            now=timezone.now(),
            email=email,
            roles=[Role.EXPERT],
        )

    def test_registrations_and_invitations_go_too(self, everywhere: Everywhere) -> None:
        self.register(EMAIL.upper())
        self.register(ACCOUNT)
        self.invite(EMAIL)
        self.invite(ACCOUNT)
        self.register("zz@example.org")
        self.invite("zz@example.org")

        erasure = erase_person(person=everywhere.person, by=None)

        assert [one.email for one in Registration.objects.all()] == ["zz@example.org"]
        assert [one.email for one in Invitation.objects.all()] == ["zz@example.org"]
        assert (erasure.counts["registrations"], erasure.counts["invitations"]) == (2, 2)

    def test_so_do_proposals_whose_address_is_not_proven_yet(self, everywhere: Everywhere) -> None:
        for email in (EMAIL, "zz@example.org"):
            Submission.issue(
                purpose="submission",
                lifetime=datetime.timedelta(days=7),
                now=timezone.now(),
                email=email,
                display_name="Somebody",
                text="A proposal",
                signature="unsigned",
            )

        erasure = erase_person(person=everywhere.person, by=None)

        assert [one.email for one in Submission.objects.all()] == ["zz@example.org"]
        assert erasure.counts["submissions"] == 1

    def test_of_a_shared_mailbox_only_those_in_the_own_name(self, everywhere: Everywhere) -> None:
        make_expert("Cao Dùng Chung", email=EMAIL)
        self.register(EMAIL, NAME)
        of_the_other = self.register(EMAIL, "Cao Dùng Chung")

        erase_person(person=everywhere.person, by=None)

        assert list(Registration.objects.all()) == [of_the_other]


def test_a_row_of_an_import_that_holds_only_the_orcid_loses_it(everywhere: Everywhere) -> None:
    run = ImportRun.objects.get()
    held = PlannedAction.objects.create(
        run=run,
        position=9,
        row=10,
        subject="person",
        outcome="create",
        record={"orcid": ORCID, "works": [f"https://orcid.org/{ORCID}"]},
        cells=["", ORCID],
    )

    erase_person(person=everywhere.person, by=None)

    held.refresh_from_db()
    assert ORCID not in f"{held.record}{held.cells}"


def test_an_address_that_was_wished_for_is_found_in_texts_of_others(everywhere: Everywhere) -> None:
    NewAddress.issue(
        purpose="new_address",
        lifetime=datetime.timedelta(days=7),
        now=timezone.now(),
        person=everywhere.person,
        email="xoa.new@example.org",
    )
    note = Note.objects.create(text="Now xoa.new@example.org", written_by=everywhere.officer)

    erase_person(person=everywhere.person, by=None)

    note.refresh_from_db()
    assert note.text == "Now […]"
    assert not NewAddress.objects.exists()


class TestTheLastAdministrator:
    @pytest.fixture
    def administrator(self, everywhere: Everywhere) -> User:
        account = everywhere.person.user
        assert account is not None
        RoleGrant.objects.create(user=account, role=Role.ADMINISTRATOR, granted_at=timezone.now())
        return account

    def test_hands_over_first(self, everywhere: Everywhere, administrator: User) -> None:
        with pytest.raises(ValidationError, match="last administrator"):
            erase_person(person=everywhere.person, by=None)

        assert Person.objects.filter(pk=everywhere.person.pk).exists()
        assert not Erasure.objects.exists()
        assert identifiers_of_the_erased() == []

    def test_then_goes(self, everywhere: Everywhere, administrator: User) -> None:
        make_user(Role.ADMINISTRATOR)
        erase_person(person=everywhere.person, by=None)

        assert not User.objects.filter(pk=administrator.pk).exists()

    def test_is_erased_again_after_a_restore(
        self, everywhere: Everywhere, administrator: User
    ) -> None:
        assert erase_again([everywhere.person.identifier]) == 1


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
