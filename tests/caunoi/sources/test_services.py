"""Files that are kept and deleted, and statements that are made and taken back."""

from hashlib import sha256
from itertools import permutations

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from caunoi.organisations.models import OrganisationStatement
from caunoi.sources.models import Attachment, Source, SourceKind
from caunoi.sources.services import (
    delete_file,
    keep_file,
    keep_path,
    outweighs,
    record_statements,
    subject_column,
    take_back_statements,
)
from tests.factories import make_officer, make_organisation, make_source

pytestmark = pytest.mark.django_db


# --- files ---


class TestKeepFile:
    def test_name_size_and_digest_are_remembered(self):
        officer = make_officer()

        kept = keep_file(ContentFile(b"danh s\xc3\xa1ch"), name="danh sách.pdf", by=officer)

        kept.refresh_from_db()
        assert (kept.name, kept.size, kept.added_by) == ("danh sách.pdf", 10, officer)
        assert kept.sha256 == sha256(b"danh s\xc3\xa1ch").hexdigest()
        assert kept.file.read() == b"danh s\xc3\xa1ch"

    @pytest.mark.parametrize(
        ("name", "kept_as"),
        [
            ("../../etc/passwd", "passwd"),
            ("/absolute/list.pdf", "list.pdf"),
            ("x" * 300 + ".pdf", ("x" * 300)[:255]),
        ],
    )
    def test_a_hostile_name_leads_nowhere(self, name, kept_as):
        kept = keep_file(ContentFile(b"x"), name=name, by=None)

        assert kept.name == kept_as
        assert kept.file.name.startswith("attachments/")
        assert ".." not in kept.file.name

    def test_two_files_of_one_name_are_two_files(self):
        kept = [keep_file(ContentFile(text), name="list.csv", by=None) for text in (b"a", b"b")]

        assert [one.file.read() for one in kept] == [b"a", b"b"]

    def test_a_file_on_disk_is_kept_under_its_own_name(self, tmp_path):
        path = tmp_path / "khách.csv"
        path.write_bytes(b"ho ten\n")

        assert keep_path(path).name == "khách.csv"


class TestDeleteFile:
    def test_row_and_bytes_go(self):
        kept = keep_file(ContentFile(b"x"), name="list.pdf", by=None)
        storage, name = kept.file.storage, kept.file.name

        delete_file(kept)

        assert not Attachment.objects.exists()
        assert not storage.exists(name)

    def test_a_file_that_is_gone_already_is_no_obstacle(self):
        kept = keep_file(ContentFile(b"x"), name="list.pdf", by=None)
        kept.file.storage.delete(kept.file.name)

        delete_file(kept)

        assert not Attachment.objects.exists()


# --- statements ---

PERSON, OFFICER, DOCUMENT, ROW, SERVICE = (
    SourceKind.PERSON,
    SourceKind.OFFICER,
    SourceKind.DOCUMENT,
    SourceKind.IMPORT_ROW,
    SourceKind.SERVICE,
)


@pytest.fixture
def body():
    return make_organisation()


def state(body, kind, value, field="city"):
    source = make_source(kind, row=1)
    record_statements(
        [OrganisationStatement(organisation=body, field=field, value=value, source=source)]
    )
    return source


def live(body, field="city"):
    """{value: whether it is chosen}"""
    rows = OrganisationStatement.objects.live().filter(organisation=body, field=field)
    return dict(rows.values_list("value", "is_chosen"))


def take_back(*sources):
    take_back_statements(
        OrganisationStatement, Source.objects.filter(pk__in=[source.pk for source in sources])
    )


class TestOutweighs:
    def test_the_person_then_an_officer_then_all_others(self):
        assert outweighs(PERSON, OFFICER)
        assert outweighs(OFFICER, ROW)
        assert not outweighs(OFFICER, PERSON)

    @pytest.mark.parametrize(("one", "other"), permutations([DOCUMENT, ROW, SERVICE], 2))
    def test_outside_sources_are_equals(self, one, other):
        assert not outweighs(one, other)

    @pytest.mark.parametrize("kind", SourceKind)
    def test_nobody_outweighs_their_own_later_word(self, kind):
        assert not outweighs(kind, kind)


