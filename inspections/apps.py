from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    name = "inspections"

    def ready(self):
        from accounts.permissions import Permission
        from accounts.roles import Role
        from core.event_words import keep_from_timelines, register_changes, register_verbs
        from core.navigation import Entry, Group, register_entry
        from core.scenes import ACCESS, DEMO, add_moments, add_scene
        from core.searching import register_searched
        from core.transitions import register_table
        from core.verbs import register_verb_rows
        from deadlines.kinds import register_kind, register_ladders
        from inspections import duties, gates, job_words, round_states, year_gate
        from inspections.actions.leads import project_leads
        from inspections.case_contents import THINGS, of_round
        from inspections.closing import register_gate
        from inspections.compliance import register_checks
        from inspections.contributions.home import register_figures
        from inspections.contributions.interviews import register_interviews
        from inspections.contributions.orders import register_orders
        from inspections.contributions.round_progress import register_progress
        from inspections.contributions.round_sections import register_sections
        from inspections.contributions.search_box import register_kinds as register_searched_kinds
        from inspections.contributions.ways import register_ways
        from inspections.models import (
            CaseFile,
            Enterprise,
            FactCorrection,
            Finding,
            FormerName,
            ImmediateOrder,
            ImportBatch,
            ImportDraft,
            InspectionReport,
            Interview,
            InterviewProposal,
            SubdistrictRound,
        )
        from inspections.models.enterprise import KNOWN_BY
        from inspections.papers.kinds import register_kinds
        from inspections.queries.enterprises import known_from_findings
        from planning.actions.grants import register_follower
        from planning.round_states import register_rounds
        from planning.year_closing import register_year_gate
        from records.attested import ATTESTED, Attested
        from records.jobs import register_job
        from records.series import OFFICE, TEAM, register_series

        register_checks()
        for model in (
            SubdistrictRound, Finding, InspectionReport, FactCorrection, ImmediateOrder, Interview, InterviewProposal,
            CaseFile,
        ):  # fmt: skip
            register_table(model.TRANSITIONS)
        ATTESTED.add(Attested(ImportDraft, "blob", "import_list.upload"), order=110)
        ATTESTED.add(Attested(ImportBatch, "blob", "import_list.take_in"), order=120)
        ATTESTED.add(Attested(CaseFile, "package", "case_file.make"), order=130)
        ATTESTED.add(Attested(CaseFile, "book", "case_file.make", key="book"), order=131)
        register_verb_rows("inspections.verbs")
        register_searched(Finding, "text", "place")
        register_searched(Enterprise, "name", "credit_code")
        register_searched(FormerName, "name")
        register_searched(ImmediateOrder, "text", "subject_name", "requirement")
        register_searched(Interview, "subject_name", "person", "reason")
        register_job("import", "inspections.long_imports.take_in", job_words.IMPORT)
        register_job("case_file", "inspections.case_files.make", job_words.CASE_FILE)
        THINGS.add(of_round, order=100)
        register_ways()
        register_searched_kinds()
        register_kinds()
        register_verbs(
            {
                "case_file.take_package": _("ZIP of the case file downloaded"),
                "case_file.take_book": _("PDF/A of the case file downloaded"),
                "case_file.export": _("Case files exported"),
                "criterion.export": _("Criteria exported"),
                "enterprise.create": _("Enterprise entered"),
                "enterprise.export": _("Enterprises exported"),
                "finding.export": _("Findings exported"),
                "finding.export_leads": _("Leads exported"),
                "order.export": _("Orders to fix at once exported"),
                "interview.export": _("Interviews exported"),
            }
        )
        keep_from_timelines("case_file.take_package", "case_file.take_book")
        register_changes(
            {
                "photos": _("Photos that go along"),
                "criterion": _("Criterion"),
                "level": _("Who speaks"),
                "reply_by": _("Reply due on"),
                "late_count": _("Late duties of the round"),
            }
        )
        for kind in duties.KINDS:
            register_kind(kind)
        register_ladders(duties.ladders_of_rounds)
        register_series("advance_notice", OFFICE)
        register_series("inspection_report", TEAM)
        register_series("immediate_order", f"{TEAM}改")
        # Of a team leader's interview in that of the teams (inspections.actions.interviews).
        register_series("interview_notice", OFFICE)
        register_series("interview_minutes", OFFICE)
        # Lists count by themselves, so that a letter of the office has no gap beside them.
        register_series("case_transfer", f"{OFFICE}移交")
        for gate in (gates.report_gate, gates.findings_gate, gates.correction_gate):
            register_gate(gate)
        register_figures()
        register_progress()
        register_sections()
        register_orders()
        register_interviews()
        register_rounds(round_states.live_rounds, round_states.progress_of_year)
        register_year_gate(year_gate.rounds_gate, year_gate.has_gaps)
        register_follower(project_leads)
        KNOWN_BY.add(known_from_findings, order=300)
        register_entry(
            Entry(
                label=_("Inspection rounds"),
                url_name="inspections:round-list",
                icon="clipboard-check",
                permission=Permission.ROUND_VIEW,
                order=35,
                group=Group.ROUNDS,
            )
        )
        register_entry(
            Entry(
                label=_("Findings"),
                url_name="inspections:finding-overview",
                icon="exclamation-triangle",
                permission=Permission.FINDING_VIEW,
                order=40,
                group=Group.ROUNDS,
                hidden_from=frozenset({Role.INSPECTOR}),
            )
        )
        register_entry(
            Entry(
                label=_("Enterprises"),
                url_name="inspections:enterprise-list",
                icon="building",
                permission=Permission.ENTERPRISE_VIEW,
                order=42,
                group=Group.ROUNDS,
            )
        )
        register_entry(
            Entry(
                label=_("Criteria"),
                url_name="inspections:criterion-list",
                icon="list-ol",
                permission=Permission.FINDING_VIEW,
                order=41,
                group=Group.ROUNDS,
                # Inspectors find it where they choose from it.
                hidden_from=frozenset({Role.INSPECTOR}),
            )
        )
        register_entry(
            Entry(
                label=_("Case files"),
                url_name="inspections:case-file-list",
                icon="archive",
                permission=Permission.CASE_FILE_VIEW,
                order=72,
                group=Group.RECORDS,
            )
        )
        for label, url_name, icon, permission, order in (
            (_("Orders to fix at once"), "order-list", "lightning", Permission.ORDER_VIEW, 43),
            (_("Interviews"), "interview-list", "person-exclamation", Permission.INTERVIEW_VIEW, 44),
        ):
            register_entry(
                Entry(
                    label=label, url_name=f"inspections:{url_name}", icon=icon, permission=permission, order=order,
                    group=Group.ROUNDS,
                )
            )  # fmt: skip
        add_scene(DEMO, "inspections.scenes.demo.walk_rounds", order=300)
        add_scene(DEMO, "inspections.scenes.interviews.demo_interviews", order=645)
        add_scene(ACCESS, "inspections.scenes.interviews.access_interviews", order=665)
        add_scene(DEMO, "inspections.scenes.demo.close_round", order=900)
        add_scene(ACCESS, "inspections.scenes.access.report_here", order=400)
        add_scene(ACCESS, "inspections.scenes.access.report_elsewhere", order=410)
        add_scene(ACCESS, "inspections.scenes.access.stand_on_site", order=700)
        add_scene(ACCESS, "inspections.scenes.case_files.kept_here", order=970)
        add_moments("inspections.scenes.moments.MOMENTS")
        add_moments("inspections.scenes.case_files.MOMENTS")
