"""Words that must not leave their place, planted and looked for in all that a person can open (DESIGN §2, §4)."""

import json

import pytest

from accounts.models import Message, User
from core.models import AuditEvent, OutboundMail
from core.presenters import timeline
from deadlines.actions.sweep import sweep
from inspections.scenes import access as inspecting
from inspections.scenes import interviews, orders
from inspections.scenes.access import DRAFT, ELSEWHERE, HANDED, ISSUED, LEAD, NOTE, WITHDRAWN, WITHDRAWN_LATE
from planning.scenes.access import EDITION, REASON
from records.models import IssuedDocument
from records.rendering import render_document
from rectification.scenes import rectification_plans as plans
from rectification.scenes.access import OPINION
from rectification.scenes.chases import OUTCOME, RAISED
from rectification.scenes.follow_ups import AGAIN, LOT
from rectification.scenes.listings import WHY
from tests.desk.world import BY_ACCOUNT, SEARCHED, get, here, seen_by, text_of  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]

MARKERS = (*inspecting.MARKERS, OPINION, REASON, EDITION, OUTCOME, RAISED, WHY, AGAIN, LOT)
# Addressed to one subdistrict: of orders to fix at once, interviews, plans of rectification.
ADDRESSED = {orders.ORDERED, interviews.REASON, plans.MEASURES}
ADDRESSED_ELSEWHERE = {interviews.REASON_ELSEWHERE, plans.MEASURES_ELSEWHERE}
_ALL = {*MARKERS, ISSUED, *ADDRESSED, *ADDRESSED_ELSEWHERE}
# Account to what it must never read anywhere; everything not named may be seen by it.
HIDDEN_FROM = {
    "principal": {*MARKERS, *ADDRESSED_ELSEWHERE},
    "clerk": {*MARKERS, *ADDRESSED_ELSEWHERE},
    "principal_elsewhere": _ALL - {ELSEWHERE, *ADDRESSED_ELSEWHERE},
    "office": {LEAD},
    "secretary": {LEAD},
    "member_elsewhere": {
        ISSUED,
        WITHDRAWN,
        WITHDRAWN_LATE,
        DRAFT,
        OPINION,
        REASON,
        EDITION,
        OUTCOME,
        RAISED,
        WHY,
        AGAIN,
        LOT,
        *ADDRESSED,
    },
    "leader": {OUTCOME, RAISED, *ADDRESSED_ELSEWHERE},
    "member": {ELSEWHERE, REASON, EDITION, OUTCOME, RAISED, *ADDRESSED_ELSEWHERE},
    "leader_removed": _ALL,
    "officer": _ALL,
    "recipient": _ALL,
    "custodian": _ALL,
    "system_admin": _ALL,
    "security_admin": _ALL,
    "audit_admin": _ALL,
}
# The other half of the proof: the markers are where they may be seen, so a search that finds none has looked.
SHOWN_TO = {
    "principal": {ISSUED, *ADDRESSED},
    "clerk": {ISSUED, *ADDRESSED},
    "principal_elsewhere": {ELSEWHERE, *ADDRESSED_ELSEWHERE},
    "committee": _ALL,
    "office": _ALL - {LEAD},
    "leader": {LEAD, NOTE, DRAFT, WITHDRAWN, OPINION, ISSUED, *ADDRESSED},
    "member": {LEAD, NOTE, *ADDRESSED},
}


# Read in every run; the others, who are much like one of these, with script/test --all.
READ_ALWAYS = {"clerk", "principal_elsewhere", "office", "member", "officer", "audit_admin"}


def _accounts():
    for account in sorted({*HIDDEN_FROM, *SHOWN_TO}):
        yield pytest.param(account, marks=() if account in READ_ALWAYS else pytest.mark.slow)


@pytest.mark.parametrize("account", list(_accounts()))
def test_pages_exports_searches_and_refusals_tell_each_person_what_he_may_know(here, account):  # noqa: F811
    pages = seen_by(here, account)

    hidden = HIDDEN_FROM.get(account, ())
    leaks = [(marker, address) for marker in hidden for address, text in pages.items() if marker in text]
    assert leaks == []
    words = "\n".join(pages.values())
    assert {marker for marker in SHOWN_TO.get(account, ()) if marker not in words} == set()
    assert len(pages) > 100


def _papers_for(here, account):  # noqa: F811
    user = User.objects.get(pk=here.users[account].pk)
    return IssuedDocument.objects.visible_to(user)


