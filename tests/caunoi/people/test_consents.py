"""What a person may be asked, in whose name and in which words."""

import datetime
import string

import pytest

from caunoi.organisations.models import OrganisationKind
from caunoi.people.consent_wordings import LANGUAGES, WORDINGS
from caunoi.people.consents import kept_text, offered_consents
from caunoi.people.models import ConsentText
from caunoi.people.purposes import Purpose
from caunoi.people.services import latest_consent_texts, say_yes
from tests.factories import make_organisation, make_participant, make_register

pytestmark = pytest.mark.django_db
SIX = ("vi", "en", "fr", "nl", "de", "zh")


def offered(register, language="en"):
    return {one.key: one for one in offered_consents(register, language=language)}


def test_every_purpose_is_worded_in_the_six_languages():
    assert tuple(LANGUAGES) == SIX
    assert all(set(WORDINGS[language]) == set(Purpose) for language in SIX)


@pytest.mark.parametrize("language", SIX)
def test_the_same_names_are_filled_in_whatever_the_language(language):
    def gaps(wording):
        return {name for _, name, _, _ in string.Formatter().parse(wording) if name}

    assert {purpose: gaps(words) for purpose, words in WORDINGS[language].items()} == {
        purpose: gaps(words) for purpose, words in WORDINGS["en"].items()
    }


@pytest.mark.parametrize("language", SIX)
def test_whoever_answers_for_the_register_is_named(language):
    register = make_register()

    profile = next(iter(offered_consents(register, language=language)))

    assert profile.purpose == Purpose.PROFILE
    assert profile.language == language
    assert register.controller.display_name in profile.wording


def test_a_controller_is_called_as_in_the_readers_language():
    register = make_register()
    register.controller.names.create(value="Ambassade d’essai", language="fr", kinds=["label"])

    words = offered_consents(register, language="fr")[0].wording

    assert "(Ambassade d’essai)" in words


def test_an_unknown_language_is_asked_in_english():
    assert offered_consents(make_register(), language="ja")[0].language == "en"


def test_only_bodies_named_in_the_settings_are_asked_for():
    register = make_register()
    network = make_organisation("Mạng lưới Thử", kinds=[OrganisationKind.NETWORK])
    mission = make_organisation("Phái đoàn Thử", kinds=[OrganisationKind.MISSION])
    make_organisation("Mạng lưới khác", kinds=[OrganisationKind.NETWORK])
    assert not {one.purpose for one in offered(register).values()} & {
        Purpose.NETWORK,
        Purpose.OTHER_MISSION,
    }

    register.named_recipients.set([network, mission, register.controller])

    asked = offered(register)
    assert "Mạng lưới Thử" in asked[f"network-{network.pk}"].wording
    assert "Phái đoàn Thử" in asked[f"other_mission-{mission.pk}"].wording
    assert f"other_mission-{register.controller_id}" not in asked


def test_the_words_somebody_agreed_to_are_kept_once_and_stay_when_names_change():
    register = make_register()
    before = offered_consents(register, language="en")[0]
    yes = say_yes(
        person=make_participant(),
        text=kept_text(before),
        recipient=before.recipient,
        on=datetime.date(2026, 3, 14),
    )
    assert kept_text(before) == yes.text

    register.controller.names.update(value="Another name")
    after = kept_text(offered_consents(register, language="en")[0])

    yes.refresh_from_db()
    assert yes.text.wording == before.wording
    assert after != yes.text
    assert ConsentText.objects.filter(version=2).count() == 2


def test_sheets_keep_their_own_words():
    kept_text(offered_consents(make_register(), language="vi")[0])

    assert {text.version for text in latest_consent_texts("vi").values()} == {1}
