"""What mail servers write back about a letter: it failed, it waits, it arrived.

Reach for `read_delivery_reports` with a message or a mailbox. Sources: RFC 3462 (multipart/report),
RFC 3464 (delivery status), RFC 3834 (automatic replies), RFC 4155 (mbox). Invariant: nothing of a
message's words is kept, only what became of which letter.
"""

from trithuc.importers.delivery_reports.mailboxes import NotAMailbox, read_delivery_reports
from trithuc.importers.delivery_reports.reports import DeliveryReport, Outcome

__all__ = ["DeliveryReport", "NotAMailbox", "Outcome", "read_delivery_reports"]
