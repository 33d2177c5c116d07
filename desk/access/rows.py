"""What a row of the expected access says: how a view answers, whose thing it is, who reaches it."""

from dataclasses import dataclass, field

OK, FORBIDDEN, HIDDEN, SIGN_IN, METHOD = "ok", "forbidden", "hidden", "sign_in", "method"
UNANSWERED = "DELETE"

# How a view answers: the methods, and whether it looks at the thing or at the method first.
PAGE = ({"GET"}, False)
INSIDE = ({"GET"}, True)
FORM = ({"GET", "POST"}, True)
PRESS = ({"POST"}, False)

LETTERS = {
    "office": "O", "committee": "C", "secretary": "S", "leader": "L", "member": "M", "principal": "P", "clerk": "K",
    "department": "D", "copy_recipient": "R", "custodian": "U", "system_admin": "Y", "security_admin": "Z",
    "audit_admin": "A",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    kind: tuple[set[str], bool]
    thing: str | None
    who: str
    arguments: dict = field(default_factory=dict)

    def reach(self) -> dict[str, str]:
        """Letter to what its own people get."""
        found = {}
        for word in self.who.split():
            letter, _colon, what = word.partition(":")
            found[letter] = what or OK
        return dict.fromkeys(LETTERS.values(), OK) | found if "*" in found else found
