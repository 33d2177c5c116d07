"""Which row each person knows of, and for whom it does not exist, model by model (STYLE 52d)."""

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import Scope
from core.models import AuditEvent
from desk.access.people import PERSONAS
from inspections.models import Supplement
from rectification.models import FiledItem, Submission
from rectification.scenes.access import submit_case
from tests.desk.world import get, here  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]

_HOUSE = {"office", "committee", "secretary"}
ROUND = _HOUSE | {"leader", "member"}
ROUND_ELSEWHERE = _HOUSE | {"leader_elsewhere", "member_elsewhere"}
PEOPLE_HERE = {"principal", "principal_past", "clerk"}
PEOPLE_ELSEWHERE = {"principal_elsewhere", "clerk_elsewhere"}
CASE = ROUND | PEOPLE_HERE
CASE_ELSEWHERE = ROUND_ELSEWHERE | PEOPLE_ELSEWHERE
# Who recorded it, who leads, and the committee: not the office, not its secretary, not who led before.
LEAD = {"committee", "leader", "member"}
LEAD_ELSEWHERE = {"committee", "leader_elsewhere", "member_elsewhere"}

# Thing of the world to everybody who knows of it; it exists for nobody else.
KNOWN_TO = {
    "round": ROUND,
    "round_on_site": ROUND,
    "round_elsewhere": ROUND_ELSEWHERE,
    "finding": ROUND,
    "finding_draft": ROUND,
    "withdrawn": ROUND,
    "withdrawn_late": ROUND,
    "finding_elsewhere": ROUND_ELSEWHERE,
    # By its finding, and by what was issued of it.
    "enterprise": CASE,
    "lead": LEAD,
    "lead_elsewhere": LEAD_ELSEWHERE,
    "note": ROUND,
    "topic_reason": ROUND,
    "report": ROUND,
    "report_elsewhere": ROUND_ELSEWHERE,
    "correction": ROUND,
    "import_draft": {"leader"},
    "import_batch": ROUND,
    "case": CASE,
    "case_elsewhere": CASE_ELSEWHERE,
    "receipt_correction": CASE,
    "item": CASE,
    "item_elsewhere": CASE_ELSEWHERE,
    "submission": CASE,
    "filed_item": CASE,
    "order": CASE,
    "order_elsewhere": CASE_ELSEWHERE,
    "interview": CASE,
    "interview_elsewhere": CASE_ELSEWHERE,
    # Only proposed: nobody outside reads it.
    "interview_proposal": ROUND,
    # Of the round that looks again, and of the team alone: the subdistrict reads how many in a letter.
    "follow_up": ROUND,
    "follow_up_elsewhere": ROUND_ELSEWHERE,
    "draw": ROUND,
    "draw_elsewhere": ROUND_ELSEWHERE,
    "sampled_item": ROUND,
    "extension": CASE,
    "rectification_plan": CASE,
    "rectification_plan_elsewhere": CASE_ELSEWHERE,
    "remedy": CASE,
    "remedy_elsewhere": CASE_ELSEWHERE,
    "objection": CASE,
    "hand_off": ROUND | {"officer"},
    "hand_off_line": ROUND | {"officer"},
    "hand_off_body": ROUND | {"recipient"},
    # Not sent yet: the department it is meant for knows nothing of it.
    "hand_off_draft": ROUND,
    "listing": ROUND | PEOPLE_HERE | {"officer"},
    "listing_check": ROUND | PEOPLE_HERE | {"officer"},
    # Proposed alone: neither the subdistrict nor the department knows of it.
    "listing_proposed": ROUND,
    "criterion": ROUND | ROUND_ELSEWHERE,
    "classification": ROUND,
    "chase": _HOUSE | PEOPLE_HERE,
    "chase_elsewhere": _HOUSE | PEOPLE_ELSEWHERE,
    "chase_line": _HOUSE | PEOPLE_HERE,
    # Whoever was called, and who inspects, does not read what was noted of it.
    "chase_call": _HOUSE,
    "assessment": _HOUSE | PEOPLE_HERE,
    "assessment_elsewhere": _HOUSE | PEOPLE_ELSEWHERE,
    # Each body its own; whoever the result is about does not read what is copied.
    "copy": _HOUSE | {"recipient"},
    "copy_other": _HOUSE | {"recipient_elsewhere"},
    "announcement": _HOUSE | PEOPLE_HERE,
    "publication": _HOUSE | PEOPLE_HERE,
    # Not approved yet, and what must not be read in it.
    "announcement_draft": _HOUSE,
    "redaction": _HOUSE,
    "supplement": ROUND,
    # The rows hang on the scope of the round; the pages ask for a right that the team does not hold.
    "case_file": ROUND,
    "duty": {"office"},
    "scope": ROUND,
    "job": {"office"},
    "delegation": ROUND,
    "document": CASE,
    "document_inner": ROUND,
    "document_elsewhere": CASE_ELSEWHERE,
    "document_plan": _HOUSE,
    "document_department": _HOUSE | {"officer"},
    "document_body": _HOUSE | {"recipient"},
    "evidence": CASE,
    "evidence_finding": ROUND,
    "evidence_lead": LEAD,
    "evidence_elsewhere": CASE_ELSEWHERE,
    "evidence_department": _HOUSE | {"officer"},
    "deadline": CASE,
    "deadline_inner": ROUND,
    "deadline_elsewhere": CASE_ELSEWHERE,
    "extract": _HOUSE | PEOPLE_HERE,
    "extract_elsewhere": _HOUSE | PEOPLE_ELSEWHERE,
    "plan": _HOUSE,
    "plan_draft": _HOUSE,
    "ruleset_draft": _HOUSE,
    "entry": _HOUSE,
    "entry_draft": _HOUSE,
    "team": ROUND,
    "team_elsewhere": ROUND_ELSEWHERE,
    "team_draft": _HOUSE,
    "person": _HOUSE,
    "membership": _HOUSE,
    "membership_ended": _HOUSE,
    # As things to manage; as names on a page they are everywhere.
    "unit": {"security_admin"},
    "term": {"security_admin"},
    "user": {"security_admin"},
    "brake": {"security_admin"},
}
# Proved elsewhere in this file.
OTHERWISE = {AuditEvent, Scope}


