from django.db import migrations

from caunoi.search.triggers import notes_stale


class Migration(migrations.Migration):
    """The database notes which offers the index has to read anew."""

    dependencies = [
        ("needs", "0003_postings"),
        ("search", "0002_triggers"),
    ]

    operations = [
        notes_stale("needs_offer", {"offer": "SELECT id FROM changed"}),
        notes_stale("needs_offersector", {"offer": "SELECT offer_id FROM changed"}),
    ]
