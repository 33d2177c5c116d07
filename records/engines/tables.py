"""Tables that only ever grow."""

APPEND_ONLY = ("records_auditevent", "records_sealentry")
