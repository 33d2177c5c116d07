from core.event_words import label_or_verb
from records.kinds import thing_kind_label


def log_rows(events) -> list[dict]:
    """Rows of the log with words instead of codes."""
    return [
        event | {"label": label_or_verb(event["verb"]), "kind": thing_kind_label(event["target_kind"])}
        for event in events
    ]
