"""Example data of every document kind: invented names, findings as published (tests/data/published_findings.csv)."""

import csv
from pathlib import Path

FINDINGS = Path(__file__).parent.parent / "data" / "published_findings.csv"
COMMITTEE = "枣庄高新区安全生产委员会"
OFFICE = "枣庄高新区安全生产委员会办公室"
CATEGORIES = {"工作问题": "problem", "一般隐患": "general_hazard", "重大事故隐患": "major_hazard"}
CONTACT = {"name": "王建国", "phone": "0632-8690000", "address": "枣庄高新区光明大道示例楼312室"}
TOPICS = [
    "贯彻落实党中央、国务院关于安全生产工作的重要决策部署情况",
    "贯彻落实省、市和区党工委、管委会关于安全生产工作的决策部署以及区安委会工作安排情况",
    "落实属地管理责任、部门监管责任和企业主体责任情况",
    "安全生产规划制定和实施、安全投入和培训情况",
    "风险分级管控和隐患排查治理体系建设、重点行业领域专项整治情况",
    "安全生产监管体制、执法力量和应急管理工作情况",
    "安全生产领域信用体系建设、举报信息核查处理情况",
    "生产安全事故调查处理和责任追究、事故信息报送情况",
    "区安委会部署的其他事项落实情况",
]
METHODS = ["听取汇报", "列席会议", "调阅资料", "座谈和个别谈话", "暗查暗访和随机抽查"]


def published_findings():
    with FINDINGS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {
            "subject": row["被检单位"],
            "text": row["存在问题"],
            "category": CATEGORIES.get(row["问题等级"], "violation"),
            "responsibility": "local" if row["问题等级"] == "工作问题" else "enterprise",
            "requirement": row["整改要求"] or "限期整改",
            "due": row["整改期限"],
            "criterion": "《工贸企业重大事故隐患判定标准》第十一条" if row["问题等级"] == "重大事故隐患" else "",
        }
        for row in rows
    ]


def inspection_report(**changes):
    return {
        "kind": "inspection_report",
        "issuer": "枣庄高新区安全生产委员会第一巡查组",
        "addressee": COMMITTEE,
        "copies": ["区党工委办公室", "区安委会办公室"],
        "printed_by": OFFICE,
        "subdistrict": "兴仁街道",
        "team": "区安委会第一巡查组",
        "entered_on": "2026-03-02",
        "ended_on": "2026-03-16",
        "leader": "李明远(区应急管理局副局长)",
        "members": ["赵文斌", "孙丽萍", "周海涛", "吴建军", "郑国强(专家)", "冯志伟(专家)"],
        "methods": METHODS,
        "theme": "粉尘涉爆企业专项整治",
        "activities": [
            {"label": "听取专题汇报", "count": 6, "unit": "次"},
            {"label": "个别谈话", "count": 23, "unit": "人次"},
            {"label": "调阅资料", "count": 316, "unit": "份"},
            {"label": "延伸巡查重点企业", "count": 31, "unit": "家"},
            {"label": "约谈", "count": 2, "unit": "次"},
            {"label": "受理来信来电", "count": 5, "unit": "件"},
        ],
        "overall": "兴仁街道党工委、办事处对安全生产工作总体重视,组织体系较为健全,但隐患排查不深不细",
        "achievements": [
            "责任体系逐步健全。街道成立由党工委书记、办事处主任任双主任的安全生产委员会,每季度召开全体会议研究部署工作",
            "专项整治有序推进。对辖区粉尘涉爆、有限空间等重点行业领域企业建档立卡,2025年以来排查整改隐患1,206项",
            "基层力量有所加强。应急办配备专职人员9名,与12个村居签订安全生产目标责任书",
        ],
        "findings": published_findings(),
        "dispositions": [
            "移交处置。对发现的非法违法违规问题,分类移交区消防救援大队、区市场监管分局等部门依法查处",
            "挂牌督办。对7项重大事故隐患,建议由区安委会挂牌督办,明确责任单位、整改措施和完成时限",
            "开展约谈。对问题较多的3家企业主要负责人进行约谈,提出明确整改意见",
        ],
        "advice": [
            "压实党政领导责任。将安全生产纳入党工委、办事处重要议事日程,领导班子成员每月带队检查",
            "深化隐患排查治理。聘请专家对重点企业开展全覆盖体检,实行清单化、闭环式管理",
            "夯实基层基础。充实应急办专业力量,加强村居安全网格员培训",
        ],
        "hand_offs": [
            {
                "subject": "单位004(公司)",
                "text": "综合制剂车间内隔墙材料不符合防火要求",
                "receiver": "区消防救援大队",
                "advice": "依法查处",
            }
        ],
    } | changes


def feedback(**changes):
    return {
        "kind": "feedback",
        "issuer": COMMITTEE,
        "addressee": "兴仁街道党工委、办事处",
        "copies": ["区党群工作部", "区政法委", "区安委会各成员单位"],
        "printed_by": OFFICE,
        "subdistrict": "兴仁街道",
        "team": "区安委会第一巡查组",
        "entered_on": "2026-03-02",
        "ended_on": "2026-03-16",
        "overall": [
            "兴仁街道党工委、办事处认真贯彻上级安全生产决策部署,组织体系较为健全,专项整治取得一定成效",
            "同时,巡查也发现街道在责任落实、隐患排查、基层基础等方面还存在不少问题,需要引起高度重视",
        ],
        "problems": [
            {
                "heading": "党政领导和属地管理责任落实有差距",
                "texts": [
                    "2025年第四季度未召开安委会全体会议",
                    "领导班子成员带队检查记录不全,12次检查中有5次未填写发现问题",
                ],
            },
            {
                "heading": "企业主体责任落实不到位",
                "texts": ["部分企业消防设施损坏、疏散通道堵塞", "粉尘涉爆企业除尘系统不规范", "教育培训流于形式"],
            },
        ],
        "findings": published_findings(),
        "months": 2,
        "report_to": "区安委会",
        "contact": CONTACT,
        "objection_days": 10,
    } | changes


