"""The supplement volumes of a round, with their files."""

from collections import defaultdict
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Lines, Link, Under
from core.tables import Column, Table, table_of
from inspections.models import Supplement
from records.models import EvidenceLink

COLUMNS = (
    Column(gettext_lazy("No."), lambda row, today: row[0].number, "num", is_desk_only=True),
    Column(
        gettext_lazy("Title of the volume"), lambda row, today: (row[0].title, Under(row[0].reason)), is_title=True
    ),
    Column(gettext_lazy("Files"), lambda row, today: Lines([_file(link) for link in row[1]])),
    Column(gettext_lazy("Added on"), lambda row, today: row[0].added_on, "date"),
    Column(gettext_lazy("Added by"), lambda row, today: row[0].added_by.full_name),
)


def volumes_table(round_, user, today: date) -> Table:
    """Two queries, however many volumes there are."""
    volumes = list(Supplement.objects.visible_to(user).filter(round=round_).select_related("added_by"))
    files = defaultdict(list)
    of_volumes = {str(volume.pk) for volume in volumes}
    for link in EvidenceLink.objects.visible_to(user).filter(subject_id__in=of_volumes):
        files[link.subject_id].append(link)
    rows = [(volume, files[str(volume.pk)]) for volume in volumes]
    return table_of(_("Supplement volumes"), COLUMNS, rows, today)


def _file(link) -> Link:
    return Link(link.name, reverse("records:evidence-download", args=[link.pk]), icon="file-earmark")
