"""Tables that only ever grow."""

APPEND_ONLY = ("core_auditevent", "records_sealentry")
