"""What an author does about proposals on the own page."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from caunoi.messages.models import Letter
from caunoi.people.models import Person
from caunoi.proposals.models import (
    Authorship,
    CoAuthor,
    Draft,
    Progress,
    Proposal,
    ProposalFile,
    Signature,
)
from caunoi.sources.history import history_of
from caunoi.sources.models import Attachment
from tests.caunoi.queries import queries_of
from tests.factories import make_expert, make_participant, make_proposal, place

pytestmark = pytest.mark.django_db
PAGE = "/me/proposals/"
DRAFT = "/me/proposals/draft/"
TEXT = "Thu nước mưa trên mái trường học ở nơi giếng bị mặn, để học sinh có nước sạch."
ALIKE = (
    "Collect rainwater on the roofs of schools where wells turn salty, so that pupils have water"
)


@pytest.fixture
def person(register) -> Person:
    return make_expert("Nguyễn Ví Dụ", language="en")


@pytest.fixture
def browser(opened, person):
    return opened(person)


def typed(**changed):
    return {"title": "Nước mưa", "text": TEXT, "signature": "by_field", **changed}


def letter_with(*paragraphs: str) -> bytes:
    """A DOCX of these paragraphs, as bare as a reader takes it."""
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as letter:
        letter.writestr("word/document.xml", f"<w:document>{body}</w:document>")
    return content.getvalue()


# --- sending ---


def test_it_is_kept_as_the_author_chose_to_be_shown(browser, person):
    browser.post(PAGE, typed())

    sent = Proposal.objects.get()
    assert (sent.text, sent.signature, sent.channel) == (TEXT, Signature.BY_FIELD, "own_page")
    assert sent.authorships.get().person == person


def test_how_the_author_is_shown_has_to_be_chosen_and_nothing_is_chosen_beforehand(browser):
    shown = browser.get(PAGE).content.decode()
    answer = browser.post(PAGE, typed(signature=""))

    radios = [part.partition(">")[0] for part in shown.split("<input") if 'type="radio"' in part]
    assert len(radios) == 3
    assert not any("checked" in one for one in radios)
    assert answer.status_code == 200
    assert not Proposal.objects.exists()


def test_what_was_typed_outlives_a_mistake(browser, person):
    browser.post(PAGE, typed(signature=""))

    assert TEXT in browser.get(PAGE).content.decode()
    assert Draft.objects.get(person=person).text == TEXT


def test_a_participant_may_send_one_too(opened, register):
    opened(make_participant()).post(PAGE, typed())

    assert Proposal.objects.count() == 1


def test_a_typed_secrecy_stamp_is_refused(browser):
    answer = browser.post(PAGE, typed(text=f"TUYỆT MẬT\n{TEXT}"))

    assert "secrecy stamp" in answer.content.decode()
    assert not Proposal.objects.exists()


# --- files ---


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"%PDF-1.7 an example"),
        ("picture.png", b"\x89PNG\r\n\x1a\n an example"),
        ("picture.jpg", b"\xff\xd8\xff an example"),
        ("letter.docx", letter_with("A plan of examples")),
    ],
)
def test_a_paper_is_kept_and_handed_out_to_its_author_alone(browser, opened, name, content):
    browser.post(PAGE, typed(papers=SimpleUploadedFile(name, content)))

    kept = ProposalFile.objects.get()
    address = f"/me/proposals/files/{kept.pk}/"
    assert b"".join(browser.get(address).streaming_content) == content
    assert opened(make_expert()).get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("program.exe", b"MZ an example", "Only PDF"),
        # The name says one thing, the content another.
        ("program.pdf", b"MZ an example", "Only PDF"),
        ("workbook.docx", b"PK\x03\x04 cut short", "damaged"),
        ("stamped.docx", letter_with("T Ố I  M Ậ T", "A plan"), "secrecy stamp"),
        ("Tuyệt mật.pdf", b"%PDF-1.7 an example", "secrecy stamp"),
    ],
)
def test_the_wrong_paper_is_refused_and_the_words_are_kept(browser, person, name, content, said):
    answer = browser.post(PAGE, typed(papers=SimpleUploadedFile(name, content)))

    assert said in answer.content.decode()
    assert not Attachment.objects.exists()
    assert Draft.objects.get(person=person).text == TEXT


def test_too_many_papers_are_refused(browser):
    papers = [SimpleUploadedFile(f"{one}.pdf", b"%PDF-1.7") for one in range(6)]

    assert "At most five" in browser.post(PAGE, typed(papers=papers)).content.decode()


def test_a_paper_goes_with_its_bytes(browser, django_capture_on_commit_callbacks):
    browser.post(PAGE, typed(papers=SimpleUploadedFile("plan.pdf", b"%PDF-1.7")))
    kept = ProposalFile.objects.select_related("attachment").get()
    storage, name = kept.attachment.file.storage, kept.attachment.file.name

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/me/proposals/files/{kept.pk}/remove/")

    assert not Attachment.objects.exists()
    assert not storage.exists(name)


# --- the draft ---


def test_a_draft_is_kept_while_one_types_and_goes_when_it_is_sent(browser, person):
    said = browser.post(DRAFT, typed(), headers={"HX-Request": "true"}).content.decode()

    assert "Kept as a draft" in said
    assert TEXT in browser.get(PAGE).content.decode()
    browser.post(PAGE, typed())
    assert not Draft.objects.exists()


def test_the_button_keeps_it_without_a_script(browser, person):
    answer = browser.post(DRAFT, typed())

    assert answer.url == PAGE
    assert Draft.objects.get().person == person


def test_nobody_else_sees_a_draft(browser, opened, client, person):
    browser.post(DRAFT, typed(text="A draft of examples, seen by nobody at all"))

    assert "seen by nobody" not in opened(make_expert()).get(PAGE).content.decode()


def test_a_draft_can_be_thrown_away(browser):
    browser.post(DRAFT, typed())

    browser.post("/me/proposals/draft/drop/")

    assert not Draft.objects.exists()


def test_looking_at_pages_keeps_and_sends_nothing(browser):
    assert browser.get(DRAFT).status_code == 405
    assert not Draft.objects.exists()


# --- somebody proposed something like it ---


def hints(browser, text=ALIKE) -> str:
    return browser.post(DRAFT, typed(text=text), headers={"HX-Request": "true"}).content.decode()


def test_a_similar_one_in_another_language_is_told_of_without_its_author(browser):
    author = make_expert("Trần Bí Mật")
    place(
        make_proposal(
            author, TEXT, title="Nước mưa cho trường", language="vi", signature="by_name"
        ),
        "environment",
    )

    said = hints(browser)

    assert "Nước mưa cho trường" in said
    assert "Environment, water resources" in said
    assert "Trần Bí Mật" not in said
    assert "giếng bị mặn" not in said


def test_of_an_unsigned_one_not_even_the_title_is_told(browser):
    unsigned = make_proposal(make_expert(), TEXT, title="Nước mưa cho trường", language="vi")
    place(unsigned, "environment")

    said = hints(browser)

    assert "A similar proposal" in said
    assert "Nước mưa" not in said


def test_ones_own_is_no_similar_one_and_neither_is_another_matter(browser, person):
    make_proposal(person, TEXT, title="My own", language="vi", signature="by_name")
    make_proposal(
        make_expert(),
        "Một quỹ cho vay thay lò hơi đốt than bằng bơm nhiệt ở xưởng dệt.",
        language="vi",
    )

    assert "something like it" not in hints(browser)


@pytest.mark.parametrize("text", ["", "water", "🦆"])
def test_next_to_nothing_typed_is_like_nothing(browser, text):
    make_proposal(make_expert(), TEXT, language="vi", signature="by_name")

    said = browser.post(DRAFT, {"text": text}, headers={"HX-Request": "true"}).content.decode()

    assert "something like it" not in said


def test_whoever_asks_without_end_is_told_no_more(browser, monkeypatch):
    make_proposal(make_expert(), TEXT, language="vi", signature="by_name")
    monkeypatch.setattr(
        "caunoi.self_service.proposals_views.may_try_again", lambda *_a, **_k: False
    )

    said = hints(browser)

    assert "something like it" not in said
    assert "Kept as a draft" in said


# --- changing and withdrawing ---


@pytest.fixture
def own(person) -> Proposal:
    return make_proposal(person, "Một ví dụ đầu tiên.", title="Ví dụ", language="vi")


def test_the_author_changes_it_while_nobody_has_passed_it_on(browser, own):
    place(own, "energy")

    browser.post(f"/me/proposals/{own.pk}/change/", typed())

    own.refresh_from_db()
    assert (own.text, own.signature) == (TEXT, "by_field")
    # Sectors were decided on other words: the decision is taken back, and kept for the record.
    assert not own.placements.standing().exists()
    assert own.placements.count() == 1


def test_typing_a_change_does_not_touch_the_draft(browser, own):
    browser.post(DRAFT, typed(changes=own.pk), headers={"HX-Request": "true"})

    assert not Draft.objects.exists()


@pytest.mark.parametrize("how", ["change", "withdraw"])
def test_what_is_being_answered_is_no_longer_the_authors_to_change(browser, own, how):
    Proposal.objects.update(progress=Progress.BEING_ANSWERED)

    answer = browser.post(f"/me/proposals/{own.pk}/{how}/", typed(), follow=True)

    own.refresh_from_db()
    assert own.text == "Một ví dụ đầu tiên."
    assert "can no longer be changed" in answer.content.decode()


@pytest.mark.parametrize("how", ["change", "withdraw"])
def test_nobody_elses_is(opened, own, how):
    assert opened(make_expert()).post(f"/me/proposals/{own.pk}/{how}/", typed()).status_code == 404
    assert Proposal.objects.filter(pk=own.pk).exists()


def test_withdrawn_nothing_of_it_is_kept(browser, own):
    assert browser.get(f"/me/proposals/{own.pk}/withdraw/").status_code == 200
    assert Proposal.objects.exists()

    browser.post(f"/me/proposals/{own.pk}/withdraw/")

    assert not Proposal.objects.exists()
    assert not history_of(Proposal).filter(pgh_obj_id=own.pk).exists()


def test_where_others_wrote_it_too_it_stays_theirs(browser, own, person):
    other = make_expert()
    Authorship.objects.create(proposal=own, person=other)

    browser.post(f"/me/proposals/{own.pk}/withdraw/")

    assert [one.person for one in own.authorships.all()] == [other]


# --- co-authors ---


@pytest.fixture
def colleague(register) -> Person:
    return make_expert("Lê Đồng Tác Giả", email="colleague@example.org", language="en")


def test_whoever_is_known_is_asked_and_whoever_is_not_stays_a_line(browser, colleague):
    before = Person.objects.count()

    browser.post(PAGE, typed(co_authors="Colleague@example.org\nMaria Voorbeeld\nx@example.org"))

    assert Person.objects.count() == before
    assert Authorship.objects.count() == 1
    assert Letter.objects.filter(person=colleague, link_to__startswith="self_service:co_author")
    shown = browser.get(PAGE).content.decode()
    assert "Maria Voorbeeld" in shown
    # The author cannot tell from the page who is in the register.
    assert "Lê Đồng Tác Giả" not in shown


def test_a_yes_makes_a_co_author_and_until_then_nothing_is_read(browser, opened, colleague):
    browser.post(PAGE, typed(co_authors="colleague@example.org"))
    theirs = opened(colleague)
    assert TEXT not in theirs.get(PAGE).content.decode()
    question = f"/me/proposals/named/{CoAuthor.objects.get().pk}/"
    assert TEXT not in theirs.get(question).content.decode()

    theirs.post(question, {"answer": "yes"})
    again = theirs.post(question, {"answer": "yes"}, follow=True)

    assert Authorship.objects.filter(person=colleague).count() == 1
    assert not CoAuthor.objects.exists()
    assert "answered already" in again.content.decode()
    assert TEXT in theirs.get(PAGE).content.decode()


def test_an_author_named_again_is_asked_no_second_time(browser, opened, colleague):
    browser.post(PAGE, typed(co_authors="colleague@example.org"))
    opened(colleague).post(f"/me/proposals/named/{CoAuthor.objects.get().pk}/", {"answer": "yes"})
    sent = Proposal.objects.get()

    browser.post(
        f"/me/proposals/{sent.pk}/change/", typed(co_authors="colleague@example.org\nMaria")
    )

    assert [one.line for one in sent.co_authors.all()] == ["Maria"]


def test_a_no_leaves_nothing(browser, opened, colleague):
    browser.post(PAGE, typed(co_authors="colleague@example.org"))
    named = CoAuthor.objects.get()

    opened(colleague).post(f"/me/proposals/named/{named.pk}/", {"answer": "no"})

    assert not CoAuthor.objects.exists()
    assert not history_of(CoAuthor).exists()


def test_nobody_answers_for_another(browser, opened, colleague):
    browser.post(PAGE, typed(co_authors="colleague@example.org"))
    named = CoAuthor.objects.get()

    opened(make_expert()).post(f"/me/proposals/named/{named.pk}/", {"answer": "yes"})

    assert Authorship.objects.count() == 1
    assert CoAuthor.objects.exists()


# --- the list ---


def test_more_proposals_ask_no_more_of_the_database(browser, person):
    make_proposal(person)
    few = queries_of(browser, PAGE)
    for _number in range(5):
        place(make_proposal(person), "energy")

    assert queries_of(browser, PAGE) <= few + 2


def test_a_draft_goes_with_its_person(register):
    person = make_participant()
    Draft.objects.create(person=person, text=TEXT, kept_at=timezone.now())

    person.delete()

    assert not Draft.objects.exists()
