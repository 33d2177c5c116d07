from accounts.models import User
from inspections.models import FieldNote, SubdistrictRound


def last_note(round_: SubdistrictRound, user: User) -> FieldNote | None:
    """What this person noted last in the round."""
    own = FieldNote.objects.visible_to(user).filter(round=round_, scope=round_.scope_id, recorded_by=user)
    return own.order_by("-recorded_at").first()
