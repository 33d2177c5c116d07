"""The words that print: on papers, in ledgers, in lists that go out and come in. Official documents are in Chinese, in
whatever language the pages are, and one thing has one word in all of them (DOMAIN §5)."""

# By FindingKind.
KIND_WORDS = {
    "problem": "工作问题",
    "general_hazard": "一般隐患",
    "major_hazard": "重大事故隐患",
    "violation": "非法违法违规问题",
    "lead": "问题线索",
    "suggestion": "意见建议",
}
# Those that become an item. A suggestion is listed with the findings but is none of them: it never counts in a total
# or a rate (一(二)2). A lead leaves by hand-off only and stands in no list.
RECTIFIED_KIND_WORDS = {kind: word for kind, word in KIND_WORDS.items() if kind not in ("lead", "suggestion")}
SUGGESTION_WORD = KIND_WORDS["suggestion"]

# By Handling. The stop itself is the department's decision: a team has no penalty verb, it proposes (DESIGN §2).
HANDLING_WORDS = {
    "fix_at_once": "立行立改",
    "fix_by_date": "限期整改",
    "propose_suspension": "建议停产停业",
}

# Stands for the date of a finding that the subdistrict does not rectify: a department's own.
HANDED_OFF_WORDS = "移交办理"

# By ResponsibilityLevel.
RESPONSIBILITY_WORDS = {"local": "属地管理", "department": "部门监管", "enterprise": "企业主体"}

# By FindingStatus.
STATUS_WORDS = {"draft": "待确认", "confirmed": "已确认", "withdrawn": "已撤回", "discarded": "已作废"}
