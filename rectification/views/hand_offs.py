from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import Permission
from core.buttons import button
from core.lists import DescribedListView
from core.tables import Column
from core.views.base import ThingDetailView
from records.models import EvidenceLink, IssuedDocument
from rectification.actions import hand_off_ways as ways
from rectification.filters.hand_offs import HandOffFilter
from rectification.models import HandOff
from rectification.presenters import hand_offs as presenter
from rectification.presenters.hand_off_tables import NUMBER, RECEIVER, REPLY, STATE, matters_table
from rectification.queries.hand_offs import hand_offs_listed, with_all


def _due(hand_off, today):
    deadline = presenter.running(hand_off)
    return deadline.due_on if deadline else None


def _light(hand_off, today):
    """Overdue is told beside the state, as a word."""
    deadline = presenter.running(hand_off)
    if deadline is None:
        return None
    signal = deadline.signal(today)
    return signal.label


def _matter(hand_off, today):
    first, *others = list(hand_off.lines.all()) or [None]
    if first is None:
        return None
    words = f"{first.subject_name}：{first.text[:40]}"
    return _("%(words)s and %(count)s more") % {"words": words, "count": len(others)} if others else words


MATTER = Column(_("Matter"), _matter, is_desk_only=True)
ROUND = Column(_("Round"), lambda one, today: str(one.round), is_desk_only=True)
SENT = Column(_("Day of the letter"), lambda one, today: one.sent_on, "date", is_desk_only=True)
DUE = Column(_("Reply by"), _due, "date")
LIGHT = Column(_("Deadline"), _light)

COLUMNS = (NUMBER, RECEIVER, MATTER, ROUND, SENT, REPLY, STATE)
# 移交台账: what the file says besides.
LEDGER = (
    NUMBER,
    RECEIVER,
    ROUND,
    Column(_("Matters"), lambda one, today: "\n".join(f"{line.number}. {line.text}" for line in one.lines.all())),
    Column(_("Inspected body"), lambda one, today: "\n".join(line.subject_name for line in one.lines.all())),
    SENT,
    Column(_("Received on"), lambda one, today: one.received_on),
    DUE,
    LIGHT,
    STATE,
    Column(_("Investigation and handling"), lambda one, today: one.result),
    Column(_("People held to account"), lambda one, today: presenter.counted(one.people_held) if one.result else ""),
    Column(_("Units punished"), lambda one, today: presenter.counted(one.units_punished) if one.result else ""),
    Column(_("Fines in yuan"), lambda one, today: presenter.yuan(one.fine_yuan) if one.result else ""),
    Column(_("Day of the result"), lambda one, today: one.resulted_on),
    Column(_("In long follow-up since"), lambda one, today: one.followed_up_on),
    Column(pgettext_lazy("of a hand-off", "Closed on"), lambda one, today: one.closed_on),
)


class HandOffListView(DescribedListView):
    """Every hand-off in reach; of a department, those addressed to it."""

    rule = Permission.HAND_OFF_VIEW
    model = HandOff
    filterset_class = HandOffFilter
    columns = COLUMNS
    export_columns = LEDGER
    heading = _("Hand-offs")
    lead = _("What was handed to departments and leading bodies, and what became of it.")
    lead_clause = "三(三)4"
    nothing = _("Nothing is handed over yet")
    why = _("Once the office has sent a hand-off letter, it stands here until its result is closed.")
    icon_name = "box-arrow-right"
    export_verb = "hand_off.export"
    apart_verb = "hand_off.export_leads"
    apart_label = _("Hand-offs of leads")
    page_rows = staticmethod(hand_offs_listed)

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-drafted_on", "pk")

    def get_filter_arguments(self):
        return {"today": self.today, "is_inner": Permission.HAND_OFF_VIEW in self.access.everywhere}

    def get_context_data(self, **kwargs):
        duties = []
        if self.may(Permission.DUTY_TABLE_EDIT):
            duties = [button(_("Duty table"), "rectification:duty-list", icon="diagram-3")]
        return super().get_context_data(actions=duties, **kwargs)


class HandOffDetailView(ThingDetailView):
    """One hand-off: to its receiver its own words and files, to the others besides how it came about."""

    rule = Permission.HAND_OFF_VIEW
    model = HandOff
    template_name = "rectification/hand_off/detail.html"

    def get_context_data(self, **kwargs):
        hand_off, user = self.object, self.request.user
        is_inner = self.access.permits(Permission.HAND_OFF_VIEW, (hand_off.inner_scope_id,))
        links = EvidenceLink.objects.visible_to(user).filter(subject_id=str(hand_off.pk)).select_related("blob")
        files = {
            note: [link for link in links if link.note == note] for note in (ways.ANNEX, ways.PROGRESS, ways.RESULT)
        }
        documents = IssuedDocument.objects.visible_to(user).filter(subject_id=str(hand_off.pk)).defer("data")
        return super().get_context_data(
            badge=presenter.state_of(hand_off, self.today),
            stages=presenter.stages_of(hand_off),
            next_step=presenter.step_of(hand_off, user, self.today),
            facts=presenter.facts_of(hand_off, is_inner=is_inner),
            result_facts=presenter.result_facts(hand_off),
            matters=matters_table(hand_off.lines.all(), self.today, is_inner=is_inner),
            is_inner=is_inner,
            annexes=files[ways.ANNEX],
            result_files=[*files[ways.PROGRESS], *files[ways.RESULT]],
            documents=documents.order_by("numbered_at"),
            **kwargs,
        )
