"""Findings of the demo: facts of published lists (docs/demo-findings.md names their kind), told of invented bodies."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    kind: str
    sector: str
    text: str
    topic_number: int
    handling: str = "fix_by_date"
    requirement: str = "限期整改"
    criterion: str = ""


HAZARD, PROBLEM, MAJOR, VIOLATION, SUGGESTION = (
    "general_hazard", "problem", "major_hazard", "violation", "suggestion",
)  # fmt: skip

FACTS = (
    Fact(HAZARD, "消防", "部分喷淋头被遮挡", 5),
    Fact(HAZARD, "消防", "外窗违规设置铁栅栏", 5),
    Fact(HAZARD, "消防", "电气线路私拉乱接、未穿管", 5),
    Fact(HAZARD, "消防", "安全出口堆放杂物", 5, "fix_at_once", "立即清理"),
    Fact(PROBLEM, "消防", "未制定消防安全制度及灭火疏散预案", 3),
    Fact(HAZARD, "消防", "一具灭火器无压力", 5, "fix_at_once", "立即更换"),
    Fact(PROBLEM, "教育培训", "抽查员工不掌握消防四个能力", 4),
    Fact(HAZARD, "燃气", "厨房液化气罐未装泄漏报警联动装置", 5),
    Fact(VIOLATION, "消防", "允许无职业资格人员上岗", 3),
    Fact(HAZARD, "建筑施工", "电梯井临边防护不到位", 5),
    Fact(HAZARD, "建筑施工", "吊篮前支臂上限位挡板缺失", 5),
    Fact(HAZARD, "有限空间", "有限空间无警示标志和风险告知牌", 5),
    Fact(PROBLEM, "属地管理责任", "大检查方案针对性操作性不强，照搬", 2),
    Fact(PROBLEM, "隐患排查治理", "自查自改未闭环，未向员工公告和政府报告", 5),
    Fact(
        MAJOR, "粉尘涉爆", "打磨抛光区除尘系统不合规范、除尘效果差", 5,
        criterion="《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第十一条第三项",
    ),
    Fact(HAZARD, "危险化学品", "罐区巡检人员未随身携带防护用品", 6),
    Fact(HAZARD, "危险化学品", "苯生产区警示标识不足", 5),
    Fact(VIOLATION, "特种设备", "使用未经检验的叉车", 3),
    Fact(HAZARD, "消防", "消防控制室无人值守", 6),
    Fact(PROBLEM, "消防", "值班人员未填自动消防设施运行记录", 1),
    Fact(HAZARD, "消防", "三层常闭防火门常开", 5, "fix_at_once", "立即整改"),
    Fact(PROBLEM, "举报核查", "举报信息核查台账登记不全", 7),
    Fact(PROBLEM, "事故调查", "一起轻伤事故未按规定留存调查材料", 8),
    Fact(SUGGESTION, "应急管理", "建议街道每半年组织一次多部门联合演练", 6),
)  # fmt: skip

# Beside those of the published lists, so that each way of a listing can be seen; the last was typed by hand.
MORE_MAJOR = (
    Fact(
        MAJOR, "粉尘涉爆", "木粉尘干式除尘系统未设置泄爆装置", 5,
        criterion="《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第十一条第三项",
    ),
    Fact(
        MAJOR, "粉尘涉爆", "收尘仓内电气设备不符合防爆要求", 5,
        criterion="《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第十一条第七项",
    ),
    Fact(MAJOR, "有限空间", "污水处理池有限空间作业未审批、无监护人员", 5, criterion="有限空间作业有关规定"),
)  # fmt: skip

# Nobody the system knows by name: what is to be made public has to be read.
UNKNOWN_NAME = "万示例"
# For what goes wrong in the round that is being rectified.
TROUBLESOME = (
    Fact(PROBLEM, "教育培训", f"安全管理员{UNKNOWN_NAME}未取得培训合格证", 4),
    Fact(VIOLATION, "消防", "未经审批进行动火作业", 5),
)

ENTERPRISES = ("演示木业", "样板机械", "示范化工", "演示酒店", "样板养老院", "示范食品")
