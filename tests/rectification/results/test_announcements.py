"""通告: composed of issued texts, cleaned, approved, published with proof, withdrawn, corrected (三(三)6, R73)."""

import io

import pytest
from pypdf import PdfReader

from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from inspections.closing import gaps
from records.models import EvidenceLink
from records.rendering import render_document
from rectification.actions import announcement_decisions, announcements
from rectification.models import Announcement, RectificationItem, Redaction, Submission
from rectification.queries.announcements import is_announced
from rectification.scenes import results as steps
from tests import moves
from tests.inspections.builders import at_on
from tests.records.builders import upload
from tests.rectification import builders as case_builders
from tests.rectification.hand_offs import builders as hand_offs
from tests.rectification.results import builders as b
from tests.rectification.test_state_tables import tried

pytestmark = pytest.mark.django_db


def when(day=b.ANNOUNCED):
    return {"on": day, "at": at_on(day)}


def edit(one, text, title=None):
    return announcements.edit(announcement=one, title=title or one.title, text=text, by=one.here.office, **when())


def listed(one, words, *, kind="own", **facts):
    return announcements.list_words(announcement=one, words=words, kind=kind, by=one.here.office, **facts, **when())


def again(one):
    fresh = b.fresh(one)
    fresh.here, fresh.case = one.here, one.case
    return fresh


def words_of(one) -> dict:
    return {each.word: each.kind for each in one.redactions.all()}


@pytest.mark.requirement("R73")
def test_people_and_numbers_are_proposed_and_hidden():
    """The system lists who and what it knows; a public number of the office is not among them."""
    one = b.composed()
    here = one.here
    office = here.office.unit
    office.complaint_phone = "0632-8690001"
    office.save()
    name = here.leader.full_name
    text = f"联系{name[0]} {name[1:]}，电话13800001111，监督电话0632-8690001。"

    one = edit(one, text)

    assert words_of(one) == {name: "person", "13800001111": "number"}
    one = announcements.hide_words(announcement=one, by=here.office, **when())
    assert one.text == f"联系{name[0]}某，电话138****，监督电话0632-8690001。"


@pytest.mark.requirement("R73")
def test_approval_is_refused_while_a_listed_word_stands_in_the_text():
    one = b.composed()
    here = one.here
    one = listed(one, "巡查组", kind="trade_secret")
    with pytest.raises(IllegalMove, match="巡查组"):
        announcements.submit(announcement=one, by=here.office, **when())
    one = steps.submitted(here, one, on=b.ANNOUNCED)
    Announcement.objects.filter(pk=one.pk).update(text="巡 查 组")
    with pytest.raises(IllegalMove, match="巡查组"):
        announcement_decisions.approve(announcement=b.fresh(one), by=here.committee, **when())


@pytest.mark.requirement("R73")
def test_approval_is_refused_while_something_known_is_not_listed():
    one = b.composed()
    here = one.here
    one = steps.submitted(here, one, on=b.ANNOUNCED)
    Announcement.objects.filter(pk=one.pk).update(text=f"{here.leader.full_name}带队")
    with pytest.raises(IllegalMove, match=here.leader.full_name):
        announcement_decisions.approve(announcement=b.fresh(one), by=here.committee, **when())


@pytest.mark.requirement("R73")
def test_open_case_is_neither_told_nor_named():
    """A matter that was handed over and of which nobody has told a result."""
    hand_off = hand_offs.sent()
    here = case_builders.subdistrict_people(hand_off.here)
    case = case_builders.steps.issued(here, hand_off.round, on=hand_offs.SENT)

    one = steps.composed(here, case.round, "feedback", on=hand_offs.RESULTED)

    assert hand_offs.VIOLATION not in one.text and "示例电梯公司" not in one.text
    one.here = here
    edited = announcements.edit(
        announcement=one, title=one.title, text="示例电梯公司被查。", by=here.office, **when(hand_offs.RESULTED)
    )
    assert edited.redactions.get(word="示例电梯公司").kind == "open_case"


