from django.db import transaction

from core.actions.moves import apply_move, begin
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from tests.thing.models import Parcel


@transaction.atomic
def pack(*, scope, content, by, on, at) -> Parcel:
    check_permission(Parcel.TRANSITIONS.rows_of("pack")[0].permission, by=by, scope_ids=[scope.pk])
    return begin(Parcel(unit=scope.unit, scope=scope, content=content), "parcel.pack", by=by, on=on, at=at)


@transaction.atomic
def send(*, parcel, by, on, at, version=None) -> Parcel:
    parcel = lock(parcel, version=version)
    move = check_move(parcel, "send", by=by)
    if parcel.content == "空":
        raise IllegalMove("包裹是空的。")
    return apply_move(parcel, move, by=by, on=on, at=at, sent_on=on)


@transaction.atomic
def receive(*, parcel, by, on, at) -> Parcel:
    parcel = lock(parcel)
    move = check_move(parcel, "receive", by=by)
    return apply_move(parcel, move, by=by, on=on, at=at)
