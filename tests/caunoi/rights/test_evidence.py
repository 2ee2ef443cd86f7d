"""The proof of a person's yeses, to be taken along: whole, checkable, and of nobody else."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.people.models import Consent, Look
from caunoi.people.purposes import Purpose
from caunoi.rights.evidence import evidence_of
from caunoi.sources.models import SourceKind
from tests.caunoi.self_service.conftest import new_link
from tests.factories import (
    make_attachment,
    make_consent,
    make_expert,
    make_officer,
    make_register,
    make_source,
)

pytestmark = pytest.mark.django_db
LIST = "zz-signed-list.pdf"


@pytest.fixture(autouse=True)
def register():
    return make_register()


@pytest.fixture
def person():
    return make_expert("Đặng Thị Ví Dụ", email="vidu@example.org")


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def told_of(person, purpose):
    told = json.loads(unpacked(evidence_of(person))["consents.json"])
    return next(one for one in told["consents"] if one["purpose"] == purpose)


def by_paper(person, purpose, paper, how="signed_paper", **fields):
    given = make_consent(person, purpose, evidence=paper)
    Consent.objects.filter(pk=given.pk).update(how_given=how, **fields)


def test_each_yes_is_told_with_its_very_words_and_circumstances(person):
    given = make_consent(person, Purpose.FIRMS, withdrawn_on=datetime.date(2026, 5, 1))

    told = told_of(person, "firms")

    assert told["wording"] == given.text.wording
    assert (told["version"], told["language"]) == (given.text.version, given.text.language)
    assert told["given_on"] == given.given_on.isoformat()
    assert told["how_given"] == "own_click"
    assert told["source"]["kind"] == given.source.kind
    assert told["withdrawn_on"] == "2026-05-01"
    assert told["recipient"] == "Embassy of tests"
    assert told["evidence"] is None


def test_a_signed_paper_lies_beside_it(person):
    paper = make_attachment("signed.pdf", b"a paper signed by one person")
    by_paper(person, Purpose.FIRMS, paper)

    files = unpacked(evidence_of(person))
    told = told_of(person, "firms")["evidence"]

    assert files[told["file"]] == b"a paper signed by one person"
    assert (told["name"], told["sha256"]) == ("signed.pdf", paper.sha256)


def test_one_paper_for_several_yeses_lies_there_once(person):
    paper = make_attachment("signed.pdf", b"both on one page")
    by_paper(person, Purpose.FIRMS, paper)
    by_paper(person, Purpose.EVENTS, paper)

    assert sorted(unpacked(evidence_of(person))) == [
        "consents.json",
        "manifest.json",
        "papers/1.pdf",
    ]


def test_the_manifest_has_the_digest_of_every_other_file(person):
    by_paper(person, Purpose.FIRMS, make_attachment("signed.pdf", b"a paper"))

    files = unpacked(evidence_of(person))
    manifest = json.loads(files.pop("manifest.json"))

    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert manifest["person"] == "Đặng Thị Ví Dụ"
    assert manifest["controller"] == "Embassy of tests"


class TestPapersThatHoldOthersAreNotGivenOut:
    """Only what the row says; the digest tells whoever has the paper that it is this one."""

    def test_a_seminars_signed_list_even_if_nobody_else_on_it_is_known(self, person):
        rows = make_source(SourceKind.IMPORT_ROW, title="guests.xlsx", sheet="People", row=12)
        sheet = make_attachment(LIST, b"zzother Person signed here")
        by_paper(person, Purpose.FIRMS, sheet, how="seminar_sheet", source=rows)

        content = evidence_of(person)
        told = told_of(person, "firms")

        assert b"zzother" not in b"".join(unpacked(content).values())
        assert (told["source"]["sheet"], told["source"]["row"]) == ("People", 12)
        assert told["evidence"]["file"] is None
        assert told["evidence"]["sha256"] == sheet.sha256
        assert "other people" in told["evidence"]["why_not"]

    def test_a_paper_that_proves_the_yes_of_another_as_well(self, person):
        shared = make_attachment("both.pdf", b"zzother Person and I")
        by_paper(person, Purpose.FIRMS, shared)
        by_paper(make_expert("Zzother Person"), Purpose.FIRMS, shared)

        assert b"zzother" not in b"".join(unpacked(evidence_of(person)).values()).lower()

    def test_nor_the_same_scan_handed_in_for_each_of_them(self, person):
        for whose in (person, make_expert("Zzother Person")):
            by_paper(whose, Purpose.FIRMS, make_attachment("both.pdf", b"zzother Person and I"))

        assert b"zzother" not in b"".join(unpacked(evidence_of(person)).values()).lower()


def test_a_paper_whose_bytes_are_gone_is_still_told(person):
    paper = make_attachment("signed.pdf", b"a paper")
    by_paper(person, Purpose.FIRMS, paper)
    paper.file.storage.delete(paper.file.name)

    assert told_of(person, "firms")["evidence"]["file"] is None


def test_a_name_that_leads_elsewhere_leads_nowhere(person):
    by_paper(person, Purpose.FIRMS, make_attachment("../../etc/x.p/df", b"a paper"))

    assert all(".." not in name for name in unpacked(evidence_of(person)))


def test_the_same_evidence_gives_the_same_bytes(person):
    now = timezone.now()
    assert evidence_of(person, now=now) == evidence_of(person, now=now)


# --- who takes it ---


def test_the_person_takes_it_along_and_that_is_nobodys_business(client, person):
    _link, token = new_link(person)
    client.post(reverse("self_service:open", args=[token]))

    answer = client.get(reverse("rights:own_evidence"))

    assert answer["Content-Disposition"] == 'attachment; filename="consents.zip"'
    assert "consents.json" in unpacked(answer.content)
    assert not Look.objects.exists()


def test_an_officer_who_takes_it_stands_in_the_log(client, person):
    officer = make_officer()
    client.force_login(officer)

    answer = client.get(reverse("rights:person_evidence", args=[person.pk]))

    assert "consents.json" in unpacked(answer.content)
    look = person.looks.get()
    assert (look.user, look.what) == (officer, Look.What.EXPORT)
