"""One page for a university's desk: all its facts, and nobody else's name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.introductions.models import Stage
from caunoi.introductions.papers import security_page, security_pdf
from caunoi.people.models import Look
from tests.caunoi.introductions.made import (
    EMAIL,
    introduction_at,
    make_askable,
    make_telling_expert,
    opened_by,
    told,
)

pytestmark = pytest.mark.django_db


def test_it_says_who_asks_what_for_for_whom_and_who_pays():
    found = introduction_at(Stage.EXPERT_ASKED, person=make_askable("Asked Expert"))
    found.security.who_pays, found.security.dual_use = "A fund", True

    page = security_page(found)

    for said in ("Asked Expert", "An asking institute", "The islands", "A fund", "yes", "pending"):
        assert said in page
    assert EMAIL not in page


def test_another_expert_of_the_same_need_stands_nowhere_in_it():
    other = introduction_at(Stage.INTRODUCED, person=make_telling_expert())
    found = introduction_at(Stage.EXPERT_ASKED, need=other.need)

    assert told(security_page(found)) == set()


def test_however_much_is_written_it_is_one_page():
    pytest.importorskip("weasyprint")
    from weasyprint import HTML

    found = introduction_at(Stage.EXPERT_ASKED)
    found.security.purpose = "A long story. " * 2000
    found.security.end_user = found.security.who_pays = "Somebody with a name " * 14

    assert security_pdf(found).startswith(b"%PDF-")
    assert len(HTML(string=security_page(found)).render().pages) == 1


def test_the_expert_takes_it_from_the_own_page(client):
    found = introduction_at(Stage.EXPERT_ASKED)

    file = opened_by(found.person).get(reverse("introductions:own_paper", args=[found.pk]))

    assert file["Content-Type"] == "application/pdf"
    assert found.person.display_name not in file["Content-Disposition"]


def test_that_an_officer_made_it_is_told_to_the_expert(client, sign_in):
    sign_in(Role.OFFICER)
    found = introduction_at(Stage.EXPERT_ASKED)

    client.get(reverse("introductions:paper", args=[found.pk]))

    assert found.person.looks.filter(what=Look.What.NAMED).count() == 1


def test_where_no_page_can_be_laid_out_it_is_said(client, sign_in, monkeypatch):
    def fails(introduction):
        raise OSError

    monkeypatch.setattr("caunoi.introductions.files.security_pdf", fails)
    sign_in(Role.OFFICER)
    found = introduction_at(Stage.EXPERT_ASKED)

    page = client.get(reverse("introductions:paper", args=[found.pk]), follow=True)

    assert "cannot make a PDF" in page.content.decode()
