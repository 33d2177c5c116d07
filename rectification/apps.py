from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RectificationConfig(AppConfig):
    name = "rectification"

    def ready(self):
        from accounts.permissions import Permission
        from core.buttons import WAYS
        from core.event_words import register_verbs
        from core.navigation import Entry, register_entry
        from core.transitions import register_table
        from core.verbs import register_verb_rows
        from core.work import WorkSource, add_work
        from deadlines.kinds import register_kind
        from inspections.closing import register_gate, register_readiness
        from inspections.withdrawals import register_withdrawal_follower
        from records.series import COMMITTEE, register_series, register_signed_elsewhere
        from rectification import duties, gates
        from rectification.actions.withdrawals import end_own_date
        from rectification.contributions.rounds import register_on_rounds
        from rectification.models import ReceiptCorrection, RectificationCase, RectificationItem
        from rectification.models.case import CaseStatus
        from rectification.papers import register_papers
        from rectification.presenters.cases import REVIEW, ways_of
        from rectification.queries.cases import to_review

        for model in (RectificationCase, RectificationItem, ReceiptCorrection):
            register_table(model.TRANSITIONS)
        register_verb_rows("rectification.verbs")
        WAYS.add(RectificationCase, ways_of, order=600)
        # Going through the items to decide on the whole is no single verb.
        add_work(WorkSource(label=REVIEW, permission=Permission.CASE_REVIEW, find=to_review), order=700)
        register_papers()
        for kind in duties.KINDS:
            register_kind(kind)
        for kind in ("feedback", "rectification_review"):
            register_series(kind, COMMITTEE)
        register_signed_elsewhere("feedback")
        for gate in (gates.case_gate, gates.items_gate, gates.receipt_correction_gate):
            register_gate(gate)
        register_on_rounds()
        register_withdrawal_follower(end_own_date)
        register_verbs(
            {
                "ledger.export": _("Rectification ledger exported"),
                "receipt_correction.propose": _("Propose correction"),
                "receipt_correction.confirm": _("Confirm correction"),
                "receipt_correction.refuse": _("Refuse correction"),
            }
        )
        register_readiness(Q(case__status=CaseStatus.ACCEPTED))
        register_entry(
            Entry(
                label=_("Rectification"),
                url_name="rectification:case-list",
                icon="list-check",
                permission=Permission.CASE_VIEW,
                order=50,
            )
        )