def annual_plan(**changes):
    return {
        "kind": "annual_plan",
        "issuer": OFFICE,
        "addressee": "各街道办事处,区安委会各成员单位",
        "year": 2026,
        "principles": [
            "坚持“安全第一、预防为主、综合治理”的方针,依法依规、实事求是、注重实效",
            "以巡查街道为主,着力发现突出问题",
        ],
        "entries": [
            {
                "subdistrict": "兴仁街道",
                "team": "第一巡查组",
                "planned_from": "2026-03-02",
                "planned_to": "2026-03-16",
                "enterprises": "重点企业31家",
            },
            {
                "subdistrict": "兴城街道",
                "team": "第二巡查组",
                "planned_from": "2026-03-23",
                "planned_to": "2026-04-07",
            },
            {
                "subdistrict": "张范街道",
                "team": "第一巡查组",
                "planned_from": "2026-09-07",
                "planned_to": "2026-09-21",
            },
        ],
        "topics": TOPICS,
        "methods": METHODS,
        "teams": [
            {"name": "第一巡查组", "leader": "李明远", "size": 7},
            {"name": "第二巡查组", "leader": "陈立华", "size": 6},
        ],
        "steps": [
            "准备阶段:组建巡查组,集中培训,提前告知",
            "进驻巡查:每个街道不少于两周",
            "报告反馈:结束后15日内报送报告,审定后反馈",
        ],
        "discipline": ["严守工作纪律和廉洁纪律,如实报告情况", "派出单位保障派出人员与原单位工作脱钩"],
        "budget": "巡查经费由区安委会办公室单独预算,从区级安全生产专项资金中列支",
        "contact": CONTACT,
        "theme": "粉尘涉爆企业专项整治",
        "training_on": "2026-02-26",
        "note": "此件公开发布",
    } | changes


def advance_notice(**changes):
    return {
        "kind": "advance_notice",
        "issuer": OFFICE,
        "addressee": "兴仁街道党工委、办事处",
        "subdistrict": "兴仁街道",
        "team": "区安委会第一巡查组",
        "entry_on": "2026-03-02",
        "until_on": "2026-03-16",
        "members": [
            {"name": "李明远", "unit": "区应急管理局", "post": "副局长", "role": "组长"},
            {"name": "赵文斌", "unit": "区市场监督管理分局", "post": "科长", "role": "成员"},
            {"name": "郑国强", "unit": "枣庄示例安全技术服务有限公司", "role": "专家"},
        ],
        "topics": TOPICS[:4],
        "methods": METHODS,
        "preparations": ["确定一名负责同志牵头、一名联络员具体联系", "准备街道安全生产工作汇报", "提供必要的办公场所"],
        "papers": [
            "2025年以来街道党工委、办事处研究安全生产工作的会议记录",
            "安全生产责任制文件和目标责任书",
            "安全生产检查记录和隐患台账",
            "辖区重点企业名单",
            "应急预案和演练记录",
            "安全生产举报信息核查处理档案",
        ],
        "liaison": CONTACT,
        "discipline": ["巡查人员如有违反工作纪律、廉洁纪律的行为,请向区安委会办公室反映"],
        "complaint_phone": "0632-8690001",
        "complaint_mailbox": "枣庄高新区示例路1号巡查组信箱",
        "copies": ["区党工委办公室"],
    } | changes


def rectification_review(**changes):
    findings = published_findings()[:40]
    return {
        "kind": "rectification_review",
        "issuer": COMMITTEE,
        "addressee": "兴仁街道党工委、办事处",
        "subdistrict": "兴仁街道",
        "submitted_on": "2026-06-08",
        "report_name": "《兴仁街道安全生产巡查整改情况的报告》",
        "meeting": "区安委会2026年第3次全体会议",
        "items": [
            {
                "number": number,
                "subject": line["subject"],
                "text": line["text"],
                "result": "returned" if number % 13 == 0 else "passed",
            }
            | (
                {"reason": "佐证照片不能证明整改完成,应补充整改后现场照片", "due_on": "2026-07-10"}
                if number % 13 == 0
                else {}
            )
            for number, line in enumerate(findings, start=1)
        ],
        "overall": ["整改报告总体符合要求,退回事项按期重新报送后再行审核"],
        "resubmit_on": "2026-07-10",
        "contact": CONTACT,
        "copies": ["区安委会各成员单位"],
        "printed_by": OFFICE,
    } | changes


def letter(**changes):
    return {
        "kind": "letter",
        "issuer": COMMITTEE,
        "addressee": "区消防救援大队",
        "title": "关于移交安全生产非法违法违规问题的函",
        "sections": [
            {"heading": "", "paragraphs": ["巡查中发现下列问题,按照职责分工移交你单位依法处理"]},
            {
                "heading": "移交事项",
                "table": {
                    "columns": ["序号", "单位", "事项"],
                    "widths": [16, 50, 90],
                    "rows": [["1", "单位004(公司)", "防爆辅机防电机、照明灯、开关等均不防爆"]],
                },
            },
            {"heading": "办理要求", "points": ["依法调查处理", "办理结果书面反馈区安委会"]},
        ],
        "contact": CONTACT,
    } | changes


def notice(**changes):
    return letter() | {"kind": "notice", "title": "关于做好2026年度安全生产巡查准备工作的通知"} | changes


EXAMPLES = {
    builder.__name__: builder
    for builder in (inspection_report, feedback, annual_plan, advance_notice, rectification_review, letter, notice)
}
