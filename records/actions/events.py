from records.models import AuditEvent
from records.verbs import verb_label


def record_event(verb: str, *, target, by, on, at, old=None, new=None, reason="", scope_id=None) -> AuditEvent:
    """Write who did what to what, in the caller's transaction (R81).

    `on` is the day of the fact or None where it has none, `at` the instant of recording. `by` None stands for
    the house itself (a scheduled job). Raises KeyError for a verb without a label.
    """
    verb_label(verb)
    return AuditEvent.objects.create(
        actor_id=by.pk if by else None,
        actor_name=by.printed_name if by else "Xuncha",
        verb=verb,
        target_kind=target._meta.model_name,
        target_id=str(target.pk),
        old=old or {},
        new=new or {},
        reason=reason,
        on=on,
        at=at,
        address=by.address if by else "",
        scope_id=scope_id if scope_id is not None else getattr(target, "scope_id", None),
    )
