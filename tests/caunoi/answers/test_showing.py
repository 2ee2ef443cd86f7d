"""What leaves the mission of a proposal, by its signature: no name that was not signed with."""

import pytest

from caunoi.answers.models import BodysAnswer, Reply, Routing
from caunoi.answers.showing import (
    CUT,
    Words,
    author_line,
    author_line_shown,
    leaving_words,
)
from caunoi.messages.models import Letter
from caunoi.people.models import PersonName
from caunoi.proposals.models import Authorship, CoAuthor, Proposal, Signature
from caunoi.rights.erasing import erase_person
from tests.caunoi.answers.conftest import AUTHOR, TEXT, answer, reply_to, route
from tests.factories import make_expert, make_proposal, place

pytestmark = pytest.mark.django_db


def signed(proposal: Proposal, signature: Signature) -> Proposal:
    proposal.signature = signature
    proposal.save()
    return proposal


class TestTheWords:
    @pytest.mark.parametrize("signature", [Signature.UNSIGNED, Signature.BY_FIELD])
    def test_lose_the_authors_name(self, proposal, signature):
        left = leaving_words(signed(proposal, signature))

        assert left.text == f"Tôi là {CUT}, đề nghị lắp điện mặt trời cho một trường học."
        assert left.title == proposal.title

    def test_keep_it_where_it_is_signed_by_name(self, proposal):
        assert leaving_words(signed(proposal, Signature.BY_NAME)).text == TEXT

    @pytest.mark.parametrize(
        "said",
        [
            "TRAN THI VI DU",
            "Tran Thi Vi Du",
            "Thị Ví Dụ Trần",
            "Tra\u0302\u0300n Thị\nVí Dụ",
            "vi.du@example.org",
            "VI.DU@example.org",
        ],
    )
    def test_lose_it_however_it_is_written(self, proposal, said):
        assert leaving_words(proposal, Words("", f"Kính gửi: {said}.")).text == f"Kính gửi: {CUT}."

    def test_lose_a_name_in_chinese_characters_within_a_run_of_them(self, proposal, author):
        PersonName.objects.create(person=author, value="陈氏玉")

        assert leaving_words(proposal, Words("", "我叫陈氏玉工程师。")).text == f"我叫{CUT}工程师。"

    def test_keep_words_of_which_a_name_is_only_a_part(self, proposal, author):
        PersonName.objects.create(person=author, value="Long")

        assert leaving_words(proposal, Words("", "Belongings of Hạ.")).text == "Belongings of Hạ."

    def test_lose_every_authors_name(self, proposal):
        other = make_expert("Jan Voorbeeld")
        Authorship.objects.create(proposal=proposal, person=other)

        assert leaving_words(proposal, Words("Jan Voorbeeld", TEXT)).title == CUT

    def test_lose_a_co_author_who_has_not_agreed_even_where_it_is_signed_by_name(self, proposal):
        for line in ("Jan Voorbeeld", "jan@example.org"):
            CoAuthor.objects.create(proposal=signed(proposal, Signature.BY_NAME), line=line)

        left = leaving_words(proposal, Words("", f"{AUTHOR}, Jan Voorbeeld <jan@example.org>"))

        assert left.text == f"{AUTHOR}, {CUT} <{CUT}>"


class TestWhoItIsFrom:
    def test_nobody_at_first(self, proposal):
        assert author_line(proposal) == ""

    def test_the_name_where_it_is_signed_by_name(self, proposal):
        assert author_line(signed(proposal, Signature.BY_NAME)) == AUTHOR

    def test_the_authors_sectors_where_it_is_signed_by_field(self, proposal):
        line = author_line(signed(proposal, Signature.BY_FIELD))

        assert line == "Renewable energy, hydrogen, grids and energy transition"

    def test_the_proposals_sectors_where_the_authors_are_not_known(self):
        proposal = signed(make_proposal(make_expert()), Signature.BY_FIELD)
        place(proposal, "nuclear")

        assert author_line(proposal) == "Nuclear energy and radiation safety"

    def test_a_name_taken_back_since_is_shown_no_longer(self, proposal, office):
        routing = route(signed(proposal, Signature.BY_NAME), office)
        assert author_line_shown(routing) == AUTHOR

        signed(proposal, Signature.UNSIGNED)

        routing.refresh_from_db()
        assert author_line_shown(routing) == ""

    def test_a_name_signed_since_is_not_added_to_what_left_unsigned(self, proposal, office):
        routing = route(proposal, office)

        signed(proposal, Signature.BY_NAME)

        routing.refresh_from_db()
        assert author_line_shown(routing) == ""


def test_an_author_who_is_erased_is_nowhere_in_what_was_asked_or_told(proposal, author, office):
    routing = route(signed(proposal, Signature.BY_NAME), office, question=f"Ask {AUTHOR}.")
    answer(routing, text=f"{AUTHOR} should call us.")
    reply_to(proposal, text=f"{AUTHOR}, thank you.")
    assert AUTHOR in routing.shown_author

    erase_person(person=author, by=None)

    for model in (Routing, BodysAnswer, Reply, Letter):
        for row in model.objects.values():
            assert AUTHOR not in str(row), model