@pytest.mark.parametrize("account", ["principal", "clerk", "principal_elsewhere", "officer", "recipient"])
def test_no_paper_in_reach_holds_what_is_hidden(here, account):  # noqa: F811
    """The data are all that is ever printed: a document is made from them and from nothing else."""
    papers = list(_papers_for(here, account))
    data = json.dumps([[paper.title, paper.data] for paper in papers], ensure_ascii=False)

    assert papers
    assert [marker for marker in HIDDEN_FROM[account] if marker in data] == []


def test_paper_of_the_subdistrict_holds_what_was_issued_to_it(here):  # noqa: F811
    assert ISSUED in json.dumps([paper.data for paper in _papers_for(here, "clerk")], ensure_ascii=False)


def test_numbers_of_what_is_issued_have_no_gap_that_betrays_what_is_hidden(here):  # noqa: F811
    """A lead and two withdrawn findings stood between the issued ones."""
    items = here.things["case"].items.order_by("number")

    assert [item.number for item in items] == list(range(1, 8))
    assert all(ISSUED in item.text or HANDED in item.text for item in items)


def test_no_message_tells_what_is_hidden(here):  # noqa: F811
    _remind(here)
    for account in ("principal", "clerk", "principal_elsewhere", "office", "secretary", "officer", "leader_removed"):
        told = Message.objects.filter(recipient=here.users[account], sent_at__gte=here.at(-30))
        words = "\n".join(f"{one.subject}\n{one.body}" for one in told)

        assert words
        assert [marker for marker in HIDDEN_FROM[account] if marker in words] == [], account


def test_no_mail_carries_the_words_of_any_finding(here):  # noqa: F811
    """It leaves the house unencrypted: not even what the recipient may read inside."""
    _remind(here)
    words = "\n".join(f"{one.subject}\n{one.body}" for one in OutboundMail.objects.all())

    assert words
    assert [marker for marker in _ALL if marker in words] == []


def _remind(here):  # noqa: F811
    """Every rung of the ladder, up to long after the last deadline."""
    for offset in (0, 3, 7, 9, 10, 11, 13, 17, 30, 60):
        moment = here.when(offset)
        sweep(on=moment["on"], at=moment["at"])


def test_log_shows_verbs_and_ids_and_no_word_of_the_matter(here):  # noqa: F811
    text = "\n".join(
        text_of(get(here, "audit_admin", "/log/", page=page, q=query))
        for page in (1, 2, 3, 4)
        for query in ("", SEARCHED)
    )

    assert "核对member" in text
    assert [marker for marker in _ALL if marker in text] == []
    assert AuditEvent.objects.filter(reason__contains=WITHDRAWN).exists()


def _story(here, account) -> set[str]:  # noqa: F811
    """Verbs of the timeline beside the item."""
    user = User.objects.get(pk=here.users[account].pk)
    return {entry.verb for entry in timeline([here.things["item"]], user)}


@pytest.mark.parametrize("account", ["principal", "clerk"])
def test_subdistrict_is_not_told_that_the_leader_gave_an_opinion(here, account):  # noqa: F811
    page = get(here, account, here.things["item"].get_absolute_url()).content.decode()

    assert ISSUED in page
    assert OPINION not in page
    assert _story(here, account) == {"item.issue", "item.report"}


@pytest.mark.parametrize("account", ["leader", "member", "office", "committee", "secretary"])
def test_team_reads_the_opinion_and_what_became_of_the_item(here, account):  # noqa: F811
    page = get(here, account, here.things["item"].get_absolute_url()).content.decode()

    assert OPINION in page
    assert _story(here, account) == {"item.issue", "item.report", "item.give_opinion"}


@pytest.mark.slow
@pytest.mark.parametrize("account", ["principal", "principal_elsewhere"])
def test_every_paper_in_reach_can_be_printed(here, account):  # noqa: F811
    for paper in _papers_for(here, account):
        made = render_document(
            paper.kind, paper.data, number=paper.full_number, issued_on=paper.issued_on, draft=False
        )
        assert made.startswith(b"%PDF")


def test_file_of_a_lead_is_as_hidden_as_the_lead(here):  # noqa: F811
    file = here.things["evidence_lead"]

    readers = set()
    for account in filter(None, BY_ACCOUNT):
        response = get(here, account, f"/evidence/{file.pk}/download/")
        if response.streaming:
            assert len(b"".join(response.streaming_content)) == file.blob.size
            readers.add(account)

    assert readers == {"committee", "leader", "member"}
