"""Who may do what: two tables, and nothing else grants anything.

A role carries permissions everywhere and reads whole kinds of scope. A grant on one Scope carries
permissions there alone; grants are the projection of memberships, terms of office and addressees.
Changing a line here is a decision for docs/adr/.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission as P


class Role(TextChoices):
    OFFICE = "office", _("Committee office")
    COMMITTEE = "committee", _("Safety committee")
    SECRETARY = "secretary", _("Secretary of the committee")
    INSPECTOR = "inspector", _("Inspector")
    SUBDISTRICT = "subdistrict", _("Subdistrict official")
    DEPARTMENT = "department", _("Department officer")
    COPY_RECIPIENT = "copy_recipient", _("Copy recipient")
    CUSTODIAN = "custodian", _("Custodian of identities")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")


class ScopeKind(TextChoices):
    UNIT = "unit", _("A unit's own things")
    ROUND = "round", _("A team's inner work")
    SEALED = "sealed", _("A sealed visit")
    LEAD = "lead", _("A lead")
    # 挂牌督办: read by the subdistrict that rectifies and the department that supervises alike (ADR 36).
    LISTING = "listing", _("A listed hazard")
    IDENTITY = "identity", _("A reporter's identity")


class Grant(TextChoices):
    """What a person or group is to one scope; the codename that guardian stores."""

    LEAD = "lead_round", _("Leads the round")
    WORK = "work_round", _("Works in the round")
    READ = "read_scope", _("Reads")
    OFFICIAL = "act_for_subdistrict", _("Acts for the subdistrict")
    OFFICER = "act_for_department", _("Acts for the department")
    RECIPIENT = "act_for_party_body", _("Acts for a body that gets copies")
    PRINCIPAL = "answer_for_subdistrict", _("Answers for the subdistrict")


# Each verb that asks for one of these is a decision of the committee, with its meeting (tests/walls).
_DECISIONS = {
    P.PLAN_DECIDE, P.TEAM_DECIDE, P.REPORT_DECIDE, P.FINDING_REVOKE, P.CASE_REVIEW, P.HAND_OFF_FOLLOW_UP,
    P.RULESET_DECIDE, P.EXTENSION_DECIDE, P.OBJECTION_DECIDE, P.LISTING_DECIDE, P.ASSESSMENT_DECIDE,
    P.ANNOUNCEMENT_DECIDE,
}  # fmt: skip
_READS_ROUNDS = {
    P.PLAN_VIEW, P.TEAM_VIEW, P.ROUND_VIEW, P.FINDING_VIEW, P.REPORT_VIEW, P.CASE_VIEW,
    P.DOCUMENT_VIEW, P.DEADLINE_VIEW, P.CALENDAR_VIEW, P.DIRECTORY_VIEW, P.DELEGATION_VIEW, P.HAND_OFF_VIEW,
    P.ENTERPRISE_VIEW, P.CHASE_BOARD, P.CHASE_VIEW, P.LISTING_VIEW, P.ASSESSMENT_VIEW, P.COPY_VIEW,
    P.ANNOUNCEMENT_VIEW, P.CASE_FILE_VIEW, P.ORDER_VIEW, P.INTERVIEW_VIEW, P.COMPLIANCE_VIEW,
}  # fmt: skip
_COMMITTEE = _READS_ROUNDS | _DECISIONS

ROLE_PERMISSIONS: dict[str, frozenset[P]] = {
    Role.OFFICE: frozenset(
        _READS_ROUNDS
        | {
            P.PLAN_DRAFT, P.PLAN_PUBLISH, P.TEAM_PROPOSE, P.TEAM_CHANGE, P.ROUND_NOTIFY,
            P.ROUND_CONDUCT, P.ROUND_CLOSE, P.FEEDBACK_ISSUE, P.RECEIPT_CORRECT, P.ITEM_VERIFY, P.CALENDAR_EDIT,
            P.COMPONENTS_VIEW, P.DOCUMENT_ATTACH_SCAN, P.HAND_OFF_DRAFT, P.DUTY_TABLE_EDIT,
            P.RULESET_DRAFT, P.ENTERPRISE_EDIT, P.CHASE_ISSUE, P.CRITERION_EDIT, P.LISTING_PROPOSE,
            P.LISTING_CHECK, P.LISTING_PUBLISH, P.ASSESSMENT_DRAFT, P.COPY_SEND, P.ANNOUNCEMENT_DRAFT,
            P.ORDER_VERIFY, P.INTERVIEW_CALL, P.INTERVIEW_REVIEW, P.RECTIFICATION_PLAN_ASK,
            P.ITEM_SAMPLE,
        }
    ),
    # Leads are kept from the secretary too, so he entrusts none (ADR 18).
    Role.COMMITTEE: frozenset(_COMMITTEE | {P.LEAD_ENTRUST}),
    Role.SECRETARY: frozenset(_COMMITTEE),
    Role.INSPECTOR: frozenset(),
    Role.SUBDISTRICT: frozenset(),
    Role.DEPARTMENT: frozenset(),
    Role.COPY_RECIPIENT: frozenset(),
    Role.CUSTODIAN: frozenset(),
    Role.SYSTEM_ADMIN: frozenset({P.CALENDAR_VIEW, P.CALENDAR_IMPORT}),
    Role.SECURITY_ADMIN: frozenset({P.ACCOUNT_MANAGE, P.DIRECTORY_VIEW}),
    Role.AUDIT_ADMIN: frozenset({P.LOG_READ}),
}  # fmt: skip

ROLE_SCOPE_KINDS: dict[str, frozenset[str]] = {
    Role.OFFICE: frozenset({ScopeKind.UNIT, ScopeKind.ROUND, ScopeKind.LISTING}),
    Role.COMMITTEE: frozenset({ScopeKind.UNIT, ScopeKind.ROUND, ScopeKind.LISTING, ScopeKind.LEAD, ScopeKind.SEALED}),
    Role.SECRETARY: frozenset({ScopeKind.UNIT, ScopeKind.ROUND, ScopeKind.LISTING}),
}

_READS_ROUND = {
    P.ROUND_VIEW, P.TEAM_VIEW, P.FINDING_VIEW, P.REPORT_VIEW, P.CASE_VIEW, P.DOCUMENT_VIEW, P.DEADLINE_VIEW,
    P.HAND_OFF_VIEW, P.ENTERPRISE_VIEW, P.LISTING_VIEW, P.ORDER_VIEW, P.INTERVIEW_VIEW,
}  # fmt: skip
_WORKS_ROUND = _READS_ROUND | {
    P.FINDING_RECORD, P.NOTE_RECORD, P.REPORT_DRAFT, P.ITEM_VERIFY, P.DELEGATION_VIEW, P.LISTING_CHECK,
    # A note about the report the team owes; its leader alone answers (rectification.policies.chases).
    P.CHASE_VIEW, P.CHASE_ANSWER,
    P.ORDER_FIX, P.ORDER_VERIFY,
}  # fmt: skip
_OFFICIAL = {
    P.EXTRACT_VIEW, P.EXTRACT_RECEIVE, P.CASE_VIEW, P.ITEM_REPORT, P.DOCUMENT_VIEW, P.DOCUMENT_RECEIVE,
    P.EXTENSION_REQUEST, P.DEADLINE_VIEW, P.DELEGATION_VIEW, P.ENTERPRISE_VIEW, P.CHASE_VIEW, P.CHASE_ANSWER,
    P.LISTING_VIEW, P.LISTING_RECTIFY, P.ASSESSMENT_VIEW, P.ANNOUNCEMENT_VIEW, P.ORDER_VIEW, P.ORDER_FIX,
    P.INTERVIEW_VIEW, P.INTERVIEW_REPLY, P.RECTIFICATION_PLAN_FILL,
}  # fmt: skip
# Of whatever body papers are addressed to.
_OFFICER = {
    P.DOCUMENT_VIEW, P.DOCUMENT_RECEIVE, P.DEADLINE_VIEW, P.HAND_OFF_VIEW, P.HAND_OFF_RECEIVE, P.HAND_OFF_RESULT,
    P.CHASE_VIEW, P.CHASE_ANSWER,
}  # fmt: skip

GRANT_PERMISSIONS: dict[str, frozenset[P]] = {
    Grant.READ: frozenset(_READS_ROUND),
    Grant.WORK: frozenset(_WORKS_ROUND),
    Grant.LEAD: frozenset(
        _WORKS_ROUND
        | {
            P.FINDING_CONFIRM,
            P.FINDING_WITHDRAW,
            P.FINDING_SORT,
            P.REPORT_SUBMIT,
            P.ROUND_CONDUCT,
            P.ITEM_GIVE_OPINION,
            P.DELEGATION_GIVE,
            P.LISTING_PROPOSE,
            P.ORDER_ISSUE,
            P.INTERVIEW_CALL,
        }
    ),
    Grant.OFFICIAL: frozenset(_OFFICIAL),
    Grant.OFFICER: frozenset(_OFFICER | {P.LISTING_VIEW, P.LISTING_CHECK}),
    Grant.RECIPIENT: frozenset(_OFFICER | {P.COPY_VIEW, P.COPY_RECEIVE}),
    Grant.PRINCIPAL: frozenset(
        _OFFICIAL
        | {
            P.FEEDBACK_RECEIVE,
            P.RECEIPT_CORRECT,
            P.CASE_SUBMIT,
            P.RECTIFICATION_PLAN_FILE,
            P.OBJECTION_FILE,
            P.DELEGATION_GIVE,
            P.ASSESSMENT_OBJECT,
        }
    ),
}

# Every signed-in, active person.
COMMON_PERMISSIONS = frozenset({P.OWN_DESK})
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
# Who acts for the unit he belongs to; an inspector is released from his (四(一)).
ACTS_FOR_UNIT = frozenset({Role.SUBDISTRICT, Role.DEPARTMENT, Role.COPY_RECIPIENT})