@pytest.mark.requirement("R73")
def test_neither_leads_nor_withdrawn_matters_come_into_the_text():
    hand_off = hand_offs.sent()
    here = case_builders.subdistrict_people(hand_off.here)
    case = case_builders.steps.issued(here, hand_off.round, on=hand_offs.SENT)

    one = steps.composed(here, case.round, "feedback", on=hand_offs.RESULTED)

    assert hand_offs.LEAD not in one.text and hand_offs.LEAD not in one.source_text


def test_rectification_is_composed_of_the_filed_report():
    one = b.composed("rectification")
    filed = Submission.objects.get()
    assert filed.measures in one.text and "查处情况" in one.text
    assert f"应整改{RectificationItem.objects.count()}项" in one.text and "整改率100%" in one.text


@pytest.mark.requirement("R73")
def test_both_parts_published_in_a_recorded_form_let_the_round_close():
    one = b.published()
    round_ = one.case.round
    rounds = type(round_).objects.filter(pk=round_.pk)

    def left():
        return [str(gap.label) for gap in gaps(round_, b.ANNOUNCED) if "未公告" in str(gap.label)]

    assert left() == ["未公告：整改情况"] and not rounds.filter(is_announced()).exists()
    other = steps.composed(one.here, round_, "rectification", on=b.ANNOUNCED)
    other = steps.approved(one.here, other, on=b.ANNOUNCED)
    assert left() == ["未公告：整改情况"]
    steps.published(one.here, other, on=b.ANNOUNCED, medium="board", place="街道公示栏", evidence=[upload()])
    assert left() == [] and rounds.filter(is_announced()).exists()
    announcements.withdraw(announcement=b.fresh(other), reason="有误", by=one.here.office, **when())
    assert left() == ["未公告：整改情况"]


@pytest.mark.requirement("R73")
def test_publication_says_where_and_when_with_its_proof():
    one = b.approved()
    facts = {"on": b.ANNOUNCED, "medium": "newspaper", "place": "枣庄日报"}
    with pytest.raises(IllegalMove, match="发布证明"):
        steps.published(one.here, one, **facts)
    one = steps.published(one.here, one, evidence=[upload(name="版面.pdf")], **facts)
    told = one.publications.get()
    assert (told.medium, told.place, told.published_on) == ("newspaper", "枣庄日报", b.ANNOUNCED)
    assert EvidenceLink.objects.get(subject_id=str(told.pk)).name == "版面.pdf"


def test_paper_is_the_approved_text():
    one = b.approved()
    paper = one.document

    pdf = render_document("announcement", paper.data, number=paper.full_number, issued_on=b.ANNOUNCED, draft=False)

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")
    assert "一、巡查概况" in words and "此件公开发布" in words and "：根据" not in words


def test_subdistrict_reads_it_once_it_is_approved_and_never_the_list():
    one = b.composed()
    here = one.here
    listed(one, "商业配方", kind="trade_secret")
    assert not Announcement.objects.visible_to(here.principal).exists()
    steps.approved(here, b.fresh(one), on=b.ANNOUNCED)
    here.principal.__dict__.pop("access", None)
    assert Announcement.objects.visible_to(here.principal).exists()
    assert not Redaction.objects.visible_to(here.principal).exists()
    assert not Announcement.objects.visible_to(here.leader).exists()


def test_log_tells_how_many_words_were_listed_and_never_which():
    listed(b.composed(), "绝密配方\n另一配方", kind="trade_secret")
    event = AuditEvent.objects.get(verb="announcement.list_words")
    assert event.new["words_listed"] == 2 and "配方" not in str(event.new)


