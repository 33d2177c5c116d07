"""移交函 and 报告: what they say, and that they can be printed (三(三)4, R61, R62)."""

import io

import pytest
from pypdf import PdfReader

from records.rendering import compose_document, render_document
from records.typesetting.composition import Table
from tests.rectification.hand_offs import builders as b

pytestmark = pytest.mark.django_db


def words(composition) -> str:
    found = []
    for block in [*composition.body, *(block for annex in composition.annexes for block in annex.blocks)]:
        found += [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]
    return "\n".join(found)


@pytest.mark.requirement("R61")
def test_letter_names_matter_facts_files_and_the_day_to_reply():
    hand_off = b.sent(requirement="请对该单位全部电梯开展检查")
    letter = hand_off.letter

    composition = compose_document("hand_off", letter.data)
    said = words(composition)

    assert letter.title == "关于移交兴仁街道安全生产巡查发现的非法违法违规问题的函"
    assert (composition.layout, composition.addressee) == ("letter", "高新区市场监管分局")
    assert [annex.title for annex in composition.annexes] == ["移交清单", "签收回执"]
    assert b.VIOLATION in said and "《特种设备安全法》第三十二条" in said
    assert "2026年4月27日前（含当日）函复办理结果" in said and "没有的写“无”" in said
    assert "请对该单位全部电梯开展检查。" in said
    assert "巡查工作报告已经区安委会审定" in said and "随函未附证据材料" in said


@pytest.mark.requirement("R62")
def test_report_to_the_leading_bodies_has_the_same_content_upwards():
    round_ = b.approved_round()
    here = round_.here
    b.sort(here.extra["breach"], here, receiver=here.extra["party"], reason="需统筹")
    hand_off = b.send(b.draft(round_, [here.extra["breach"]], here.extra["party"]), here, signatory="张安")

    composition = compose_document("hand_off", hand_off.letter.data)
    said = words(composition)

    assert (composition.layout, composition.upward, composition.signatory) == ("file", True, "张安")
    assert b.BREACH in said and "建议责成有关方面依法依规调查处理" in said and "特此报告。" in said
    # A 报告 asks for nothing of its reader's own (DOMAIN §2.2).
    assert "请于" not in said and "你单位" not in said


def test_a_lead_is_to_be_kept_and_its_letter_names_no_subdistrict():
    hand_off = b.sent_lead()

    said = words(compose_document("hand_off", hand_off.letter.data))

    assert "请严格保密" in said and b.LEAD in said
    assert hand_off.letter.title == "关于移交安全生产巡查发现的问题线索的函"


def test_what_was_sent_ahead_says_why():
    round_ = b.matters_round()
    here = round_.here
    b.sort(here.extra["violation"], here, receiver=here.extra["market"], on=b.ENTERED)
    hand_off = b.draft(round_, [here.extra["violation"]], here.extra["market"], urgent_reason="危险", on=b.ENTERED)
    hand_off = b.send(hand_off, here, on=b.ENTERED)

    said = words(compose_document("hand_off", hand_off.letter.data))

    assert "在巡查工作报告审定前先行移交：危险。" in said and "自2026年3月2日起" in said


def test_many_matters_stand_in_the_annex_alone():
    data = b.sent().letter.data
    data = data | {"matters": data["matters"] * 9}

    composition = compose_document("hand_off", data)

    assert "9项问题的基本事实见附件1" in "\n".join(block.text for block in composition.body)
    assert len(composition.annexes[0].blocks[0].rows) == 9


def test_it_can_be_printed():
    letter = b.sent().letter

    pdf = render_document("hand_off", letter.data, number=letter.full_number, issued_on=letter.issued_on, draft=False)

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "签收回执" in text.replace("\n", "") and "移交清单" in text.replace("\n", "")
