"""Who can sign in to the demonstration. The addresses belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from caunoi.accounts.models import Role

PASSWORD = "cau-noi-demo"  # noqa: S105  (printed for everyone who starts the demonstration)


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    email: str
    display_name: str
    roles: tuple[Role, ...]


DEMONSTRATION_ACCOUNTS = (
    DemonstrationAccount("officer@demo.example", "Officer (demo)", (Role.OFFICER,)),
    DemonstrationAccount(
        "administrator@demo.example", "Administrator (demo)", (Role.ADMINISTRATOR,)
    ),
)