class TestRecordStatements:
    def test_the_first_word_is_chosen(self, body):
        state(body, ROW, "Liège")

        assert live(body) == {"Liège": True}

    def test_a_later_word_of_the_same_voice_replaces_the_earlier_which_stays_on_record(self, body):
        state(body, ROW, "Liege")
        state(body, ROW, "Liège")

        assert live(body) == {"Liège": True}
        assert OrganisationStatement.objects.get(value="Liege").replaced_by.value == "Liège"

    def test_among_equals_the_newer_is_chosen_and_both_are_kept(self, body):
        state(body, SERVICE, "Luik")
        state(body, DOCUMENT, "Lüttich")

        assert live(body) == {"Luik": False, "Lüttich": True}

    def test_whoever_has_more_say_stays_chosen(self, body):
        state(body, PERSON, "Liège")
        state(body, OFFICER, "Luik")
        state(body, ROW, "Lüttich")

        assert live(body) == {"Liège": True, "Luik": False, "Lüttich": False}

    def test_what_is_only_beside_is_replaced_by_its_own_voice_too(self, body):
        state(body, OFFICER, "Liège")
        state(body, ROW, "Luik")
        state(body, ROW, "Lüttich")

        assert live(body) == {"Liège": True, "Lüttich": False}

    def test_fields_and_subjects_do_not_mix(self, body):
        other = make_organisation()
        state(body, ROW, "Liège")
        state(body, ROW, "https://example.org", field="website")
        state(other, ROW, "Gent")

        assert live(body) == {"Liège": True}
        assert live(body, "website") == {"https://example.org": True}
        assert live(other) == {"Gent": True}

    def test_none_is_none(self):
        record_statements([])

        assert not OrganisationStatement.objects.exists()

    @pytest.mark.parametrize("value", [["Hà Nội", "VN", None, 105.8], {"a": [1]}, "", 0, 1956])
    def test_a_value_comes_back_as_it_was_given(self, body, value):
        state(body, ROW, value)

        assert OrganisationStatement.objects.get().value == value

    def test_many_take_as_many_queries_as_one(self, django_assert_max_num_queries):
        def statements():
            source = make_source(SERVICE)
            return [
                OrganisationStatement(
                    organisation=organisation, field="city", value="X", source=source
                )
                for organisation in [make_organisation() for _number in range(20)]
            ]

        prepared = statements()
        with django_assert_max_num_queries(12):
            record_statements(prepared)

    def test_the_database_itself_refuses_two_chosen_values(self, body):
        state(body, ROW, "Liège")

        with pytest.raises(IntegrityError), transaction.atomic():
            OrganisationStatement.objects.create(
                organisation=body, field="city", value="Gent", source=make_source(OFFICER)
            )


class TestTakeBackStatements:
    def test_what_was_replaced_speaks_again(self, body):
        state(body, ROW, "Liege")
        taken_back = state(body, ROW, "Liège")

        take_back(taken_back)

        assert live(body) == {"Liege": True}

    def test_what_stood_beside_is_chosen_when_the_chosen_goes(self, body):
        state(body, SERVICE, "Luik")
        taken_back = state(body, OFFICER, "Liège")

        take_back(taken_back)

        assert live(body) == {"Luik": True}

    def test_of_those_left_whoever_has_most_say_is_chosen(self, body):
        state(body, OFFICER, "Liège")
        taken_back = state(body, PERSON, "Lîdje")
        state(body, ROW, "Luik")

        take_back(taken_back)

        assert live(body) == {"Liège": True, "Luik": False}

    def test_a_link_taken_from_the_middle_leaves_the_newest_word_alone(self, body):
        state(body, ROW, "first")
        middle = state(body, ROW, "second")
        state(body, ROW, "third")

        take_back(middle)

        assert live(body) == {"third": True}
        assert OrganisationStatement.objects.get(value="first").replaced_by.value == "third"

    def test_several_links_at_once_are_bridged(self, body):
        state(body, ROW, "first")
        middle = [state(body, ROW, "second"), state(body, ROW, "third")]
        state(body, ROW, "fourth")

        take_back(*middle)

        assert live(body) == {"fourth": True}

    def test_when_all_is_taken_back_nothing_is_said(self, body):
        take_back(state(body, ROW, "Liège"), state(body, SERVICE, "Luik"))

        assert live(body) == {}

    def test_others_are_left_alone(self, body):
        other = make_organisation()
        state(other, ROW, "Gent")

        take_back(state(body, ROW, "Liège"))

        assert live(other) == {"Gent": True}


def test_the_subject_of_a_statement_table_is_found_by_its_shape():
    assert subject_column(OrganisationStatement) == "organisation_id"
