"""A plan in a reader's words: no code, number or foreign key is left for the reader to guess."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.accounts.viewers import PUBLIC
from caunoi.imports.preview import plan_summary, preview_rows, run_words
from caunoi.imports.services import undo_import
from caunoi.imports.wording import REASONS, REJECTIONS, sentence
from caunoi.people.models import Person
from tests.caunoi.imports.sheets import ALL_ABOUT, applied, elsewhere, person, planned, workbook
from tests.factories import make_event, make_organisation, make_participant, make_register
from trithuc.importers.reading import SENTENCES

pytestmark = pytest.mark.django_db
AN = person("Nguyễn Văn An", "an@example.org", "KU Leuven")


@pytest.fixture(autouse=True)
def register():
    return make_register()


def shown(run) -> dict[str, tuple[str, str]]:
    (row,) = preview_rows(run.actions.all(), OFFICER)
    return {change.label: (change.old, change.new) for change in row.changes}


def test_changes_are_shown_in_words():
    make_organisation("Example Network", kinds=["network"])
    event = make_event("Seminar in Leuven")
    row = AN | ALL_ABOUT | {"profile": "yes", "network": "yes: Example Network"}

    found = shown(planned(workbook([row]), signed=True, event=event))

    assert found["event"] == ("", "Seminar in Leuven")
    assert found["standing"] == ("", "expert")
    assert found["organisation and position"] == ("", "KU Leuven, Professor")
    assert "Artificial intelligence" in found["sectors"][1]
    assert found["be shown to a network (Example Network)"] == ("", "yes")


def test_what_stood_before_stands_beside_what_would_be():
    make_participant("Nguyen Van An", email="an@example.org")

    found = shown(planned(workbook([person("Nguyễn Văn An", "an@example.org")])))

    assert found == {"name": ("Nguyen Van An", "Nguyễn Văn An")}


def test_candidates_are_named_with_what_tells_them_apart():
    known = make_participant("Lê Minh Hoàng", email="an@example.org")

    (row,) = preview_rows(planned(workbook([AN])).actions.all(), OFFICER)

    (candidate,) = row.candidates
    assert (candidate.name, candidate.detail) == ("Lê Minh Hoàng", "an@example.org")
    assert candidate.url == known.get_absolute_url()


def test_nobody_is_named_to_a_viewer_who_may_not_see_them():
    make_participant("Lê Minh Hoàng", email="an@example.org")

    (row,) = preview_rows(planned(workbook([AN])).actions.all(), PUBLIC)

    assert row.candidates == ()


def test_rows_are_summed_up_by_outcome_and_subject():
    summary = plan_summary(planned(workbook([AN, person("", "x@example.org")])), "rejected")

    assert (summary.total, dict(summary.counts)) == (2, {"create": 1, "rejected": 1})
    assert [(one.count, one.is_active) for one in summary.choices] == [(1, False), (1, True)]
    assert [one.total for one in summary.subjects] == [2]


def test_records_left_alone_are_named_to_those_who_may_see_them():
    run = applied(workbook([AN]))
    with elsewhere():
        make_event(people=[Person.objects.get()])
    undo_import(run=run)
    run.refresh_from_db()

    (left,) = run_words(run, OFFICER).left_alone
    assert "Nguyễn Văn An" in left.name
    assert left.url == Person.objects.get().get_absolute_url()
    (left,) = run_words(run, PUBLIC).left_alone
    assert "Nguyễn" not in left.name


@pytest.mark.parametrize("code", [*REASONS, *REJECTIONS, *SENTENCES])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_code_has_a_sentence(code, language):
    class Anything(dict[str, str]):
        def __missing__(self, _key: str) -> str:
            return "7"

    with override(language):
        told = (REASONS | REJECTIONS).get(code)
        said = str(told) % Anything() if told else SENTENCES[code].format_map(Anything())

    assert said
    assert "%(" not in said
    assert "{" not in said


def test_a_sentence_is_filled_with_its_parameters():
    assert "Row 7 " in sentence("repeats-row", {"row": "7"})
