"""Asking bodies, their answers and telling the authors: each once, whoever presses twice."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from caunoi.answers import services
from caunoi.answers.models import (
    BodysAnswer,
    Milestone,
    Note,
    PublicWording,
    Reply,
    ReplyKind,
    Routing,
    Verdict,
)
from caunoi.answers.showing import Words
from caunoi.messages.models import Letter, LetterKind, LetterState
from caunoi.people.models import Look
from caunoi.proposals.models import Authorship, Progress, Proposal, Signature
from caunoi.proposals.receiving import InHand, withdraw_proposal
from tests.caunoi.answers.conftest import AUTHOR, TEXT, answer, days, make_office, reply_to, route
from tests.factories import make_expert, make_officer, make_proposal

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def letters(kind: LetterKind) -> list[Letter]:
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


class TestAsking:
    def test_shows_the_words_without_the_name_and_moves_the_proposal_on(self, proposal, office):
        officer = make_officer()

        routing = route(proposal, office, question="Có khả thi không?", by=officer)

        assert AUTHOR not in routing.shown_text
        assert (routing.organisation, routing.asked_by) == (office.organisation, officer)
        assert (routing.shown_author, routing.signature) == ("", Signature.UNSIGNED)
        proposal.refresh_from_db()
        assert proposal.progress == Progress.BEING_ANSWERED

    def test_cuts_the_name_from_what_an_officer_wrote_as_well(self, proposal, office):
        routing = services.route_proposal(
            proposal=proposal,
            offices=[office],
            words=Words(AUTHOR, TEXT),
            question="",
            due_on=TODAY + days(7),
            by=None,
            on=TODAY,
        )[0]

        assert AUTHOR not in routing.shown_title + routing.shown_text

    def test_writes_to_the_office_a_letter_that_holds_a_gap_and_no_name(self, proposal, office):
        routing = route(proposal, office, question="Có khả thi không?")

        (letter,) = letters(LetterKind.TO_ANSWER)
        assert letter.contact_point == office
        assert letter.link_to == f"answers:routed_one/{routing.pk}"
        assert "Có khả thi không?" in letter.body
        assert proposal.title in letter.body
        assert AUTHOR not in letter.subject + letter.body
        assert TEXT not in letter.body

    def test_an_office_without_an_address_gets_a_letter_to_pass_on(self, proposal):
        route(proposal, make_office(email=""))

        assert letters(LetterKind.TO_ANSWER)[0].state == LetterState.BY_HAND

    def test_asks_several_and_each_once(self, proposal, office):
        other = make_office("Another Ministry")
        route(proposal, office)

        asked = services.route_proposal(
            proposal=proposal,
            offices=[office, other],
            words=Words("", TEXT),
            question="",
            due_on=TODAY + days(7),
            by=None,
            on=TODAY,
        )

        assert [one.organisation for one in asked] == [other.organisation]
        assert proposal.routings.count() == 2
        assert len(letters(LetterKind.TO_ANSWER)) == 2

    def test_tells_the_authors_whom_it_was_passed_on_to(self, proposal, author, office):
        routing = route(proposal, office)

        (letter,) = letters(LetterKind.RECEIVED)
        assert (letter.person, letter.language) == (author, "vi")
        assert letter.link_to == f"answers:own_proposal/{proposal.pk}"
        assert str(routing.organisation) in letter.body

    def test_a_name_that_left_stands_in_the_authors_own_log(self, proposal, author, office):
        Proposal.objects.filter(pk=proposal.pk).update(signature=Signature.BY_NAME)
        proposal.refresh_from_db()

        route(proposal, office)

        look = Look.objects.get(person=author)
        assert (look.what, look.given_to) == (Look.What.NAMED, str(office.organisation))

    def test_what_was_unsigned_leaves_no_look(self, routing):
        assert not Look.objects.exists()

    def test_one_that_its_author_withdrew_meanwhile_is_asked_about_nowhere(self, proposal, office):
        at_hand = Proposal.objects.get(pk=proposal.pk)
        proposal.delete()

        with pytest.raises(Proposal.DoesNotExist):
            route(at_hand, office)

        assert not Letter.objects.filter(contact_point=office).exists()

    def test_its_author_can_no_longer_change_or_withdraw_it(self, routing, proposal, author):
        with pytest.raises(InHand):
            withdraw_proposal(proposal=proposal, person=author)

        assert Routing.objects.get() == routing


class TestTakingBack:
    def test_one_that_was_closed_before_is_closed_again(self, proposal, office):
        services.close_proposal(
            proposal=proposal, reason="Why", language="en", number=1, by=None, on=TODAY
        )
        routing = route(proposal, office)

        services.take_back_routing(routing=routing, now=timezone.now())

        proposal.refresh_from_db()
        assert proposal.progress == Progress.CLOSED

    def test_the_proposal_is_with_nobody_again(self, routing, office, proposal):
        services.keep_draft(routing=routing, verdict="", text="Draft")

        services.take_back_routing(routing=routing, now=timezone.now())

        assert not Routing.objects.standing()
        assert not BodysAnswer.objects.exists()
        proposal.refresh_from_db()
        assert proposal.progress == Progress.RECEIVED
        assert route(proposal, office).pk != routing.pk

    def test_what_was_answered_is_not_taken_back(self, routing):
        answer(routing)

        with pytest.raises(services.AlreadyAnswered):
            services.take_back_routing(routing=routing, now=timezone.now())

    def test_what_was_taken_back_is_neither_answered_nor_drafted(self, routing):
        services.take_back_routing(routing=routing, now=timezone.now())

        with pytest.raises(services.TakenBack):
            answer(routing)
        with pytest.raises(services.TakenBack):
            services.keep_draft(routing=routing, verdict="", text="x")


class TestReminding:
    def test_writes_once_a_day(self, routing):
        again = [services.remind_body(routing=routing, by=None, on=TODAY) for _ in range(2)]
        tomorrow = services.remind_body(routing=routing, by=None, on=TODAY + days(1))

        assert (again, tomorrow) == ([True, False], True)
        assert len(letters(LetterKind.TO_ANSWER)) == 3

    def test_not_whoever_has_answered(self, routing):
        answer(routing)

        with pytest.raises(services.AlreadyAnswered):
            services.remind_body(routing=routing, by=None, on=TODAY)

    def test_not_a_body_whose_office_is_gone(self, routing, office):
        office.letters.all().delete()
        office.delete()

        assert not services.remind_body(routing=routing, by=None, on=TODAY)


class TestAnswering:
    def test_a_draft_becomes_the_answer(self, routing):
        services.keep_draft(routing=routing, verdict="", text="We are")
        assert Routing.objects.without_answer().get() == routing

        given = answer(routing, Verdict.NOT_NOW, "We are reading it.")

        assert BodysAnswer.objects.get() == given
        assert given.given_at
        assert given.text == "We are reading it."

    def test_the_second_hears_what_the_first_said(self, routing):
        first = answer(routing, Verdict.UNDER_WAY)

        with pytest.raises(services.AlreadyAnswered) as refused:
            answer(routing, Verdict.NOT_OURS)
        with pytest.raises(services.AlreadyAnswered):
            services.keep_draft(routing=routing, verdict="", text="x")

        assert refused.value.answer == first
        assert BodysAnswer.objects.get().verdict == Verdict.UNDER_WAY


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_stands(routing):
    outcomes: list[str] = []
    both = threading.Barrier(2)

    def press(verdict: Verdict) -> None:
        both.wait()
        try:
            answer(routing, verdict)
            outcomes.append("given")
        except services.AlreadyAnswered:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[one]) for one in (Verdict.NOT_NOW, "take_up")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["given", "told"]
    assert BodysAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_replies_at_once_one_is_sent(proposal):
    outcomes: list[str] = []
    both = threading.Barrier(2)

    def press(text: str) -> None:
        both.wait()
        try:
            reply_to(Proposal.objects.get(pk=proposal.pk), text=text)
            outcomes.append("sent")
        except services.AlreadyReplied:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[one]) for one in ("One.", "Two.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["sent", "told"]
    assert len(letters(LetterKind.ANSWER)) == 1


class TestReplying:
    def test_every_author_is_told_once(self, proposal, author):
        other = make_expert("Jan Voorbeeld", language="nl", email="")
        Authorship.objects.create(proposal=proposal, person=other)

        written = reply_to(proposal, text="Đã có câu trả lời.")

        assert [(one.person, one.language) for one in written] == [(author, "vi"), (other, "nl")]
        assert all("Đã có câu trả lời." in one.body for one in written)
        assert [one.link_to for one in written] == [f"answers:own_proposal/{proposal.pk}"] * 2
        assert written[1].state == LetterState.BY_HAND
        proposal.refresh_from_db()
        assert proposal.progress == Progress.ANSWERED

    def test_sent_twice_it_arrives_once(self, proposal):
        reply_to(proposal)

        with pytest.raises(services.AlreadyReplied) as refused:
            reply_to(proposal, text="Another word of another officer.")

        assert refused.value.reply.text == "Cảm ơn."
        assert Reply.objects.count() == 1
        assert len(letters(LetterKind.ANSWER)) == 1

    def test_passes_on_the_answers_that_were_in_view_and_no_others(self, proposal, routing):
        seen = answer(routing)
        unseen = answer(route(proposal, make_office("Another Ministry")))

        reply_to(proposal, passes_on=[routing.pk])

        seen.refresh_from_db()
        unseen.refresh_from_db()
        assert seen.passed_on_in == Reply.objects.get()
        assert unseen.passed_on_in is None

    def test_never_passes_on_an_answer_to_another_proposal(self, proposal, routing):
        elsewhere = make_proposal(make_expert())
        answer(routing)

        reply_to(elsewhere, passes_on=[routing.pk])

        assert BodysAnswer.objects.get().passed_on_in is None

    def test_authors_of_proposals_it_replaced_hear_too_each_of_their_own(self, proposal, author):
        older = make_proposal(make_expert("An Older Author"), "The same, earlier.")
        Proposal.objects.filter(pk=older.pk).update(superseded_by=proposal)

        written = {one.person.display_name: one for one in reply_to(proposal)}

        assert written["An Older Author"].link_to == f"answers:own_proposal/{older.pk}"
        assert "The same, earlier." in written["An Older Author"].body
        assert proposal.title not in written["An Older Author"].body

    def test_who_chose_no_language_reads_that_of_the_proposal(self):
        proposal = make_proposal(make_expert(), "Un exemple.", language="fr")

        (letter,) = reply_to(proposal, language="fr")

        assert letter.language == "fr"

    def test_what_led_to_something_stays_so(self, proposal):
        Proposal.objects.filter(pk=proposal.pk).update(progress=Progress.LED_TO)
        proposal.refresh_from_db()

        reply_to(proposal)

        proposal.refresh_from_db()
        assert proposal.progress == Progress.LED_TO


class TestClosing:
    def test_says_why(self, proposal, author):
        services.close_proposal(
            proposal=proposal,
            reason="Nobody at home works on this now.",
            language="en",
            number=1,
            by=None,
            on=TODAY,
        )

        assert Reply.objects.get().kind == ReplyKind.CLOSING
        (letter,) = letters(LetterKind.ANSWER)
        assert "Nobody at home works on this now." in letter.body
        proposal.refresh_from_db()
        assert proposal.progress == Progress.CLOSED


class TestMilestones:
    def add(self, proposal, words="A pilot has begun."):
        return services.add_milestone(
            proposal=proposal, happened_on=TODAY, words=words, by=None, now=timezone.now()
        )

    def test_the_authors_hear_of_it(self, proposal, author):
        self.add(proposal)

        (letter,) = letters(LetterKind.MILESTONE)
        assert letter.person == author
        assert "A pilot has begun." in letter.body
        proposal.refresh_from_db()
        assert proposal.progress == Progress.LED_TO

    def test_the_same_is_told_once_and_another_is_another(self, proposal):
        assert self.add(proposal)
        assert self.add(proposal) is None
        assert self.add(proposal, "A contract was signed.")

        assert Milestone.objects.count() == 2
        assert len(letters(LetterKind.MILESTONE)) == 2


def test_a_note_reaches_nobody(proposal):
    services.add_note(proposal=proposal, text="Between us.", by=make_officer(), now=timezone.now())

    assert Note.objects.get().text == "Between us."
    assert not Letter.objects.exists()


def test_a_wording_is_set_changed_and_given_up():
    for words in ("Đã nhận.", "Chúng tôi đã nhận."):
        services.word_progress(progress=Progress.RECEIVED, language="vi", words=words)
    assert PublicWording.objects.get().words == "Chúng tôi đã nhận."

    services.word_progress(progress=Progress.RECEIVED, language="vi", words="")

    assert not PublicWording.objects.exists()


def test_a_text_signed_by_field_shows_the_field_in_the_offices_language(proposal):
    Proposal.objects.filter(pk=proposal.pk).update(signature=Signature.BY_FIELD)
    proposal.refresh_from_db()

    routing = route(proposal, make_office(language="vi"))

    assert routing.shown_author.startswith("Năng lượng tái tạo")
