"""Tables that only ever grow, each with its keys: columns of which no two rows may be equal."""

APPEND_ONLY: dict[str, tuple[tuple[str, ...], ...]] = {
    "core_auditevent": (("id",),),
    "records_sealentry": (("id",), ("event_id",), ("batch", "position")),
}
