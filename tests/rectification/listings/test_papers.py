"""挂牌督办通知书 and 摘牌通知书: what they say, and that they can be printed (三(三)4, R64, R65)."""

import io

import pytest
from pypdf import PdfReader

from records.rendering import compose_document, render_document
from rectification.scenes import listings as steps
from tests.rectification.listings import builders as b

pytestmark = pytest.mark.django_db


def words(composition) -> str:
    return "\n".join(block.text for block in composition.body)


def test_notice_holds_hazard_criterion_five_fields_and_day():
    listing = b.listed()
    composition = compose_document("listing_notice", listing.notice.data)
    said = words(composition)

    assert listing.notice.title == "关于对示例粉尘公司重大事故隐患挂牌督办的通知"
    assert (composition.layout, composition.addressee, composition.copies) == (
        "letter", "兴仁街道办事处", ("枣庄高新区应急管理局",),
    )  # fmt: skip
    for told in (
        listing.text, listing.criterion, "李演示（总经理）", "按规范改造", "停用相关设备", "企业自筹20万元",
        "2026年5月20日前（含当日）完成治理", "按现场处置方案执行", "公示牌",
    ):  # fmt: skip
        assert told in said, told


def test_removal_tells_report_check_and_decision():
    listing = b.removed()
    said = words(compose_document("removal_notice", listing.removal_notice.data))

    assert f"以{listing.notice.full_number}通知" in said
    assert "2026年5月11日报告：已完成改造并通过自查。" in said
    assert "2026年5月12日，整改单位以外的人员进行了现场验收：现场验收，隐患已消除。" in said
    assert "同意摘牌" in said


def test_place_code_and_content_of_the_criterion_are_named_where_known():
    listing = b.proposed()
    listing.place, listing.credit_code, listing.criterion_text = "打磨车间", "91370400TEST", "干式除尘未采取泄爆措施"
    listing.save()
    listing = steps.listed(listing.here, listing, on=b.LISTED)
    said = words(compose_document("listing_notice", listing.notice.data))
    assert "位置：打磨车间" in said and "统一社会信用代码91370400TEST" in said and "：干式除尘未采取泄爆措施" in said


@pytest.mark.parametrize("kind", ["listing_notice", "removal_notice"])
def test_papers_are_printed(kind):
    listing = b.removed()
    paper = listing.notice if kind == "listing_notice" else listing.removal_notice
    pdf = render_document(kind, paper.data, number=paper.full_number, issued_on=paper.issued_on, draft=False)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")
    assert "示例粉尘公司" in text
