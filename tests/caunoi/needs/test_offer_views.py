"""Officers' pages about offers, and offers as candidates for needs."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.needs.models import Match, Offer
from tests.caunoi.needs.test_posting import make_offer
from tests.caunoi.queries import queries_of
from tests.factories import make_event, make_need, make_officer, make_organisation

pytestmark = pytest.mark.django_db
TEXT = "Advanced packaging of semiconductor chips is offered."


@pytest.fixture
def desk(client):
    client.force_login(make_officer())
    return client


def url(name, *args):
    return reverse(f"needs:{name}", args=args)


def typed(**changed):
    return {"title": "Packaging", "text": TEXT, "kind": "technology"} | changed


def page_of(client, address, **query):
    return client.get(address, query).content.decode()


def test_an_offer_is_written_changed_and_closed(desk):
    body, event = make_organisation("Viện Ví Dụ"), make_event("Example Exhibition")
    said = typed(offered_by="Viện Ví Dụ", event=event.pk, sectors=["semiconductors"])

    page = desk.post(url("add_offer"), said, follow=True).content.decode()

    offer = Offer.objects.get()
    assert (offer.offered_by, offer.channel, offer.language) == (body, "exhibition", "en")
    assert "technology offer" in page
    desk.post(url("change_offer", offer.pk), typed(title="Another"))
    desk.post(url("set_offer_state", offer.pk), {"state": "closed"})
    offer.refresh_from_db()
    assert (offer.title, offer.state) == ("Another", "closed")
    assert "Another" in page_of(desk, url("offers"), show="closed")


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk):
    page = desk.post(url("add_offer"), typed(trl_from=6, trl_to=3)).content.decode()

    assert "from the lower to the higher" in page
    assert "Packaging" in page
    assert not Offer.objects.exists()


def test_an_offer_is_a_candidate_with_reasons_and_may_be_shortlisted(desk, index):
    offer = make_offer("Packaging", text=TEXT)
    index()
    need = make_need(text="An offer of semiconductor packaging is needed.")

    assert "Packaging" in page_of(desk, need.get_absolute_url())
    assert "packaging" in page_of(desk, url("why", need.pk, "offer", offer.pk))
    desk.post(url("shortlist", need.pk, "offer", offer.pk))

    assert Match.objects.get().candidate == offer


@pytest.mark.parametrize(
    "changed",
    [
        {"valid_until": timezone.localdate() - datetime.timedelta(days=1)},
        {"state": "closed"},
        {"review": "waiting"},
    ],
)
def test_what_is_not_in_use_leaves_matching_at_once_whatever_the_index_says(desk, index, changed):
    make_offer("Packaging of chips", text=TEXT)
    index()
    Offer.objects.update(**changed)
    need = make_need(text="Semiconductor packaging is needed.")

    assert "Packaging of chips" not in page_of(desk, need.get_absolute_url())


def test_an_expired_offer_says_so_and_one_press_renews_it(desk):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    offer = make_offer("Packaging", valid_until=yesterday)
    assert "Packaging" in page_of(desk, url("offers"), show="expired")

    desk.post(url("renew", "offer", offer.pk))

    assert "Packaging" in page_of(desk, url("offers"))
    assert desk.post(url("renew", "nonsense", offer.pk)).status_code == 404


def test_an_empty_list_says_what_to_do(desk):
    assert "Write an offer" in page_of(desk, url("offers"))
    assert "Show all" in page_of(desk, url("offers"), q="nothing")
    assert "Nothing to review" in page_of(desk, url("to_review"))


def test_lists_ask_no_more_of_the_database_for_more_rows(desk):
    addresses = (url("offers"), url("to_review"))
    make_offer(offered_by=make_organisation())
    make_offer(review="waiting", offered_by=make_organisation())
    few = [queries_of(desk, address) for address in addresses]
    for _number in range(4):
        make_offer(offered_by=make_organisation())
        make_offer(review="waiting", offered_by=make_organisation())

    assert [queries_of(desk, address) for address in addresses] == few
