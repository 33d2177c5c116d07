"""Who tries every door: one person for each role and each relation to the things of the world (DESIGN §4)."""

from dataclasses import dataclass

OWN, FOREIGN, FORMER = "own", "foreign", "former"


@dataclass(frozen=True)
class Persona:
    """`role` is the role of DESIGN §4 as people call it, `relation` that to the things of the world."""

    role: str
    relation: str
    # None stands for somebody who is not signed in.
    account: str | None

    def __str__(self):
        return f"{self.role}/{self.relation}"


PERSONAS = (
    Persona("office", OWN, "office"),
    Persona("office", FORMER, "office_gone"),
    Persona("committee", OWN, "committee"),
    Persona("secretary", OWN, "secretary"),
    Persona("leader", OWN, "leader"),
    Persona("leader", FOREIGN, "leader_elsewhere"),
    Persona("leader", FORMER, "leader_removed"),
    Persona("member", OWN, "member"),
    Persona("member", FOREIGN, "member_elsewhere"),
    Persona("member", FORMER, "member_removed"),
    Persona("principal", OWN, "principal"),
    Persona("principal", FOREIGN, "principal_elsewhere"),
    Persona("principal", FORMER, "principal_past"),
    Persona("clerk", OWN, "clerk"),
    Persona("clerk", FOREIGN, "clerk_elsewhere"),
    Persona("clerk", FORMER, "clerk_gone"),
    Persona("department", OWN, "officer"),
    Persona("department", FOREIGN, "officer_elsewhere"),
    Persona("copy_recipient", OWN, "recipient"),
    Persona("copy_recipient", FOREIGN, "recipient_elsewhere"),
    Persona("custodian", OWN, "custodian"),
    Persona("system_admin", OWN, "system_admin"),
    Persona("security_admin", OWN, "security_admin"),
    Persona("audit_admin", OWN, "audit_admin"),
    Persona("anonymous", FOREIGN, None),
)

# Deactivated once the world stands and their sessions are open: what such a session still opens is the question.
DEACTIVATED = ("office_gone", "clerk_gone")


def deactivate(world) -> None:
    for account in DEACTIVATED:
        world.users[account].is_active = False
        world.users[account].save(update_fields=["is_active"])