def test_word_is_kept_with_a_reason_and_complainants_never():
    one = b.composed()
    listed(one, "巡查组"), listed(one, "举报人甲", kind="complainant")
    word = one.redactions.get(word="巡查组")
    with pytest.raises(IllegalMove, match="理由"):
        announcements.keep_word(redaction=word, reason=" ", by=one.here.office, **when())
    announcements.keep_word(redaction=word, reason="机构名称", by=one.here.office, **when())
    with pytest.raises(IllegalMove, match="举报人"):
        announcements.keep_word(
            redaction=one.redactions.get(word="举报人甲"), reason="同意", by=one.here.office, **when()
        )
    one = announcements.hide_words(announcement=b.fresh(one), by=one.here.office, **when())
    assert "巡查组" in one.text


@pytest.mark.parametrize(
    "facts", [{"words": " \n"}, {"words": "甲", "kind": "unknown"}, {"words": "某某企业", "replacement": "某某企业等"}]
)
def test_list_takes_words_that_can_be_hidden(facts):
    one = b.composed()
    with pytest.raises(IllegalMove):
        listed(one, **facts)


def test_word_that_was_kept_is_hidden_again_when_listed_once_more():
    one = b.composed()
    listed(one, "巡查组")
    announcements.keep_word(redaction=one.redactions.get(), reason="机构名称", by=one.here.office, **when())
    listed(again(one), "巡查组")
    assert not one.redactions.get().is_kept


@pytest.mark.requirement("R73")
def test_corrected_version_takes_the_place_of_the_first():
    old = b.published()
    here = old.here
    new = announcements.correct(announcement=old, reason="数字有误", by=here.office, **when())
    assert (new.corrects, new.text, b.fresh(old).status) == (old, old.text, "published")
    new = steps.published(here, steps.approved(here, new, on=b.ANNOUNCED), on=b.ANNOUNCED)
    assert (new.status, b.fresh(old).status) == ("published", "corrected")


def test_only_one_is_prepared_or_published_of_a_part():
    one = b.composed()
    for part in ("feedback", "unknown"):
        with pytest.raises(IllegalMove, match="不能起草"):
            announcements.draft(round=one.case.round, part=part, by=one.here.office, **when())


def test_correction_needs_a_reason_and_something_to_correct():
    old = b.published()
    with pytest.raises(IllegalMove, match="更正"):
        announcements.correct(announcement=old, reason=" ", by=old.here.office, **when())
    draft = steps.composed(old.here, old.case.round, "rectification", on=b.ANNOUNCED)
    with pytest.raises(IllegalMove, match="更正"):
        announcements.correct(announcement=draft, reason="改", by=old.here.office, **when())


def test_our_page_is_recorded_once():
    one = b.published()
    with pytest.raises(IllegalMove, match="公开页"):
        steps.published(one.here, one, on=b.ANNOUNCED)
    with pytest.raises(IllegalMove):
        steps.published(one.here, one, on=b.ANNOUNCED, medium="nowhere")


@pytest.mark.parametrize("verb", ["discard", "withdraw", "edit"])
def test_words_are_needed(verb):
    one = b.approved() if verb == "withdraw" else b.composed()
    facts = {"title": " ", "text": " "} if verb == "edit" else {"reason": " "}
    with pytest.raises(IllegalMove):
        getattr(announcements, verb)(announcement=one, by=one.here.office, **facts, **when())


VERBS = {
    "edit": lambda one, here: announcements.edit(announcement=one, title="题", text="正文", by=here.office, **when()),
    "list_words": lambda one, here: announcements.list_words(
        announcement=one, words="词语", kind="own", by=here.office, **when()
    ),
    "keep_word": lambda one, here: announcements.keep_word(
        redaction=one.redactions.get_or_create(word="机构", kind="own")[0], reason="公开", by=here.office, **when()
    ),
    "hide_words": lambda one, here: announcements.hide_words(announcement=one, by=here.office, **when()),
    "discard": lambda one, here: announcements.discard(announcement=one, reason="重写", by=here.office, **when()),
    "submit": lambda one, here: announcements.submit(announcement=one, by=here.office, **when()),
    "approve": lambda one, here: announcement_decisions.approve(announcement=one, by=here.committee, **when()),
    "return": lambda one, here: announcement_decisions.return_(
        announcement=one, note="补充", by=here.committee, **when()
    ),
    "publish": lambda one, here: announcements.publish(
        announcement=one, medium="website", url="https://example.invalid/", by=here.office, **when()
    ),
    "withdraw": lambda one, here: announcements.withdraw(announcement=one, reason="有误", by=here.office, **when()),
}  # fmt: skip


