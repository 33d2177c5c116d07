"""Who may reach what: written by hand and reviewed, never computed from the code that decides (STYLE 52).

Whoever is not named in a row is refused, and a route without a row is an error. Letters of `who`:

    O office      C committee   S secretary        L leader        M member
    P principal   K clerk       D department       R copy recipient
    U custodian   Y system      Z security         A audit administrator      * everybody who is signed in

A letter means: reaches his own; another's thing is hidden from him (404), while a list shows him his own part of it.
Who was removed from the team reaches nothing; whose term of office ended is a clerk. `L:hidden` says what else the
letter's own people get, `L:ok/forbidden` what they get with GET and with POST.
"""

from desk.access.people import FORMER, OWN, Persona
from desk.access.public import PUBLIC, WELCOMES
from desk.access.rows import FORBIDDEN, FORM, HIDDEN, INSIDE, LETTERS, METHOD, OK, PAGE, PRESS, SIGN_IN, Row

# Things that belong to nobody: whoever may see one may see each.
COMMON = {None, "ruleset", "year", "day"}
# Things of one person alone: everybody has the right to his own, so that nobody learns of another's, whoever he was.
ALONE = {"job", "job_running"}

_REVIEW = ("accept", "send-back", "call-off")
_AWAY = ("hand-over", "record-receipt", "withdraw")
_LOOKS = ("hold", "come-back", "pass-over", "look-again")
_ROUND = "O C S L M"
_CASE = "O C S L M P K"
# One's own alone: of the office's, the others all have the right and learn nothing.
_JOB = "O C:hidden S:hidden L:hidden M:hidden P:hidden K:hidden D:hidden R:hidden U:hidden Y:hidden Z:hidden A:hidden"
_PAPER = "O C S L M P K D R"