@pytest.fixture
def full(here):  # noqa: F811
    submission = here.things["submission"] = submit_case(here)
    here.things["filed_item"] = submission.lines.first()
    here.things["hand_off_line"] = here.things["hand_off"].lines.get()
    here.things["chase_line"] = here.things["chase"].lines.get()
    here.things["supplement"] = _supplement(here)
    here.things["classification"] = here.things["violation"].classification
    return here


def _supplement(here):  # noqa: F811
    """The world has no archived round; the row alone says who knows of it."""
    round_, day = here.things["round"], here.clock.today
    return Supplement.objects.create(
        round=round_, scope=round_.scope, number=1, title="补充材料", reason="归档后收到", added_on=day,
        added_by=here.users["office"], added_at=timezone.now(),
    )  # fmt: skip


def _knowers(here, thing) -> set[str]:  # noqa: F811
    model = type(thing)
    users = [type(user).objects.get(pk=user.pk) for user in here.users.values()]
    accounts = {user.pk: account for account, user in here.users.items()}
    return {accounts[user.pk] for user in users if model.objects.visible_to(user).filter(pk=thing.pk).exists()}


def test_each_thing_is_known_to_exactly_those_people(full):
    found = {name: _knowers(full, full.things[name]) for name in KNOWN_TO}

    assert found == KNOWN_TO


def test_every_model_with_scoped_rows_has_its_line(full):
    managers = {model: model._default_manager for model in apps.get_models() if model._meta.app_label != "thing"}
    scoped = {model for model, manager in managers.items() if {"visible_to"} & {*dir(manager), *dir(manager.all())}}

    assert scoped == {type(full.things[name]) for name in KNOWN_TO} | OTHERWISE
    assert {Submission, FiledItem} <= scoped


def test_deactivated_account_knows_of_nothing(full):
    gone = {"office_gone", "clerk_gone"}

    assert not gone & set().union(*(_knowers(full, full.things[name]) for name in KNOWN_TO))


def test_events_are_known_where_they_belong(full):
    """An event stands in one scope: that of its thing, or of the team where the subdistrict is not to learn of it."""
    item = full.things["item"]
    people = {account: type(user).objects.get(pk=user.pk) for account, user in full.users.items()}
    expected = {
        "finding.confirm": (full.things["finding"], ROUND),
        "finding.record": (full.things["lead"], LEAD),
        "report.submit": (full.things["report"], ROUND),
        "note.record": (full.things["note"], ROUND),
        "item.report": (item, _HOUSE | PEOPLE_HERE),
        "item.give_opinion": (item, ROUND),
        "item.issue": (full.things["item_elsewhere"], _HOUSE | PEOPLE_ELSEWHERE),
    }

    for verb, (thing, knowers) in expected.items():
        event = AuditEvent.objects.of(thing).get(verb=verb)
        found = {
            account for account, user in people.items() if AuditEvent.objects.visible_to(user).filter(pk=event.pk)
        }
        assert found == knowers, verb


def test_administrators_custodian_and_bodies_know_of_no_scope_but_their_own(full):
    for account in ("system_admin", "security_admin", "audit_admin", "custodian"):
        assert not Scope.objects.visible_to(full.users[account]).exists()
    listed = {full.things["listing"].scope_id}
    for account, besides in (("officer", listed), ("recipient", set())):
        seen = Scope.objects.visible_to(full.users[account]).exclude(pk__in=besides)
        assert list(seen.values_list("unit", flat=True)) == [full.users[account].unit_id]


def test_message_is_read_by_whom_it_is_for(full):
    for account in full.users:
        if account.endswith("_gone"):
            continue
        page = get(full, account, "/messages/").content.decode()
        for message in type(full.things["message_office"]).objects.exclude(recipient=full.users[account]):
            assert f"/messages/{message.pk}/open/" not in page
        assert f"/messages/{full.things[f'message_{account}'].pk}/open/" in page


def test_uploaded_list_is_for_whoever_uploaded_it(full):
    address = full.things["import_draft"].get_absolute_url()

    codes = {one.account: full.clients[one].get(address).status_code for one in PERSONAS if one.account in ROUND}

    assert codes == {"office": 403, "committee": 403, "secretary": 403, "leader": 200, "member": 404}
