"""An officer asks, reminds, takes back, notes and tells; nobody else opens these pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.answers import services
from caunoi.answers.models import BodysAnswer, Milestone, Note, PublicWording, Reply, Routing
from caunoi.messages.models import Letter
from caunoi.organisations.models import ContactPoint
from caunoi.proposals.models import MadeBy, Progress, Proposal, Signature, Translation
from tests.caunoi.answers.conftest import AUTHOR, TEXT, TITLE, answer, days, make_office
from tests.factories import make_expert, make_officer, make_organisation, make_proposal, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def url(name: str, *args: object) -> str:
    return reverse(f"answers:{name}", args=args)


def read(client, where: str) -> str:
    return client.get(where).content.decode()


def asking(*offices: ContactPoint, **changed: object) -> dict[str, object]:
    return {
        "offices": [one.pk for one in offices],
        "due_on": str(TODAY + days(14)),
        "question": "Có khả thi không?",
        "title": TITLE,
        "text": TEXT,
        **changed,
    }


@pytest.mark.parametrize(
    "role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR, Role.ADMINISTRATOR]
)
@pytest.mark.parametrize("name", ["answering", "ask", "reply", "skip"])
def test_nobody_else_opens_them(client, proposal, role, name):
    client.force_login(make_user(role))

    assert client.get(url(name, proposal.pk)).status_code == 403


class TestTheProposalsPage:
    def test_says_what_becomes_of_it_and_leads_on(self, desk, routing, proposal):
        page = read(desk, proposal.get_absolute_url())

        assert "What becomes of it" in page
        assert "no answer yet, hoped for by" in page
        assert url("ask", proposal.pk) in page
        assert url("answering", proposal.pk) in page

    def test_to_officers_alone(self, client, author, routing, proposal):
        author.user = make_user(Role.EXPERT)
        author.save()
        client.force_login(author.user)

        page = read(client, proposal.get_absolute_url())
        assert TITLE in page
        assert str(routing.organisation) not in page
        assert url("answering", proposal.pk) not in page


class TestAsking:
    def test_offers_offices_and_shows_the_words_as_they_leave(self, desk, proposal, office):
        page = read(desk, url("ask", proposal.pk))

        assert str(office) in page
        assert "They read it unsigned" in page
        assert AUTHOR not in page

    def test_says_whose_name_they_read(self, desk, proposal):
        Proposal.objects.update(signature=Signature.BY_NAME)

        assert f"from: {AUTHOR}" in read(desk, url("ask", proposal.pk))

    def test_puts_it_to_those_ticked_and_those_typed(self, desk, proposal, office):
        other = make_office("Another Ministry")

        page = desk.post(
            url("ask", proposal.pk),
            asking(office, bodies=other.organisation.display_name),
            follow=True,
        )

        assert {one.contact_point for one in Routing.objects.all()} == {office, other}
        assert "Asked: " in page.content.decode()
        assert AUTHOR not in Routing.objects.first().shown_text

    def test_puts_a_translation_to_them_where_there_is_one(self, desk, opened, proposal, office):
        english = Translation.objects.create(
            proposal=proposal,
            language="en",
            title="Solar power for a school",
            text=f"I am {AUTHOR} and propose solar power.",
            made_by=MadeBy.MACHINE,
            added_on=TODAY,
        )
        address = f"{url('ask', proposal.pk)}?translation={english.pk}"
        assert "Solar power for a school" in read(desk, address)
        assert AUTHOR not in read(desk, address)

        sent = asking(office, title=english.title, text=english.text)
        desk.post(address, sent)

        routing = Routing.objects.get()
        assert (routing.shown_language, routing.translated) == ("en", MadeBy.MACHINE)
        page = read(opened(office), url("routed_one", routing.pk))
        assert "translated by a machine" in page
        assert AUTHOR not in page

    @pytest.mark.parametrize("asked", ["x", "0", "99999999"])
    def test_a_translation_that_is_not_its_own_is_none(self, desk, proposal, asked):
        assert TITLE in read(desk, f"{url('ask', proposal.pk)}?translation={asked}")

    def test_pressed_twice_asks_once(self, desk, proposal, office):
        for _ in range(2):
            page = desk.post(
                url("ask", proposal.pk), asking(bodies=str(office.organisation)), follow=True
            )

        assert Routing.objects.count() == 1
        assert Letter.objects.filter(contact_point=office).count() == 1
        assert "asked already" in page.content.decode()

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"due_on": str(TODAY)}, "Choose a day to come"),
            ({"due_on": "soon"}, "Enter a valid date"),
            ({}, "Choose at least one body to ask"),
            ({"bodies": "Nobody of This Name"}, "No organisation in the register is called"),
        ],
    )
    def test_says_what_is_missing_and_asks_nobody(self, desk, proposal, changed, said):
        page = desk.post(url("ask", proposal.pk), asking(**changed))

        assert said in page.content.decode()
        assert not Routing.objects.exists()

    def test_a_body_without_an_office_is_named_with_the_way_out(self, desk, proposal):
        body = make_organisation("Institute <b>Without</b> an Office")

        page = desk.post(url("ask", proposal.pk), asking(bodies=body.display_name))

        said = page.content.decode()
        assert "has no office to write to yet. Add one on its page" in said
        assert f'<a href="{body.get_absolute_url()}">' in said
        assert "<b>Without" not in said

    def test_of_several_offices_one_has_to_be_chosen(self, desk, proposal, office):
        ContactPoint.objects.create(organisation=office.organisation, name="Second office")

        page = desk.post(url("ask", proposal.pk), asking(bodies=str(office.organisation)))

        assert "has several offices: tick the one to ask" in page.content.decode()

    def test_one_that_was_replaced_leads_to_what_replaced_it(self, desk, proposal):
        older = make_proposal(make_expert(), superseded_by=proposal)

        assert TITLE in read(desk, url("answering", older.pk))


class TestAfterAsking:
    def test_a_day_that_has_passed_reads_no_answer_yet(self, desk, routing):
        Routing.objects.update(asked_on=TODAY - days(9), due_on=TODAY - days(1))

        assert "no answer yet" in read(desk, url("answering", routing.proposal_id))

    def test_reminds_once_a_day(self, desk, routing):
        first, second = (
            desk.post(url("remind", routing.pk), follow=True).content.decode() for _ in range(2)
        )

        assert "Reminded." in first
        assert "one a day is enough" in second

    def test_takes_back(self, desk, routing):
        page = desk.post(url("take_back", routing.pk), follow=True).content.decode()

        assert "they no longer see the proposal" in page
        assert not Routing.objects.standing()

    @pytest.mark.parametrize("name", ["take_back", "remind"])
    def test_hears_that_they_have_answered_meanwhile(self, desk, routing, name):
        answer(routing)

        page = desk.post(url(name, routing.pk), follow=True).content.decode()

        assert "They have answered meanwhile" in page
        assert Routing.objects.standing()

    @pytest.mark.parametrize("name", ["take_back", "remind", "close", "add_milestone", "add_note"])
    def test_opening_a_button_changes_nothing(self, desk, routing, name):
        assert desk.get(url(name, routing.pk)).status_code == 405

    def test_types_in_what_was_said_by_telephone(self, desk, officer, routing):
        desk.post(url("type_in", routing.pk), {"verdict": "take_up", "text": "Ja."})

        given = BodysAnswer.objects.get()
        assert (given.verdict, given.given_by) == ("take_up", officer)
        page = read(desk, url("answering", routing.proposal_id))
        assert "not yet passed on" in page

    def test_typed_in_twice_the_first_stands(self, desk, routing):
        for verdict in ("take_up", "not_ours"):
            page = desk.post(url("type_in", routing.pk), {"verdict": verdict}, follow=True)

        assert BodysAnswer.objects.get().verdict == "take_up"
        assert "They have answered meanwhile" in page.content.decode()


class TestClosing:
    def test_needs_a_reason(self, desk, proposal):
        page = desk.post(url("close", proposal.pk), {"text": "", "number": 1})

        assert page.status_code == 422
        assert not Reply.objects.exists()

    def test_tells_the_reason_once(self, desk, proposal):
        for _ in range(2):
            page = desk.post(
                url("close", proposal.pk), {"text": "Không có ai làm.", "number": 1}, follow=True
            )

        assert Letter.objects.filter(body__contains="Không có ai làm.").count() == 1
        assert "have been told meanwhile" in page.content.decode()
        proposal.refresh_from_db()
        assert proposal.progress == Progress.CLOSED


class TestMilestones:
    def add(self, desk, proposal, **changed):
        told = {"happened_on": str(TODAY), "words": "A pilot has begun.", "url": "", **changed}
        return desk.post(url("add_milestone", proposal.pk), told, follow=True).content.decode()

    def test_are_told_once(self, desk, proposal):
        assert "1 author is told." in self.add(desk, proposal)
        assert "This was told already" in self.add(desk, proposal)

        assert Milestone.objects.count() == 1

    def test_are_not_told_before_they_happen(self, desk, proposal):
        page = self.add(desk, proposal, happened_on=str(TODAY + days(1)))

        assert "Tell it once it has happened." in page
        assert not Milestone.objects.exists()

    def test_a_proposal_without_an_author_tells_nobody_and_says_so(self, desk, proposal):
        proposal.authorships.all().delete()

        assert "nobody was told" in self.add(desk, proposal)


class TestNotes:
    def test_are_kept_shown_and_deleted(self, desk, officer, proposal):
        desk.post(url("add_note", proposal.pk), {"note-text": "Call the minister's office."})
        note = Note.objects.get()
        assert note.written_by == officer
        assert "Call the minister" in read(desk, url("answering", proposal.pk))

        desk.post(url("delete_note", note.pk))

        assert not Note.objects.exists()

    def test_an_empty_one_is_none(self, desk, proposal):
        assert desk.post(url("add_note", proposal.pk), {"note-text": " "}).status_code == 422
        assert not Note.objects.exists()


class TestWordings:
    def test_are_set_in_one_language_and_given_up_again(self, desk):
        address = f"{url('wordings')}?language=vi"
        words = {one.value: "" for one in Progress}

        desk.post(address, {**words, "received": "Đại sứ quán đã nhận."})
        assert PublicWording.objects.get().language == "vi"
        assert "Đại sứ quán đã nhận." in read(desk, address)
        assert "Đại sứ quán đã nhận." not in read(desk, f"{url('wordings')}?language=fr")

        desk.post(address, words)
        assert not PublicWording.objects.exists()

    def test_an_unknown_language_is_the_registers_own(self, desk):
        assert desk.get(f"{url('wordings')}?language=tlh").status_code == 200


def test_markup_in_answers_notes_and_replies_is_shown_as_text(desk, proposal, routing):
    evil = "<script>alert(1)</script>"
    answer(routing, "not_now", evil)
    services.add_note(proposal=proposal, text=evil, by=make_officer(), now=timezone.now())
    services.send_reply(proposal=proposal, text=evil, language="vi", number=1, by=None, on=TODAY)

    assert "<script>alert" not in read(desk, url("answering", proposal.pk))
    assert "<script>alert" not in read(desk, url("reply", proposal.pk))