ROWS: dict[str, Row] = {
    "accounts:password-change": Row(FORM, None, "*"),
    "accounts:message-list": Row(PAGE, None, "*"),
    "accounts:message-read-all": Row(PRESS, None, "*"),
    "accounts:message-open": Row(PRESS, "message", "*"),
    "accounts:delegation-list": Row(PAGE, None, "O C S L M P K"),
    "accounts:delegation-give": Row(FORM, "scope", "L P:hidden"),
    "accounts:delegation-revoke": Row(FORM, "delegation", "L P:hidden"),
    "accounts:unit-list": Row(PAGE, None, "Z"),
    "accounts:unit-create": Row(FORM, None, "Z"),
    "accounts:unit-detail": Row(PAGE, "unit", "Z"),
    "accounts:unit-edit": Row(FORM, "unit", "Z"),
    "accounts:term-begin": Row(FORM, "unit", "Z"),
    "accounts:term-end": Row(FORM, "term", "Z"),
    "accounts:user-list": Row(PAGE, None, "Z"),
    "accounts:user-create": Row(FORM, None, "Z"),
    "accounts:user-edit": Row(FORM, "user", "Z"),
    "accounts:user-deactivate": Row(FORM, "user", "Z"),
    "accounts:user-reactivate": Row(FORM, "user_gone", "Z"),
    "accounts:user-reset-password": Row(FORM, "user", "Z"),
    "accounts:brake-list": Row(PAGE, None, "Z"),
    "accounts:brake-release": Row(FORM, "brake", "Z"),
    # records
    "records:document-list": Row(PAGE, None, _PAPER),
    "records:document-detail": Row(PAGE, "document", _PAPER),
    "records:document-download": Row(PAGE, "document", _PAPER),
    "records:document-word": Row(PAGE, "document", _PAPER),
    "records:document-receive": Row(FORM, "document", "P K D R"),
    "records:document-attach-scan": Row(FORM, "document", "O"),
    **{f"records:evidence-{each}": Row(PAGE, "evidence", _PAPER) for each in ("download", "view", "thumbnail")},
    # Whoever asked for it, and nobody else.
    **{f"records:job-{each}": Row(PAGE, "job", _JOB) for each in ("detail", "download")},
    "records:job-cancel": Row(FORM, "job_running", _JOB),
    "records:event-list": Row(PAGE, None, "A"),
    # deadlines
    "deadlines:deadline-list": Row(PAGE, None, _PAPER),
    # Of the two months of a subdistrict, the subdistrict and the office say why they were not kept.
    "deadlines:deadline-explain": Row(
        FORM, "deadline", "O C:ok/forbidden S:ok/forbidden L:ok/forbidden M:ok/forbidden P K D:hidden R:hidden"
    ),
    "deadlines:calendar": Row(PAGE, None, "O C S Y"),
    "deadlines:calendar-import": Row(FORM, None, "Y"),
    "deadlines:calendar-year": Row(PAGE, "year", "O C S Y"),
    "deadlines:calendar-file": Row(PAGE, "year", "O C S Y"),
    "deadlines:calendar-edit-day": Row(FORM, "day", "O"),
    # planning
    "planning:plan-list": Row(PAGE, None, "O C S"),
    "planning:plan-draft": Row(FORM, None, "O"),
    "planning:plan-detail": Row(PAGE, "plan", "O C S"),
    "planning:plan-preview": Row(INSIDE, "plan", "O C S"),
    "planning:plan-edit": Row(FORM, "plan_draft", "O"),
    "planning:plan-submit": Row(FORM, "plan_draft", "O"),
    "planning:plan-approve": Row(FORM, "plan_draft", "C S"),
    "planning:plan-return": Row(FORM, "plan_draft", "C S"),
    "planning:plan-publish": Row(FORM, "plan", "O"),
    "planning:plan-revise": Row(FORM, "plan", "O"),
    "planning:plan-discard": Row(FORM, "plan_draft", "O"),
    "planning:plan-close-year": Row(FORM, "plan", "O"),
    "planning:entry-add": Row(FORM, "plan_draft", "O"),
    "planning:entry-days": Row(PAGE, "plan_draft", "O"),
    "planning:entry-change": Row(FORM, "entry_draft", "O"),
    "planning:entry-remove": Row(FORM, "entry_draft", "O"),
    "planning:entry-assign-team": Row(FORM, "entry_draft", "O"),
    "planning:entry-add-ad-hoc": Row(FORM, None, "O"),
    "planning:extract-list": Row(PAGE, None, "P K"),
    "planning:extract-detail": Row(PAGE, "extract", "P K"),
    "planning:extract-receive": Row(FORM, "extract", "P K"),
    "planning:team-list": Row(PAGE, None, _ROUND),
    "planning:team-draft": Row(FORM, None, "O"),
    "planning:team-detail": Row(PAGE, "team", _ROUND),
    "planning:team-edit": Row(FORM, "team_draft", "O"),
    "planning:team-propose": Row(FORM, "team_draft", "O"),
    "planning:team-approve": Row(FORM, "team_draft", "C S"),
    "planning:team-return": Row(FORM, "team_draft", "C S"),
    "planning:team-stand-down": Row(FORM, "team", "O"),
    "planning:team-add-member": Row(FORM, "team_draft", "O"),
    "planning:team-change-role": Row(FORM, "candidate", "O"),
    "planning:team-drop-member": Row(FORM, "candidate", "O"),
    "planning:team-remove-member": Row(FORM, "membership", "O"),
    "planning:team-substitute": Row(FORM, "membership_ended", "O"),
    "planning:team-approve-substitute": Row(FORM, "substitute", "C S"),
    "planning:team-refuse-substitute": Row(FORM, "substitute", "C S"),
    "planning:person-list": Row(PAGE, None, "O"),
    "planning:person-enter": Row(FORM, None, "O"),
    "planning:person-detail": Row(PAGE, "person", "O"),
    "planning:person-change": Row(FORM, "person", "O"),
    "planning:unit-list": Row(PAGE, None, "O C S Z"),
    "planning:ruleset-list": Row(PAGE, None, "*"),
    "planning:ruleset-detail": Row(PAGE, "ruleset", "*"),
    "planning:ruleset-revise": Row(FORM, "ruleset", "O"),
    "planning:ruleset-edit": Row(FORM, "ruleset_draft", "O"),
    "planning:ruleset-edit-topics": Row(FORM, "ruleset_draft", "O"),
    "planning:ruleset-edit-methods": Row(FORM, "ruleset_draft", "O"),
    "planning:ruleset-submit": Row(FORM, "ruleset_draft", "O"),
    "planning:ruleset-discard": Row(FORM, "ruleset_draft", "O"),
    "planning:ruleset-approve": Row(FORM, "ruleset_draft", "C S"),
    "planning:ruleset-return": Row(FORM, "ruleset_draft", "C S"),
    # inspections
    # As far as something in reach names them; the facts of the register are the office's to mend.
    "inspections:criterion-list": Row(PAGE, None, _ROUND),
    "inspections:criterion-add": Row(FORM, None, "O"),
    "inspections:criterion-revise": Row(FORM, "criterion", "O"),
    "inspections:criterion-end": Row(FORM, "criterion", "O"),
    "inspections:enterprise-list": Row(PAGE, None, _CASE),
    "inspections:enterprise-detail": Row(PAGE, "enterprise", _CASE),
    "inspections:enterprise-edit": Row(FORM, "enterprise", "O"),
    "inspections:round-list": Row(PAGE, None, _ROUND),
    "inspections:entry-list": Row(PAGE, None, "O"),
    "inspections:round-notify": Row(FORM, "entry", "O"),
    "inspections:round-enter": Row(FORM, "round_on_site", "O L"),
    "inspections:round-end": Row(FORM, "round_on_site", "O L"),
    "inspections:round-cancel": Row(FORM, "round_on_site", "O"),
    "inspections:round-close": Row(FORM, "round", "O"),
    "inspections:round-archive": Row(FORM, "round", "O"),
    "inspections:supplement-add": Row(FORM, "round", "O"),
    "inspections:case-file-list": Row(PAGE, None, "O C S"),
    **{f"inspections:case-file-{each}": Row(PAGE, "case_file", "O C S") for each in ("detail", "package", "book")},
    **{f"inspections:case-file-{each}": Row(FORM, "case_file", "O") for each in _AWAY},
    "inspections:case-file-make": Row(FORM, "round", "O"),
    "inspections:correction-propose": Row(FORM, "round_on_site", "O L"),
    "inspections:round-corrections": Row(PAGE, "round_on_site", _ROUND),
    # The office proposed the correction of the world, so the other has to decide on it.
    "inspections:correction-confirm": Row(FORM, "correction", "O:ok/forbidden L"),
    "inspections:correction-refuse": Row(FORM, "correction", "O:ok/forbidden L"),
    "inspections:note-list": Row(INSIDE, "round_on_site", _ROUND),
    "inspections:note-record": Row(FORM, "round_on_site", "L M"),
    "inspections:topic-leave-out": Row(FORM, "round_on_site", "L M"),
    "inspections:finding-list": Row(INSIDE, "round", _ROUND),
    "inspections:finding-confirm-many": Row(FORM, "round_on_site", "L"),
    "inspections:finding-edit-many": Row(FORM, "round_on_site", "L M"),
    "inspections:finding-record": Row(FORM, "round_on_site", "L M"),
    "inspections:import-list-upload": Row(FORM, "round_on_site", "L M"),
    "inspections:import-template": Row(PAGE, "round_on_site", "L M"),
    # An uploaded list is seen by whoever uploaded it, here the leader.
    "inspections:import-list-take-in": Row(FORM, "import_draft", "L M:hidden"),
    "inspections:import-list-map": Row(FORM, "import_draft", "L M:hidden"),
    "inspections:finding-overview": Row(PAGE, None, _ROUND),
    "inspections:finding-detail": Row(PAGE, "finding", _ROUND),
    "inspections:finding-edit": Row(FORM, "finding_draft", "L M"),
    "inspections:finding-confirm": Row(FORM, "finding_draft", "L"),
    # The leader's until the report is approved; from then on the committee withdraws, by a decision of its own.
    "inspections:finding-withdraw": Row(FORM, "finding_draft", "L"),
    "inspections:finding-revoke": Row(FORM, "finding", "C S"),
    # His own drafts alone; this one is the member's.
    "inspections:finding-discard": Row(FORM, "finding_draft", "M L:ok/forbidden"),
    "inspections:finding-attach": Row(FORM, "finding_draft", "L M"),
    "inspections:finding-choose-photos": Row(FORM, "finding_draft", "L"),
    "inspections:round-report": Row(PAGE, "round", _ROUND),
    "inspections:report-draft": Row(FORM, "round_on_site", "L M"),
    "inspections:report-detail": Row(PAGE, "report", _ROUND),
    "inspections:report-edit": Row(FORM, "report", "L M"),
    "inspections:report-submit": Row(FORM, "report", "L"),
    "inspections:report-approve": Row(FORM, "report", "C S"),
    "inspections:report-return": Row(FORM, "report", "C S"),
    "inspections:report-preview": Row(PAGE, "report", _ROUND),
    # rectification
    "rectification:case-list": Row(PAGE, None, _CASE),
    "rectification:case-issue-feedback": Row(FORM, "round", "O"),
    "rectification:case-detail": Row(PAGE, "case", _CASE),
    "rectification:case-record-meeting": Row(FORM, "case", "O"),
    "rectification:case-sign-receipt": Row(FORM, "case", "P"),
    "rectification:receipt-correction-propose": Row(FORM, "case", "O P"),
    "rectification:case-corrections": Row(PAGE, "case", _CASE),
    # The office proposed it: it does not decide on its own proposal.
    "rectification:receipt-correction-confirm": Row(FORM, "receipt_correction", "O:ok/forbidden P"),
    "rectification:receipt-correction-refuse": Row(FORM, "receipt_correction", "O:ok/forbidden P"),
    "rectification:case-submit": Row(FORM, "case", "P"),
    "rectification:case-review": Row(PAGE, "case", "C S"),
    "rectification:case-return": Row(FORM, "case", "C S"),
    "rectification:case-accept": Row(FORM, "case", "C S"),
    "rectification:item-report-many": Row(FORM, "case", "P K"),
    "rectification:item-give-opinion-many": Row(FORM, "case", "L"),
    "rectification:item-verify-many": Row(FORM, "case", "O L M"),
    "rectification:item-close-many": Row(FORM, "case", "C S"),
    "rectification:case-ledger": Row(PAGE, "case", _CASE, {"form": "csv"}),
    "rectification:item-list": Row(PAGE, None, _CASE),
    "rectification:item-detail": Row(PAGE, "item", _CASE),
    "rectification:item-report": Row(FORM, "item_open", "P K"),
    "rectification:item-amend": Row(FORM, "item", "P K"),
    "rectification:item-explain": Row(FORM, "item_open", "P K"),
    "rectification:item-give-opinion": Row(FORM, "item", "L"),
    "rectification:item-verify": Row(FORM, "item", "O L M"),
    "rectification:item-fail-check": Row(FORM, "item", "O L M"),
    "rectification:item-return": Row(FORM, "item", "C S"),
    "rectification:item-close": Row(FORM, "item_verified", "C S"),
    "rectification:item-reopen": Row(FORM, "item_verified", "C S"),
    "rectification:classification-sort": Row(FORM, "violation", "L"),
    "rectification:classification-sort-many": Row(FORM, "round_on_site", "L"),
    "rectification:classification-resort": Row(FORM, "violation", "L"),
    "rectification:classification-entrust": Row(FORM, "lead", "C"),
    "inspections:order-list": Row(PAGE, None, _CASE),
    "inspections:order-detail": Row(PAGE, "order", _CASE),
    "inspections:order-issue": Row(FORM, "finding", "L"),
    "inspections:order-report-fixed": Row(FORM, "order", "L M P K"),
    # Whoever said it fixed does not verify it.
    "inspections:order-verify": Row(FORM, "order", "O L M"),
    "inspections:order-send-back": Row(FORM, "order", "O L M"),
    "inspections:interview-list": Row(PAGE, None, _CASE),
    "inspections:interview-detail": Row(PAGE, "interview", _CASE),
    "inspections:interview-call": Row(FORM, "round", "O L"),
    "inspections:interview-call-about": Row(FORM, "finding", "O L"),
    "inspections:interview-call-proposed": Row(FORM, "interview_proposal", "O L"),
    **{f"inspections:interview-{each}": Row(FORM, "interview", "O L") for each in ("hand-over", "hold", "call-off")},
    "inspections:interview-reply": Row(FORM, "interview", "P K"),
    "inspections:interview-close": Row(FORM, "interview", "O"),
    "inspections:interview-ask-again": Row(FORM, "interview", "O"),
    # Read inside alone: the subdistrict, which reads interviews, does not learn of what is only proposed.
    "inspections:interview-proposal-detail": Row(PAGE, "interview_proposal", "O C S L M P:hidden K:hidden"),
    "inspections:interview-proposal-decline": Row(FORM, "interview_proposal", "O L"),
    # As the findings of their round.
    "rectification:follow-up-list": Row(PAGE, None, _ROUND),
    "rectification:follow-up-detail": Row(PAGE, "follow_up", _ROUND),
    "rectification:follow-up-draw": Row(FORM, "round_on_site", "O L"),
    **{f"rectification:follow-up-{each}": Row(FORM, "follow_up", "L M") for each in _LOOKS},
    "records:draw-detail": Row(PAGE, "draw", _ROUND),
    # The subdistrict, which reads its case, does not learn which of its items were drawn.
    "rectification:sampled-item-draw": Row(FORM, "case", "O"),
    **{f"rectification:sampled-item-{each}": Row(FORM, "sampled_item", "O L M") for each in ("pass", "fail")},
    "rectification:sampled-item-excuse": Row(FORM, "sampled_item", "O"),
    "rectification:extension-list": Row(PAGE, None, _CASE),
    "rectification:extension-detail": Row(PAGE, "extension", _CASE),
    "rectification:extension-request": Row(FORM, "item_returned", "P K"),
    "rectification:extension-request-resubmission": Row(FORM, "case", "P K"),
    "rectification:extension-grant": Row(FORM, "extension", "C S"),
    "rectification:extension-refuse": Row(FORM, "extension", "C S"),
    "rectification:extension-take-back": Row(FORM, "extension", "P K"),
    # Asked for and reviewed by the office; written by whoever acts for the subdistrict, filed by a principal.
    "rectification:rectification-plan-detail": Row(PAGE, "rectification_plan", _CASE),
    "rectification:rectification-plan-ask": Row(FORM, "case", "O"),
    "rectification:rectification-plan-fill": Row(FORM, "remedy", "P K"),
    "rectification:rectification-plan-fill-many": Row(FORM, "rectification_plan", "P K"),
    "rectification:rectification-plan-file": Row(FORM, "rectification_plan", "P"),
    **{f"rectification:rectification-plan-{each}": Row(FORM, "rectification_plan", "O") for each in _REVIEW},
    "rectification:objection-list": Row(PAGE, None, _CASE),
    "rectification:objection-detail": Row(PAGE, "objection", _CASE),
    "rectification:objection-file": Row(FORM, "item_returned", "P"),
    "rectification:objection-uphold": Row(FORM, "objection", "C S"),
    "rectification:objection-uphold-partly": Row(FORM, "objection", "C S"),
    "rectification:objection-reject": Row(FORM, "objection", "C S"),
    "rectification:objection-take-back": Row(FORM, "objection", "P"),
    "rectification:hand-off-list": Row(PAGE, None, f"{_ROUND} D R"),
    "rectification:hand-off-detail": Row(PAGE, "hand_off", f"{_ROUND} D R"),
    "rectification:hand-off-draft": Row(FORM, "round", "O"),
    "rectification:hand-off-edit": Row(FORM, "hand_off_draft", "O"),
    "rectification:hand-off-send": Row(FORM, "hand_off_draft", "O"),
    "rectification:hand-off-discard": Row(FORM, "hand_off_draft", "O"),
    "rectification:hand-off-receive": Row(FORM, "hand_off", "D R"),
    "rectification:hand-off-refuse": Row(FORM, "hand_off", "D R"),
    "rectification:hand-off-report-progress": Row(FORM, "hand_off", "D R"),
    "rectification:hand-off-report-result": Row(FORM, "hand_off", "D R"),
    "rectification:hand-off-re-route": Row(FORM, "hand_off", "O"),
    "rectification:hand-off-send-back": Row(FORM, "hand_off", "O"),
    "rectification:hand-off-close": Row(FORM, "hand_off", "O"),
    "rectification:hand-off-take-back": Row(FORM, "hand_off", "O"),
    "rectification:hand-off-follow-up": Row(FORM, "hand_off", "C S"),
    "rectification:hand-off-ratify": Row(FORM, "hand_off", "C S"),
    "rectification:listing-register": Row(PAGE, None, "O C S L M P K D"),
    "rectification:listing-detail": Row(PAGE, "listing", "O C S L M P K D"),
    "rectification:listing-propose": Row(FORM, "major", "O L"),
    "rectification:listing-prepare": Row(FORM, "listing_proposed", "O L"),
    "rectification:listing-list": Row(FORM, "listing_proposed", "C S"),
    "rectification:listing-not-list": Row(FORM, "listing_proposed", "C S"),
    "rectification:listing-put-up-sign": Row(FORM, "listing", "P K"),
    "rectification:listing-add-plan": Row(FORM, "listing", "P K"),
    "rectification:listing-request-acceptance": Row(FORM, "listing", "P K"),
    # Whoever rectifies does not check (R65); the department checks what is addressed to it.
    "rectification:listing-check": Row(FORM, "listing", "O L M D"),
    "rectification:listing-check-acceptance": Row(FORM, "listing", "O L M D"),
    "rectification:listing-remove": Row(FORM, "listing", "C S"),
    "rectification:listing-reject": Row(FORM, "listing", "C S"),
    "rectification:listing-publish": Row(FORM, "listing", "O"),
    "rectification:listing-publish-removal": Row(FORM, "listing", "O"),
    "rectification:chase-board": Row(PAGE, None, "O C S"),
    "rectification:chase-list": Row(PAGE, None, "O C S L M P K D R"),
    # A note to the subdistrict: the team of the round does not read it, nor does any other body.
    "rectification:chase-detail": Row(PAGE, "chase", "O C S P K L:hidden M:hidden D:hidden R:hidden"),
    "rectification:chase-issue": Row(FORM, None, "O"),
    "rectification:chase-reply": Row(FORM, "chase", "P K L:hidden M:hidden D:hidden R:hidden"),
    "rectification:chase-withdraw": Row(FORM, "chase", "O"),
    "rectification:chase-call-log": Row(FORM, None, "O"),
    # Told to the subdistrict; its principal alone answers for it. The team's part is over.
    "rectification:assessment-list": Row(PAGE, None, "O C S P K"),
    "rectification:assessment-detail": Row(PAGE, "assessment", "O C S P K"),
    "rectification:assessment-draft": Row(FORM, "round", "O"),
    "rectification:assessment-recount": Row(FORM, "assessment", "O"),
    "rectification:assessment-tell": Row(FORM, "assessment", "O"),
    "rectification:assessment-agree": Row(FORM, "assessment", "P"),
    "rectification:assessment-object": Row(FORM, "assessment", "P"),
    "rectification:assessment-answer": Row(FORM, "assessment", "C S"),
    "rectification:assessment-lock": Row(FORM, "assessment", "C S"),
    "rectification:assessment-reopen": Row(FORM, "assessment", "C S"),
    # To each body its own; neither the subdistrict nor the team reads what goes there.
    "rectification:copy-list": Row(PAGE, None, "O C S R"),
    "rectification:copy-detail": Row(PAGE, "copy", "O C S R"),
    "rectification:copy-send": Row(FORM, "round", "O"),
    "rectification:copy-receive": Row(FORM, "copy", "R"),
    "rectification:copy-record-receipt": Row(FORM, "copy", "O"),
    "rectification:copy-withdraw": Row(FORM, "copy", "O"),
    "rectification:announcement-list": Row(PAGE, None, "O C S P K"),
    "rectification:announcement-detail": Row(PAGE, "announcement", "O C S P K"),
    "rectification:announcement-file": Row(PAGE, "announcement", "O C S P K"),
    "rectification:announcement-site": Row(PAGE, "announcement", "O C S P K"),
    "rectification:announcement-draft": Row(FORM, "round", "O"),
    "rectification:announcement-edit": Row(FORM, "announcement_draft", "O"),
    "rectification:announcement-list-words": Row(FORM, "announcement_draft", "O"),
    "rectification:announcement-keep-word": Row(FORM, "redaction", "O"),
    "rectification:announcement-hide-words": Row(FORM, "announcement_draft", "O"),
    "rectification:announcement-discard": Row(FORM, "announcement_draft", "O"),
    "rectification:announcement-submit": Row(FORM, "announcement_draft", "O"),
    "rectification:announcement-approve": Row(FORM, "announcement_draft", "C S"),
    "rectification:announcement-return": Row(FORM, "announcement_draft", "C S"),
    "rectification:announcement-publish": Row(FORM, "announcement", "O"),
    "rectification:announcement-withdraw": Row(FORM, "announcement", "O"),
    "rectification:announcement-correct": Row(FORM, "announcement", "O"),
    "rectification:duty-list": Row(PAGE, None, "O"),
    "rectification:duty-add": Row(FORM, None, "O"),
    "rectification:duty-change": Row(FORM, "duty", "O"),
    "rectification:duty-end": Row(FORM, "duty", "O"),
    # desk
    "desk:my-work": Row(PAGE, None, "*"),
    "desk:menu-counted": Row(PAGE, None, "*"),
    "desk:search-all": Row(PAGE, None, "*"),
    "desk:round-detail": Row(PAGE, "round", _ROUND),
    "desk:compliance-now": Row(PAGE, None, "O C S"),
    "desk:compliance-year": Row(PAGE, "year", "O C S"),
    "desk:components": Row(PAGE, None, "O"),
}


