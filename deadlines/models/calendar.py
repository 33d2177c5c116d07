from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Aggregate


class CalendarYear(models.Model):
    """Which arrangement of a year we hold, and whether it is the published one.

    A provisional year has weekends and the statutory days only: the arrangement of the State Council
    usually comes in November for the year after (DOMAIN §1.3).
    """

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    source = models.CharField(_("source"), max_length=120)
    is_provisional = models.BooleanField(_("provisional"), default=False)
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        ordering = ["year"]
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")

    def __str__(self):
        return str(self.year)


class CalendarDay(Aggregate):
    """A day that differs from the plain week, or has a name: holidays, days off in lieu, make-up working days."""

    year = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("day"), unique=True)
    is_workday = models.BooleanField(_("working day"))
    # As the State Council's notice calls it, in Chinese; translated for display where it is a statutory day.
    name = models.CharField(_("name"), max_length=40, blank=True)
    # Why the office set it by hand; empty for days that came with the year.
    note = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["date"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self):
        return f"{self.date} {self.name}"
