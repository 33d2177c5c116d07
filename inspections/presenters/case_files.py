"""Case files as pages show them (四(二)二, R83)."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import badge_of
from core.shapes import Crumb, Fact
from core.tables import Column, Table, table_of
from inspections.case_contents import Contents
from inspections.models import CaseFile

CLAUSE = "四(二)二"

VOLUME = Column(
    gettext_lazy("Volume"),
    lambda one, today: str(one.supplement) if one.supplement else _("Main volume"),
    is_link=True,
)
RETENTION = Column(gettext_lazy("Retention term"), lambda one, today: one.get_retention_display(), is_desk_only=True)
PAGES = Column(gettext_lazy("Pages of the volume"), lambda one, today: one.pages, "num", is_desk_only=True)
FILES = Column(gettext_lazy("Files"), lambda one, today: one.files, "num", is_desk_only=True)
MADE = Column(gettext_lazy("Made at"), lambda one, today: one.made_at, "date")
HANDED_OVER = Column(gettext_lazy("Handed over on"), lambda one, today: one.handed_over_on, "date", is_desk_only=True)
RECEIVED = Column(gettext_lazy("Received on"), lambda one, today: one.received_on, "date", is_desk_only=True)
STATE = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")


def crumbs(case_file) -> list[Crumb]:
    found = [Crumb(_("Case files"), reverse("inspections:case-file-list"))]
    return [*found, Crumb(str(case_file), case_file.get_absolute_url())] if case_file is not None else found


def points_of_making(round_, user, today: date) -> list[str]:
    contents = Contents(round_)
    counted = {"papers": len(contents.papers), "evidence": len(contents.evidence)}
    return [
        _("Main volume: %(papers)s papers and %(evidence)s pieces of evidence, as they are kept.") % counted,
        _("Leads, identities of reporters and sealed visits are no part of it."),
        _("It can be opened and checked without this system: SHA256SUMS and README.txt stand in it."),
    ]


def case_files_table(case_files, today: date) -> Table:
    """On the page of a round."""
    return table_of(_("Case files"), (VOLUME, PAGES, FILES, MADE, HANDED_OVER, RECEIVED, STATE), case_files, today)


def facts_of(case_file: CaseFile) -> list[Fact]:
    transfer = case_file.transfer
    rows = [
        Fact(_("Round"), str(case_file.round), case_file.round.get_absolute_url(), clause=CLAUSE),
        Fact(_("Volume"), str(case_file.supplement) if case_file.supplement else _("Main volume")),
        Fact(_("Retention term"), case_file.get_retention_display()),
        Fact(_("Papers of the volume"), case_file.papers),
        Fact(_("Pages of the volume"), case_file.pages),
        Fact(_("Files in the ZIP"), case_file.files),
        Fact(_("Made at"), case_file.made_at),
        Fact(_("Made by"), case_file.made_by.printed_name),
    ]
    more = [
        Fact(_("Archive"), case_file.archive),
        Fact(
            _("Transfer list"),
            transfer.full_number if transfer else "",
            transfer.get_absolute_url() if transfer else "",
        ),
        Fact(_("Handed over on"), case_file.handed_over_on),
        Fact(_("Received on"), case_file.received_on),
        Fact(_("Who signed for the archive"), case_file.signed_by),
        Fact(_("SHA-256 of the ZIP"), case_file.package.sha256, wide=True),
        Fact(_("SHA-256 of the PDF/A"), case_file.book.sha256, wide=True),
        Fact(_("Reason for withdrawing it"), case_file.withdrawal_reason, wide=True),
    ]
    return [*rows, *(fact for fact in more if fact.value)]


def file_name(case_file: CaseFile, ending: str) -> str:
    return f"{case_file}.{ending}".replace("/", "_")
