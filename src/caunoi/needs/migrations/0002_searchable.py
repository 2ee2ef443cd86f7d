from django.db import migrations

from caunoi.search.triggers import notes_stale


class Migration(migrations.Migration):
    """The database notes which needs the index has to read anew."""

    dependencies = [
        ("needs", "0001_initial"),
        ("search", "0002_triggers"),
    ]

    operations = [
        notes_stale("needs_need", {"need": "SELECT id FROM changed"}),
        notes_stale("needs_needsector", {"need": "SELECT need_id FROM changed"}),
    ]