def in_state(status) -> Announcement:
    if status in ("draft", "submitted", "discarded"):
        one = b.composed()
    else:
        one = b.approved() if status == "approved" else b.published()
    here, case = one.here, one.case
    if status == "submitted":
        one = steps.submitted(here, one, on=b.ANNOUNCED)
    if status == "discarded":
        one = VERBS["discard"](one, here)
    if status == "withdrawn":
        one = VERBS["withdraw"](one, here)
    if status == "corrected":
        new = announcements.correct(announcement=one, reason="有误", by=here.office, **when())
        steps.published(here, steps.approved(here, new, on=b.ANNOUNCED), on=b.ANNOUNCED)
    one = b.fresh(one)
    one.here, one.case = here, case
    return one


@pytest.mark.parametrize("status", moves.states("announcement"))
def test_each_verb_leads_where_was_decided_or_is_refused(status):
    one = in_state(status)
    if status == "draft":
        announcements.hide_words(announcement=one, by=one.here.office, **when())

    found = {verb: tried(lambda act=act: act(b.fresh(one), one.here).status) for verb, act in VERBS.items()}

    assert found == {verb: moves.leads_to("announcement", verb, status) for verb in VERBS}
    assert {*VERBS, "draft", "correct", "give_way"} == set(moves.verbs("announcement"))


def test_others_may_not():
    one = b.composed()
    with pytest.raises(NotAllowed):
        announcements.hide_words(announcement=one, by=one.here.committee, **when())
    one = steps.submitted(one.here, one, on=b.ANNOUNCED)
    with pytest.raises(NotAllowed):
        announcement_decisions.approve(announcement=one, by=one.proposed_by, **when())


def test_stale_copy_is_refused():
    one = b.composed()
    with pytest.raises(StaleCopy):
        announcements.submit(announcement=one, by=one.here.office, version=one.version - 1, **when())


@pytest.mark.requirement("R73")
def test_days_told_to_the_public_are_those_of_receipt():
    """Issued on 26 March, signed for on 27 March: from that day the two months ran."""
    feedback = b.composed()
    filed = _with_rectification(feedback)

    assert "并于2026年3月27日向兴仁街道主要负责人反馈。" in feedback.text and "不含" not in feedback.text
    assert "兴仁街道于2026年3月27日收到反馈意见后开展整改" in filed.text
    assert "3月26日" not in feedback.text + filed.text


def _with_rectification(feedback) -> Announcement:
    return steps.composed(feedback.here, feedback.case.round, "rectification", on=b.ANNOUNCED)


@pytest.mark.requirement("R73")
def test_feedback_nobody_has_signed_for_is_told_as_issued():
    hand_off = hand_offs.sent()
    here = case_builders.subdistrict_people(hand_off.here)
    case = case_builders.steps.issued(here, hand_off.round, on=hand_offs.SENT)

    one = steps.composed(here, case.round, "feedback", on=hand_offs.RESULTED)

    assert "主要负责人反馈" not in one.text and "向兴仁街道印发反馈意见。" in one.text


@pytest.mark.requirement("R73")
def test_numbers_say_that_open_cases_are_not_among_them():
    hand_off = hand_offs.sent()
    here = case_builders.subdistrict_people(hand_off.here)
    case = case_builders.steps.issued(here, hand_off.round, on=hand_offs.SENT)

    one = steps.composed(here, case.round, "feedback", on=hand_offs.RESULTED)

    assert case.items.live().count() == 3 and "共反馈问题和隐患1项（不含正在依法调查处理的事项）" in one.text
