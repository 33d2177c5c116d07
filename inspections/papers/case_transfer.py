"""移交表: the list with which a case file goes to an archive, and on which the archive signs (四(二)二)."""

from typing_extensions import TypedDict

from planning.bodies import committee_name, office_name
from records.rendering.kinds.common import CLOSED, Official, official
from records.typesetting.composition import Column, Composition, Paragraph, Table, section

FACTS = (Column("项目", 40), Column("内容", 116))
RETENTIONS = {"permanent": "永久", "thirty": "定期30年", "ten": "定期10年"}


class CaseTransfer(Official):
    """volume: which one of the round. The hashes are SHA-256 of the ZIP and of the PDF/A file."""

    round: str
    volume: str
    retention: str
    papers: int
    pages: int
    files: int
    package: "StoredFile"
    book: "StoredFile"


class StoredFile(TypedDict):
    size: int
    sha256: str


def transfer_data(case_file, *, archive: str) -> dict:
    """Reads the round, the supplement and both files."""
    return {
        "title": "安全生产巡查案卷移交表",
        "issuer": office_name(),
        "addressee": archive,
        "letterhead": committee_name(),
        "printed_by": office_name(),
        "round": str(case_file.round),
        "volume": str(case_file.supplement) if case_file.supplement else "主卷",
        "retention": RETENTIONS[case_file.retention],
        "papers": case_file.papers,
        "pages": case_file.pages,
        "files": case_file.files,
        "package": {"size": case_file.package.size, "sha256": case_file.package.sha256},
        "book": {"size": case_file.book.size, "sha256": case_file.book.sha256},
    }


def compose(data):
    rows = (
        ("案卷", data["round"]),
        ("卷别", data["volume"]),
        ("保管期限", data["retention"]),
        ("卷内文件", f"{data['papers']}件，共{data['pages']}页"),
        ("压缩包", f"内含文件{data['files']}个，{data['package']['size']}字节"),
        ("压缩包SHA-256", data["package"]["sha256"]),
        ("合订本（PDF/A）", f"{data['book']['size']}字节"),
        ("合订本SHA-256", data["book"]["sha256"]),
    )
    blank = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
    signed = (
        ("移交单位", f"{data['issuer']}（盖章）"),
        ("移交人（签名）", "\n\u3000"),
        ("接收单位", f"{data['addressee']}（盖章）"),
        ("接收人（签名）", "\n\u3000"),
        ("接收日期", blank),
        ("校验结果", "□ 与上列SHA-256一致\u3000\u3000□ 不一致"),
    )
    body = (
        Paragraph("根据《枣庄高新区安全生产巡查工作制度》四（二）关于资料存档备查的规定，现将下列案卷移交你单位。"),
        section("移交案卷"),
        Table(FACTS, rows),
        section("移交和接收"),
        Table(FACTS, signed),
    )
    return Composition(**official(data, title=data["title"], layout="letter", note=CLOSED), body=body)