def expected(url_name: str, method: str, persona: Persona) -> str:
    """The class of answer this person is to get. Raises KeyError for a route nobody has decided on."""
    is_signed_in = _has_session(persona)
    if url_name in PUBLIC:
        is_answered = method in PUBLIC[url_name] or (url_name in WELCOMES and is_signed_in)
        return OK if is_answered else METHOD
    row = ROWS[url_name]
    if not is_signed_in:
        return SIGN_IN
    methods, thing_first = row.kind
    answer = _reach(row, method, persona)
    if method in methods or answer == FORBIDDEN:
        return answer
    return METHOD if answer == OK or not thing_first else answer


def _has_session(persona) -> bool:
    """Neither a stranger nor somebody whose account was deactivated."""
    return persona.account is not None and not (persona.relation == FORMER and persona.role in ("office", "clerk"))


def _reach(row, method, persona) -> str:
    letter, relation = LETTERS[persona.role], persona.relation
    if letter == "P" and relation == FORMER:
        letter, relation = "K", OWN
    reach = row.reach()
    if letter not in reach:
        return FORBIDDEN
    answer, _slash, with_post = reach[letter].partition("/")
    if relation == OWN:
        return with_post if with_post and method == "POST" else answer
    if row.thing in ALONE:
        return HIDDEN
    if relation == FORMER:
        return OK if "*" in row.who.split() else FORBIDDEN
    return OK if row.thing in COMMON else HIDDEN
