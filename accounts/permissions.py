"""Everything a person may be allowed to do, one name each. Who holds which: roles.py."""

from enum import StrEnum


class Permission(StrEnum):
    # Things of one's own: every signed-in person.
    OWN_DESK = "own.desk"

    DIRECTORY_VIEW = "directory.view"
    ACCOUNT_MANAGE = "account.manage"
    LOG_READ = "log.read"
    DELEGATION_VIEW = "delegation.view"
    DELEGATION_GIVE = "delegation.give"
    COMPONENTS_VIEW = "components.view"

    CALENDAR_VIEW = "calendar.view"
    CALENDAR_EDIT = "calendar.edit"
    CALENDAR_IMPORT = "calendar.import"
    DEADLINE_VIEW = "deadline.view"
    DOCUMENT_VIEW = "document.view"
    DOCUMENT_RECEIVE = "document.receive"
    DOCUMENT_ATTACH_SCAN = "document.attach_scan"

    PLAN_VIEW = "plan.view"
    PLAN_DRAFT = "plan.draft"
    PLAN_DECIDE = "plan.decide"
    PLAN_PUBLISH = "plan.publish"
    EXTRACT_VIEW = "extract.view"
    EXTRACT_RECEIVE = "extract.receive"

    RULESET_DRAFT = "ruleset.draft"
    RULESET_DECIDE = "ruleset.decide"

    TEAM_VIEW = "team.view"
    TEAM_PROPOSE = "team.propose"
    TEAM_DECIDE = "team.decide"
    TEAM_CHANGE = "team.change"

    ROUND_VIEW = "round.view"
    ROUND_NOTIFY = "round.notify"
    ROUND_CONDUCT = "round.conduct"
    ROUND_CLOSE = "round.close"
    NOTE_RECORD = "note.record"

    FINDING_VIEW = "finding.view"
    FINDING_RECORD = "finding.record"
    FINDING_CONFIRM = "finding.confirm"
    FINDING_WITHDRAW = "finding.withdraw"
    FINDING_REVOKE = "finding.revoke"
    CRITERION_EDIT = "criterion.edit"
    ENTERPRISE_VIEW = "enterprise.view"
    ENTERPRISE_EDIT = "enterprise.edit"

    REPORT_VIEW = "report.view"
    REPORT_DRAFT = "report.draft"
    REPORT_SUBMIT = "report.submit"
    REPORT_DECIDE = "report.decide"

    CASE_VIEW = "case.view"
    FEEDBACK_ISSUE = "feedback.issue"
    FEEDBACK_RECEIVE = "feedback.receive"
    RECEIPT_CORRECT = "receipt.correct"
    ITEM_REPORT = "item.report"
    CASE_SUBMIT = "case.submit"
    ITEM_GIVE_OPINION = "item.give_opinion"
    ITEM_VERIFY = "item.verify"
    CASE_REVIEW = "case.review"

    EXTENSION_REQUEST = "extension.request"
    EXTENSION_DECIDE = "extension.decide"
    OBJECTION_FILE = "objection.file"
    OBJECTION_DECIDE = "objection.decide"

    FINDING_SORT = "finding.sort"
    LEAD_ENTRUST = "lead.entrust"
    HAND_OFF_VIEW = "hand_off.view"
    HAND_OFF_DRAFT = "hand_off.draft"
    HAND_OFF_RECEIVE = "hand_off.receive"
    HAND_OFF_RESULT = "hand_off.result"
    HAND_OFF_FOLLOW_UP = "hand_off.follow_up"
    DUTY_TABLE_EDIT = "duty_table.edit"

    LISTING_VIEW = "listing.view"
    LISTING_PROPOSE = "listing.propose"
    LISTING_DECIDE = "listing.decide"
    LISTING_RECTIFY = "listing.rectify"
    LISTING_CHECK = "listing.check"
    LISTING_PUBLISH = "listing.publish"

    CHASE_BOARD = "chase.board"
    CHASE_VIEW = "chase.view"
    CHASE_ISSUE = "chase.issue"
    CHASE_ANSWER = "chase.answer"
