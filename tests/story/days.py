"""The days of the story. They hang on today, so that it can be told on any day."""

from dataclasses import dataclass
from datetime import date, timedelta

from planning.scenes.stays import within_a_year

ON_SITE_DAYS = 15


@dataclass(frozen=True)
class Days:
    """Entry about twenty days ago, the last day on site about five; both inclusive and in one year."""

    today: date

    @property
    def stay(self):
        return within_a_year(self.today - timedelta(days=20), ON_SITE_DAYS, is_past=True)

    def before_entry(self, days) -> date:
        return self.stay.from_on - timedelta(days=days)

    def other_stays(self) -> list[tuple[date, date]]:
        """First and last day of two more rounds of the year, clear of the one that is walked."""
        step = timedelta(days=25 if self.stay.from_on.month <= 6 else -25)
        return [(self.stay.from_on + step * n, self.stay.to_on + step * n) for n in (1, 2)]
