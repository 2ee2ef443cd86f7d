"""What officers do about one proposal, and that nobody else may."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.messages.models import Letter, LetterKind
from caunoi.people.models import Person
from caunoi.proposals.keeping import forget_mails_of_nobody
from caunoi.proposals.merging import people_to_tell
from caunoi.proposals.models import Channel, OriginalMail, Proposal, ProposalFile, Translation
from caunoi.sources.services import keep_file
from tests.factories import make_expert, make_officer, make_proposal, make_user

pytestmark = pytest.mark.django_db

VI = "Thu nước mưa trên mái trường học ở nơi giếng bị mặn, để học sinh có nước sạch."
EN = "Collect rainwater on the roofs of schools where wells turn salty, so that pupils have water."
MAIL = (
    "From: Maria Voorbeeld <maria@example.org>\nDate: Tue, 3 Mar 2026 09:30:00 +0100\n"
    f"Subject: Re: Rainwater\n\n{EN}\n\n-- \nMaria, of an institute"
)


def url(name: str, *args: object) -> str:
    return reverse(f"proposals:{name}", args=args)


@pytest.fixture
def desk(client):
    client.force_login(make_officer(display_name="Cán bộ Ví Dụ"))
    return client


@pytest.fixture
def older() -> Proposal:
    return make_proposal(
        make_expert("Trần Người Trước", language="vi"), VI, title="Nước mưa", language="vi"
    )


@pytest.fixture
def newer() -> Proposal:
    return make_proposal(
        make_expert("Anna Voorbeeld", language="en"), EN, title="Rainwater", language="en"
    )


BUTTONS = ["supersede", "translate", "stand_alone"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HOME_PARTNER, Role.EXPERT])
@pytest.mark.parametrize("name", BUTTONS)
def test_nobody_but_an_officer_may(client, older, role, name):
    client.force_login(make_user(role))

    assert client.post(url(name, older.pk), {}).status_code == 403


# --- out of an e-mail ---


class TestAnEmail:
    def test_is_read_into_the_page_and_nothing_is_kept_yet(self, desk):
        page = desk.post(url("add_mail"), {"original": MAIL}).content.decode()

        assert 'value="Rainwater"' in page
        assert "Maria Voorbeeld &lt;maria@example.org&gt;" in page
        assert "Maria, of an institute" in page
        assert not Proposal.objects.exists()

    def test_is_kept_word_for_word_beside_its_proposal(self, desk):
        desk.post(
            url("add"),
            {
                "title": "Rainwater",
                "text": EN,
                "named_author": "Maria Voorbeeld <maria@example.org>",
                "signature": "unsigned",
                "received_on": "2026-03-03",
                "original": MAIL,
            },
        )

        kept = Proposal.objects.get()
        assert (kept.channel, kept.text) == (Channel.EMAIL, EN)
        assert OriginalMail.objects.get(proposal=kept).text == MAIL
        assert not kept.authorships.exists()
        page = desk.get(kept.get_absolute_url()).content.decode()
        assert "Maria Voorbeeld" in page
        assert "Maria, of an institute" in page

    def test_of_somebody_known_by_the_address_names_the_author(self, desk):
        make_expert("Maria Voorbeeld", email="maria@example.org")

        page = desk.post(url("add_mail"), {"original": MAIL}).content.decode()

        assert 'value="Maria Voorbeeld"' in page
        assert "&lt;maria@example.org&gt;&quot;" not in page

    def test_what_was_cut_off_can_be_put_back(self, desk):
        page = desk.post(url("add_mail"), {"original": MAIL, "whole": "1"}).content.decode()

        textarea = page.partition('<textarea name="text"')[2].partition("</textarea")[0]
        assert "Maria, of an institute" in textarea

    def test_with_a_secrecy_stamp_is_refused(self, desk):
        page = desk.post(url("add_mail"), {"original": f"{MAIL}\nTỐI MẬT"}).content.decode()

        assert "secrecy stamp" in page


# --- those like it ---


class TestSimilarOnes:
    def test_stand_beside_a_proposal_whatever_their_language(self, desk, older, newer):
        page = desk.get(newer.get_absolute_url()).content.decode()

        assert "Nước mưa" in page.partition('id="similar"')[2]

    def test_stand_in_the_queue_too(self, desk, older, newer):
        assert "Nước mưa" in desk.get(url("triage_one", newer.pk)).content.decode()

    def test_are_for_officers_alone(self, client, older, newer):
        author = newer.authorships.get().person
        user = make_user(Role.EXPERT)
        author.user = user
        author.save()
        client.force_login(user)

        page = client.get(newer.get_absolute_url()).content.decode()

        assert EN in page
        assert "Nước mưa" not in page

    def test_are_not_those_on_another_matter(self, desk, newer):
        make_proposal(
            make_expert(), "Bán tín chỉ các-bon từ ruộng lúa tưới ngập khô xen kẽ.", language="vi"
        )

        assert 'id="similar"' not in desk.get(newer.get_absolute_url()).content.decode()


# --- merging ---


class TestTakingUp:
    def take_up(self, desk, older, newer):
        return desk.post(url("supersede", older.pk), {"into": newer.pk}, follow=True)

    def test_keeps_both_texts_and_tells_the_authors_of_both(self, desk, older, newer):
        self.take_up(desk, older, newer)

        older.refresh_from_db()
        assert older.superseded_by == newer
        assert (older.text, newer.text) == (VI, EN)
        letters = {one.person.display_name: one for one in Letter.objects.all()}
        assert set(letters) == {"Trần Người Trước", "Anna Voorbeeld"}
        assert {one.kind for one in letters.values()} == {LetterKind.ANSWER}

    def test_tells_no_author_who_the_other_is(self, desk, older, newer):
        self.take_up(desk, older, newer)

        for letter in Letter.objects.all():
            other = {"Trần Người Trước", "Anna Voorbeeld"} - {letter.person.display_name}
            assert not any(name in letter.body + letter.subject for name in other)
        to_older = Letter.objects.get(person__display_name="Trần Người Trước")
        assert "Rainwater" not in to_older.body

    def test_twice_writes_no_second_letter(self, desk, older, newer):
        self.take_up(desk, older, newer)
        self.take_up(desk, older, newer)

        assert Letter.objects.count() == 2

    def test_lets_the_authors_of_both_hear_of_what_becomes_of_it(self, desk, older, newer):
        self.take_up(desk, older, newer)

        told = {one.display_name for one in people_to_tell(newer)}
        assert told == {"Trần Người Trước", "Anna Voorbeeld"}

    def test_leaves_one_to_place_and_not_two(self, desk, older, newer):
        self.take_up(desk, older, newer)

        assert list(Proposal.objects.to_place()) == [newer]
        page = desk.get(url("proposals"), {"state": "to_place"}).content.decode()
        assert "Rainwater" in page
        assert "Nước mưa" not in page

    def test_is_undone_and_its_authors_hear_of_that(self, desk, older, newer):
        self.take_up(desk, older, newer)

        for _press in range(2):
            desk.post(url("stand_alone", older.pk))

        older.refresh_from_db()
        assert older.superseded_by is None
        assert Letter.objects.filter(person__display_name="Trần Người Trước").count() == 2
        assert Letter.objects.filter(person__display_name="Anna Voorbeeld").count() == 1

    def test_never_goes_round_in_a_circle(self, desk, older, newer):
        self.take_up(desk, older, newer)

        page = desk.post(url("supersede", newer.pk), {"number": older.pk}).content.decode()

        newer.refresh_from_db()
        assert newer.superseded_by is None
        assert "already taken up" in page

    @pytest.mark.parametrize("asked", [{}, {"number": 999_999}, {"into": "nonsense"}])
    def test_needs_another_proposal(self, desk, older, asked):
        answer = desk.post(url("supersede", older.pk), asked)

        assert answer.status_code == 200
        assert not Letter.objects.exists()

    def test_into_itself_is_refused(self, desk, older):
        desk.post(url("supersede", older.pk), {"number": older.pk})

        older.refresh_from_db()
        assert older.superseded_by is None

    def test_opening_the_page_changes_nothing(self, desk, older, newer):
        desk.get(url("supersede", older.pk), {"into": newer.pk})

        older.refresh_from_db()
        assert older.superseded_by is None


# --- translations ---


class TestATranslation:
    def add(self, desk, proposal, made_by="machine", text="Collect rainwater."):
        typed = {"language": "en", "title": "Rain", "text": text, "made_by": made_by}
        return desk.post(url("translate", proposal.pk), typed, follow=True)

    def test_stands_beside_the_original_and_says_who_made_it(self, desk, older):
        page = self.add(desk, older).content.decode()

        assert "Collect rainwater." in page
        assert "by a machine" in page
        older.refresh_from_db()
        assert older.text == VI

    def test_by_a_human_and_by_a_machine_stand_side_by_side(self, desk, older):
        self.add(desk, older)
        self.add(desk, older, "human")
        self.add(desk, older, "human", "Gather rainwater.")

        texts = set(Translation.objects.values_list("made_by", "text"))
        assert texts == {("machine", "Collect rainwater."), ("human", "Gather rainwater.")}

    def test_is_read_by_whoever_may_read_the_original_and_nobody_else(self, desk, older, client):
        self.add(desk, older)
        kept = Translation.objects.get()
        author, stranger = make_user(Role.EXPERT), make_user(Role.EXPERT)
        Person.objects.filter(authorships__proposal=older).update(user=author)
        address = f"{older.get_absolute_url()}?text={kept.pk}"

        client.force_login(author)
        assert "Collect rainwater." in client.get(address).content.decode()
        client.force_login(stranger)
        assert client.get(address).status_code == 404

    def test_of_another_proposal_is_not_shown_here(self, desk, older, newer):
        self.add(desk, older)
        kept = Translation.objects.get()

        page = desk.get(f"{newer.get_absolute_url()}?text={kept.pk}").content.decode()

        assert "Collect rainwater." not in page

    def test_can_be_removed(self, desk, older):
        self.add(desk, older)

        desk.post(url("remove_translation", older.pk, Translation.objects.get().pk))

        assert not Translation.objects.exists()


# --- papers ---


def test_a_paper_is_handed_to_officers_alone(desk, client, older):
    kept = keep_file(ContentFile(b"%PDF-1.7 an example"), name="plan.pdf", by=None)
    paper = ProposalFile.objects.create(proposal=older, attachment=kept)
    address = url("file", older.pk, paper.pk)

    assert b"".join(desk.get(address).streaming_content) == b"%PDF-1.7 an example"
    client.force_login(make_user(Role.HOME_PARTNER))
    assert client.get(address).status_code == 403


def test_the_mail_of_somebody_not_in_the_register_goes_after_sixty_days(older, newer):
    older.authorships.all().delete()
    for proposal in (older, newer):
        OriginalMail.objects.create(proposal=proposal, text=MAIL)
    received = older.received_on

    assert forget_mails_of_nobody(on=received + datetime.timedelta(days=60)) == 0
    assert forget_mails_of_nobody(on=received + datetime.timedelta(days=61)) == 1
    assert OriginalMail.objects.get().proposal == newer
