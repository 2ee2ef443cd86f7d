"""Reading proposals: who finds which, what the board holds, and the order of the queue."""

import datetime

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import Viewer
from caunoi.proposals import queries
from caunoi.proposals.models import Placement
from caunoi.proposals.queries import Narrowing, State
from tests.factories import make_event, make_expert, make_officer, make_proposal, place

pytestmark = pytest.mark.django_db
OFFICER = Viewer(user_id=1, roles=frozenset({Role.OFFICER}))
PARTNER = Viewer(user_id=2, roles=frozenset({Role.HOME_PARTNER}), organisation_ids=frozenset({1}))


def found(viewer: Viewer = OFFICER, **narrowing: object) -> set[str]:
    rows = queries.found_proposals(viewer, Narrowing(**narrowing))
    return {row.title for row in rows}


@pytest.fixture
def author():
    return make_expert("Nguyễn Thị Đức")


class TestTheList:
    @pytest.mark.parametrize(
        "words", ["bán dẫn", "ban dan", "BÁN DẪN", "nguyen duc", "Đức bán", "đóng gói"]
    )
    def test_is_searched_without_regard_to_marks_in_title_text_and_author(self, author, words):
        make_proposal(author, "Một lớp học về đóng gói chip.", title="Chip bán dẫn")
        make_proposal(make_expert("Trần Văn Bê"), "Nước sạch.", title="Nước")

        assert found(words=words) == {"Chip bán dẫn"}

    def test_narrows_by_sector_family_language_and_event(self, author):
        event = make_event()
        energy = make_proposal(author, title="A", language="vi", event=event)
        place(energy, "energy", "climate")
        place(make_proposal(author, title="B", language="fr"), "nuclear")

        assert found(sector="climate") == {"A"}
        assert found(family="energy") == {"A", "B"}
        assert found(family="earth_and_sea") == {"A"}
        assert found(language="fr") == {"B"}
        assert found(event_id=event.pk) == {"A"}

    def test_counts_each_state(self, author):
        make_proposal(author)
        place(make_proposal(author), "energy", "climate")
        place(make_proposal(author))

        counts = queries.counts_by_state(queries.found_proposals(OFFICER, Narrowing()))

        assert counts == {
            State.ALL: 3,
            State.TO_PLACE: 1,
            State.PLACED: 1,
            State.NONE_OF_THESE: 1,
        }

    def test_shows_authors_their_own_and_partners_none(self, author):
        make_proposal(author, title="Own")
        make_proposal(make_expert(), title="Another's")
        themselves = Viewer(user_id=3, roles=frozenset({Role.EXPERT}), person_id=author.pk)

        assert found(themselves) == {"Own"}
        assert found(PARTNER) == set()


def test_the_board_has_a_column_for_those_to_place_and_one_for_each_family(author):
    waiting = make_proposal(author)
    both = make_proposal(author)
    place(both, "energy", "climate")

    columns = queries.board(OFFICER)

    assert len(columns) == 8
    assert list(columns[0].cards) == [waiting]
    held = {column.family.code: column.count for column in columns[1:] if column.count}
    assert held == {"energy": 1, "earth_and_sea": 1}
    assert not any(column.count for column in queries.board(PARTNER))


class TestTheQueue:
    def test_begins_with_the_longest_waiting_and_comes_round(self, author):
        days = [datetime.date(2026, 3, day) for day in (3, 1, 2)]
        newest, oldest, middle = (make_proposal(author, received_on=day) for day in days)

        assert list(queries.queue(OFFICER)) == [oldest, middle, newest]
        assert queries.next_to_place(OFFICER) == oldest
        assert queries.next_to_place(OFFICER, after=oldest) == middle
        assert queries.next_to_place(OFFICER, after=newest) == oldest

    def test_goes_on_from_one_that_was_placed(self, author):
        first, second = (make_proposal(author) for _ in range(2))
        place(first, "energy")

        assert queries.next_to_place(OFFICER, after=first) == second
        place(second)
        assert queries.next_to_place(OFFICER, after=second) is None

    def test_stays_at_the_only_one_left(self, author):
        only = make_proposal(author)

        assert queries.next_to_place(OFFICER, after=only) == only


class TestThePace:
    def placements(self, author, officer, *seconds: int) -> None:
        start = timezone.now()
        for after in seconds:
            Placement.objects.create(
                proposal=make_proposal(author),
                placed_by=officer,
                placed_at=start + datetime.timedelta(seconds=after),
            )

    def test_is_the_median_pause_within_a_sitting(self, author):
        officer = make_officer()
        self.placements(author, officer, 0, 10, 30, 40, 4000, 4012)

        assert queries.seconds_each(officer.pk) == 11

    def test_is_half_a_minute_before_there_is_one(self, author):
        officer = make_officer()
        self.placements(author, officer, 0)

        assert queries.seconds_each(officer.pk) == queries.SECONDS_EACH_AT_FIRST
        assert queries.time_to_place(12, officer.pk) == datetime.timedelta(minutes=6)

    def test_is_each_officers_own(self, author):
        self.placements(author, make_officer(), 0, 5)

        assert queries.seconds_each(make_officer().pk) == queries.SECONDS_EACH_AT_FIRST
