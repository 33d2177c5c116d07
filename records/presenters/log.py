from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from core.event_words import label_or_verb
from core.shapes import Words
from records.kinds import thing_kind_label


@dataclass(frozen=True)
class LogRow:
    """One event as the audit administrator sees it: words instead of codes, and no text."""

    at: datetime
    actor_name: str
    label: Words
    kind: Words
    target_id: str
    address: str

    @property
    def second(self) -> str:
        """In Asia/Shanghai; minutes would not tell what came first."""
        return timezone.localtime(self.at).strftime("%Y-%m-%d %H:%M:%S")


def log_rows(events: Iterable[Mapping[str, Any]]) -> list[LogRow]:
    return [
        LogRow(
            at=event["at"],
            actor_name=event["actor_name"],
            label=label_or_verb(event["verb"]),
            kind=thing_kind_label(event["target_kind"]),
            target_id=event["target_id"],
            address=event["address"],
        )
        for event in events
    ]
