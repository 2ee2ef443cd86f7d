"""Watch every table that documents are made of.

A person's consent decides about the person's works as well, and a body is a candidate by the
projects it takes part in.
"""

from django.db import migrations

from caunoi.search.triggers import ASK_FOR_REFRESH, NO_MORE_ASKING, notes_stale

OWN = "SELECT id FROM changed"
OF_PERSON = "SELECT person_id FROM changed"
WORKS_OF_PERSON = (
    "SELECT work_id FROM works_authorship JOIN changed ON expert_id = changed.person_id"
)
HOSTED = "SELECT event_id FROM events_eventhost JOIN changed ON organisation_id = changed.id"
SHARED_IN = (
    "SELECT project_id FROM programmes_projectpartner JOIN changed ON organisation_id = changed.id"
)
PARTNERS = (
    "SELECT organisation_id FROM programmes_projectpartner AS partner"
    " JOIN changed ON partner.project_id = changed.{}"
)
# Those that say who may be found, and by whom.
CONSENTS_THAT_SHOW = "('profile', 'matching', 'universities', 'firms', 'ministries', 'network', 'other_mission', 'public')"
PLACED = "SELECT proposal_id FROM proposals_placement AS placed JOIN changed ON placed.id = changed.placement_id"

WATCHED = {
    "people_person": {"expert": OWN},
    "people_personname": {"expert": OF_PERSON},
    "people_affiliation": {"expert": OF_PERSON},
    "people_consent": {
        "expert": f"{OF_PERSON} WHERE purpose IN {CONSENTS_THAT_SHOW}",
        "work": f"{WORKS_OF_PERSON} WHERE purpose IN {CONSENTS_THAT_SHOW}",
    },
    "people_expert": {"expert": OF_PERSON, "work": WORKS_OF_PERSON},
    "people_expertsector": {"expert": "SELECT expert_id FROM changed"},
    "works_work": {
        "work": OWN,
        "expert": "SELECT expert_id FROM works_authorship JOIN changed ON work_id = changed.id",
    },
    "works_authorship": {
        "work": "SELECT work_id FROM changed",
        "expert": "SELECT expert_id FROM changed",
    },
    "organisations_organisation": {"organisation": OWN, "event": HOSTED, "project": SHARED_IN},
    "organisations_organisationname": {"organisation": "SELECT organisation_id FROM changed"},
    "events_event": {"event": OWN},
    "events_eventhost": {"event": "SELECT event_id FROM changed"},
    "proposals_proposal": {"proposal": OWN},
    "proposals_placement": {"proposal": "SELECT proposal_id FROM changed"},
    "proposals_placedsector": {"proposal": PLACED},
    "programmes_project": {"project": OWN, "organisation": PARTNERS.format("id")},
    "programmes_projectfield": {"project": "SELECT project_id FROM changed"},
    "programmes_projectsector": {
        "project": "SELECT project_id FROM changed",
        "organisation": PARTNERS.format("project_id"),
    },
    "programmes_deliverable": {"project": "SELECT project_id FROM changed"},
    "programmes_projectpartner": {
        "project": "SELECT project_id FROM changed",
        "organisation": "SELECT organisation_id FROM changed",
    },
}


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("people", "0002_expertise"),
        ("works", "0001_initial"),
        ("organisations", "0001_initial"),
        ("events", "0001_initial"),
        ("proposals", "0002_placements"),
        ("programmes", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        migrations.RunSQL(ASK_FOR_REFRESH, NO_MORE_ASKING),
        *(notes_stale(table, records) for table, records in WATCHED.items()),
    ]
