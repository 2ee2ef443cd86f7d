"""In whose language authors are written to, and who of them is owed a word."""

import pytest

from caunoi.answers.letters import letter_language, readers_of, reply_language
from caunoi.people.models import Person
from caunoi.proposals.models import Authorship, Proposal
from tests.factories import make_expert, make_proposal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("chosen", "written_in", "spoken"),
    [
        ("nl", "vi", "nl"),
        ("", "vi", "vi"),
        ("", "zh", "zh-hans"),
        ("zh-hans", "en", "zh-hans"),
        ("", "tlh", "en"),
        ("", "", "en"),
        ("tlh", "fr", "en"),
    ],
)
def test_the_language_the_person_chose_goes_before_that_of_the_proposal(chosen, written_in, spoken):
    assert letter_language(Person(language=chosen), written_in) == spoken


class TestTheLanguageOfAReply:
    def test_is_the_first_authors(self, proposal):
        Authorship.objects.create(proposal=proposal, person=make_expert(language="de"))

        assert reply_language(proposal) == "vi"
        assert reply_language(proposal, "fr") == "fr"
        assert reply_language(proposal, "tlh") == "vi"

    def test_without_an_author_is_the_proposals(self, proposal):
        proposal.authorships.all().delete()

        assert reply_language(proposal) == "vi"
        assert readers_of(proposal) == {}


class TestWhoIsOwedAWord:
    def test_each_author_once_with_the_own_text_first(self, proposal, author):
        older = make_proposal(author, "The same, earlier.", superseded_by=proposal)
        oldest_author = make_expert()
        oldest = make_proposal(oldest_author, "The very first.", superseded_by=older)

        assert readers_of(proposal) == {author: proposal, oldest_author: oldest}

    def test_two_that_replace_each_other_end_somewhere(self, proposal, author):
        other = make_proposal(make_expert(), superseded_by=proposal)
        Proposal.objects.filter(pk=proposal.pk).update(superseded_by=other)
        proposal.refresh_from_db()

        assert len(readers_of(proposal)) == 2
