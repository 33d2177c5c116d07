from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RectificationConfig(AppConfig):
    name = "rectification"

    def ready(self):
        from accounts.permissions import Permission
        from accounts.roles import Role
        from accounts.term_uses import register_term_use
        from core.about import ABOUT
        from core.buttons import WAYS
        from core.event_words import register_changes, register_verbs
        from core.navigation import Entry, Group, register_entry
        from core.scenes import ACCESS, DEMO, STAY, add_moments, add_scene
        from core.searching import register_searched
        from core.sections import MAIN
        from core.transitions import register_table
        from core.verbs import register_verb_rows
        from core.work import WorkSource, add_work
        from deadlines.kinds import register_kind
        from inspections.closing import register_gate, register_readiness
        from inspections.corrected_days import register_correction_follower
        from inspections.models import Finding, InspectionReport, SubdistrictRound
        from inspections.papers.additions import register_dispositions
        from inspections.withdrawals import register_withdrawal_follower
        from planning.year_closing import register_year_gate
        from records.series import COMMITTEE, OFFICE, register_series, register_signed_elsewhere
        from rectification import duties, gates
        from rectification.actions.copies import follow_correction, follow_withdrawal
        from rectification.actions.correction_letters import write_of_stay
        from rectification.actions.hand_off_decisions import stop_for_withdrawn
        from rectification.actions.withdrawals import end_own_date
        from rectification.compliance import register_checks
        from rectification.contributions import hand_offs, results
        from rectification.contributions.asked import register_asked
        from rectification.contributions.case_files import register_case_files
        from rectification.contributions.chases import register_chases
        from rectification.contributions.enterprises import register_on_enterprises
        from rectification.contributions.findings import register_on_findings
        from rectification.contributions.follow_ups import register_follow_ups
        from rectification.contributions.home import register_figures
        from rectification.contributions.listings import register_listings
        from rectification.contributions.recalls import register_recalls
        from rectification.contributions.rectification_plans import register_rectification_plans
        from rectification.contributions.rounds import register_on_rounds
        from rectification.contributions.samples import register_samples
        from rectification.contributions.search_box import register_kinds
        from rectification.models import (
            Announcement,
            Assessment,
            Chase,
            CopyLetter,
            Extension,
            FollowUpCheck,
            HandOff,
            HandOffLine,
            HazardListing,
            Objection,
            ReceiptCorrection,
            RectificationCase,
            RectificationItem,
            RectificationPlan,
            SampledItem,
        )
        from rectification.models.case import CaseStatus
        from rectification.papers import register_papers
        from rectification.presenters.cases import REVIEW, ways_of
        from rectification.queries import matters
        from rectification.queries.announcements import is_announced
        from rectification.queries.cases import to_review
        from rectification.queries.term_uses import uses_of_term

        register_checks()
        for model in (
            RectificationCase, RectificationItem, ReceiptCorrection, HandOff, Chase, Extension, Objection,
            HazardListing, Assessment, CopyLetter, Announcement, RectificationPlan, FollowUpCheck, SampledItem,
        ):  # fmt: skip
            register_table(model.TRANSITIONS)
        register_verb_rows("rectification.verbs")
        register_searched(RectificationItem, "text", "subject_name", "place")
        register_searched(HandOffLine, "text", "subject_name")
        register_searched(HazardListing, "text", "subject_name", "criterion")
        register_searched(Chase, "addressee_name")
        WAYS.add(RectificationCase, ways_of, order=600)
        # Going through the items to decide on the whole is no single verb.
        add_work(
            WorkSource(
                label=REVIEW, permission=Permission.CASE_REVIEW, find=to_review, home="rectification:case-list"
            ),
            order=700,
        )
        register_papers()
        for kind in duties.KINDS:
            register_kind(kind)
        for kind in (
            "feedback", "rectification_review", "hand_off", "objection_answer", "listing_notice", "removal_notice",
            "assessment_sheet", "copy_letter", "announcement",
        ):  # fmt: skip
            register_series(kind, COMMITTEE)
        register_series("correction_letter", OFFICE)
        # Slips count by themselves, so that a letter of the office has no gap beside it; the letter is one of those.
        register_series("chase_note", f"{OFFICE}催")
        register_series("chase_letter", OFFICE)
        # Forms count by themselves, as slips do.
        register_series("extension_form", f"{COMMITTEE}延")
        # Kept on record by the office under numbers of their own, as forms are.
        register_series("rectification_plan", f"{OFFICE}备")
        for kind in ("feedback", "hand_off", "copy_letter"):
            register_signed_elsewhere(kind)
        for gate in (
            gates.case_gate, gates.items_gate, gates.receipt_correction_gate, hand_offs.matters_gate,
            hand_offs.hand_offs_gate, results.copies_gate, results.announcement_gate,
        ):  # fmt: skip
            register_gate(gate)
        register_year_gate(results.year_gate, results.has_year_gaps)
        results.register_results()
        register_figures()
        register_on_rounds()
        register_on_findings()
        register_on_enterprises()
        register_chases()
        register_case_files()
        register_asked()
        register_rectification_plans()
        register_follow_ups()
        register_samples()
        register_recalls()
        register_kinds()
        register_listings()
        register_term_use(uses_of_term)
        register_correction_follower(write_of_stay)
        register_correction_follower(follow_correction)
        register_withdrawal_follower(follow_withdrawal)
        register_withdrawal_follower(end_own_date)
        register_withdrawal_follower(stop_for_withdrawn)
        register_dispositions(hand_offs.urgent_dispositions)
        for asked in (hand_offs.OF_ROUND, matters.UNHANDED, matters.TO_SORT, matters.TO_HAND_OFF):
            ABOUT.add(SubdistrictRound, asked, order=520)
        for asked in (hand_offs.OF_FINDING, matters.SORTED, matters.LOOSE):
            ABOUT.add(Finding, asked, order=520)
        MAIN.add(SubdistrictRound, hand_offs.on_round, order=520)
        MAIN.add(Finding, hand_offs.on_finding, order=520)
        WAYS.add(Finding, hand_offs.from_finding, order=520)
        WAYS.add(InspectionReport, hand_offs.from_report, order=520)
        register_verbs(
            {
                "extension.export": _("Extensions exported"),
                "objection.export": _("Objections exported"),
                "follow_up.export": _("Follow-up checks exported"),
                "ledger.export": _("Rectification ledger exported"),
                "chase.export": _("Chase notes exported"),
                "chase.export_board": _("Chase board exported"),
                "listing.export": _("Listed hazards exported"),
                "hand_off.export": _("Hand-offs exported"),
                "assessment.export": _("Assessments exported"),
                "copy.export": _("Copies exported"),
                "announcement.export": _("Announcements exported"),
                "hand_off.export_leads": _("Hand-offs of leads exported"),
                "receipt_correction.propose": _("Propose correction"),
                "receipt_correction.confirm": _("Confirm correction"),
                "receipt_correction.refuse": _("Refuse correction"),
            }
        )
        register_changes(
            {
                "receiver": pgettext_lazy("of a hand-off", "Receiver"),
                "unlawful": _("Unlawful"),
                "matter": _("Type"),
                "duty": _("Duty"),
                "until_on": _("Asked until"),
                "granted_until_on": _("Granted until"),
                "officer": _("Officer"),
                "check_result": pgettext_lazy("check of a listing", "Result"),
                "published": _("Where"),
                "chase_level": pgettext_lazy("of a chase", "Level"),
                "score": _("Score"),
                "words_listed": _("Words listed"),
            }
        )
        register_readiness(Q(case__status=CaseStatus.ACCEPTED))
        register_readiness(is_announced())
        register_entry(
            Entry(
                label=_("Rectification"),
                url_name="rectification:case-list",
                icon="list-check",
                permission=Permission.CASE_VIEW,
                order=50,
                group=Group.RECTIFICATION,
            )
        )
        register_entry(
            Entry(
                label=_("Rectification items"),
                url_name="rectification:item-list",
                icon="card-checklist",
                permission=Permission.CASE_VIEW,
                order=52,
                group=Group.RECTIFICATION,
            )
        )
        register_entry(
            Entry(
                label=_("Extensions"),
                url_name="rectification:extension-list",
                icon="calendar-plus",
                permission=Permission.CASE_VIEW,
                order=53,
                group=Group.RECTIFICATION,
            )
        )
        register_entry(
            Entry(
                label=_("Objections"),
                url_name="rectification:objection-list",
                icon="chat-left-dots",
                permission=Permission.CASE_VIEW,
                order=54,
                group=Group.RECTIFICATION,
            )
        )
        register_entry(
            Entry(
                label=_("Hand-offs"),
                url_name="rectification:hand-off-list",
                icon="box-arrow-right",
                permission=Permission.HAND_OFF_VIEW,
                order=55,
                group=Group.RECTIFICATION,
            )
        )
        register_entry(
            Entry(
                label=_("Listed hazards"),
                url_name="rectification:listing-register",
                icon="pin-angle",
                permission=Permission.LISTING_VIEW,
                order=54,
                group=Group.RECTIFICATION,
            )
        )
        register_entry(
            Entry(
                label=_("Chase board"),
                url_name="rectification:chase-board",
                icon="megaphone",
                permission=Permission.CHASE_BOARD,
                order=57,
                group=Group.RECTIFICATION,
            )
        )
        register_entry(
            Entry(
                label=_("Chase notes"),
                url_name="rectification:chase-list",
                icon="megaphone",
                permission=Permission.CHASE_VIEW,
                order=57,
                group=Group.RECTIFICATION,
                # They stand on the board, whose readers find the notes there.
                hidden_from=frozenset({Role.OFFICE, Role.COMMITTEE, Role.SECRETARY}),
            )
        )
        register_entry(
            Entry(
                label=_("Duty table"),
                url_name="rectification:duty-list",
                icon="diagram-3",
                permission=Permission.DUTY_TABLE_EDIT,
                order=56,
                group=Group.RECTIFICATION,
            )
        )
        register_entry(
            Entry(
                label=_("Follow-up checks"),
                url_name="rectification:follow-up-list",
                icon="arrow-counterclockwise",
                permission=Permission.FINDING_VIEW,
                order=45,
                group=Group.ROUNDS,
            )
        )
        for label, url_name, icon, permission, order in (
            (_("Assessments"), "assessment-list", "bar-chart", Permission.ASSESSMENT_VIEW, 80),
            (_("Copies"), "copy-list", "files", Permission.COPY_VIEW, 81),
            (_("Announcements"), "announcement-list", "globe", Permission.ANNOUNCEMENT_VIEW, 82),
        ):
            register_entry(
                Entry(
                    label=label, url_name=f"rectification:{url_name}", icon=icon, permission=permission, order=order,
                    group=Group.RECTIFICATION,
                )
            )  # fmt: skip
        add_scene(DEMO, "rectification.scenes.went_wrong.went_wrong", order=290)
        add_scene(DEMO, "rectification.scenes.demo.rectify", order=600)
        add_scene(ACCESS, "rectification.scenes.access.rectify_here", order=600)
        add_scene(ACCESS, "rectification.scenes.access.rectify_elsewhere", order=610)
        add_scene(DEMO, "rectification.scenes.hand_offs.demo_hand_offs", order=520)
        add_scene(ACCESS, "rectification.scenes.hand_offs.access_hand_offs", order=655)
        add_scene(DEMO, "rectification.scenes.asked.demo_asked", order=630)
        add_scene(ACCESS, "rectification.scenes.asked.access_asked", order=657)
        add_scene(DEMO, "rectification.scenes.rectification_plans.demo_plans", order=610)
        add_scene(ACCESS, "rectification.scenes.rectification_plans.access_plans", order=615)
        add_scene(DEMO, "rectification.scenes.listings.demo_listings", order=620)
        add_scene(ACCESS, "rectification.scenes.listings.access_listings", order=650)
        add_scene(DEMO, "rectification.scenes.chases.demo_chases", order=646)
        add_scene(ACCESS, "rectification.scenes.chases.access_chases", order=660)
        add_scene(DEMO, "rectification.scenes.results.demo_results", order=700)
        add_scene(ACCESS, "rectification.scenes.results.access_results", order=670)
        add_scene(ACCESS, "rectification.scenes.follow_ups.access_follow_ups", order=710)
        add_scene(f"{STAY}.rectifying", "rectification.scenes.follow_ups.demo_follow_ups", order=600)
        add_moments("rectification.scenes.moments.MOMENTS")
        add_moments("rectification.scenes.result_moments.MOMENTS")
        add_moments("rectification.scenes.follow_ups.MOMENTS")
