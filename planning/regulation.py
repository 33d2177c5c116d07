"""《枣庄高新区安全生产巡查工作制度》, the parts that are data: word for word, never to be polished.

The nine topics 三(一)1–9 and the six methods 三(二)1–6 with short titles of ours, and the numbers the text fixes. A
test compares the lists with the published text, its punctuation included.
"""

from datetime import date

from planning.models.person import Rank

TITLE = "枣庄高新区安全生产巡查工作制度"
DOCUMENT_NUMBER = "枣高管办字〔2022〕7号"
EFFECTIVE_ON = date(2022, 6, 22)

# Numbers the text fixes; what it leaves silent has the defaults of the model and no clause there.
NUMBERS = {
    "report_days": 15,
    "rectification_months": 2,
    "minimum_round_days": 14,
    "min_teams": 1,
    "max_teams": 2,
    "min_team_size": 6,
    "max_team_size": 8,
}

# 科级: the two posts of section level and the grades that match them (公务员法 18, 19).
LEADER_RANKS = (
    Rank.SECTION_HEAD,
    Rank.SECTION_DEPUTY,
    Rank.SENIOR_CLERK_1,
    Rank.SENIOR_CLERK_2,
    Rank.SENIOR_CLERK_3,
    Rank.SENIOR_CLERK_4,
)

# 三(一): (number, short title of ours, text).
TOPICS = (
    (
        1,
        "中央决策部署",
        "贯彻落实党中央、国务院关于安全生产工作的重要决策部署和习近平总书记、李克强总理等党中央、国务院领"
        "导同志关于加强安全生产工作的系列重要指示批示精神情况;",
    ),
    (
        2,
        "省市区决策部署",
        "贯彻落实省委、省政府、市委、市政府和区党工委、管委会关于安全生产工作的重要决策部署以及区安委会工作安排情况;",
    ),
    (
        3,
        "责任落实与考核奖惩",
        "按照“党政同责、一岗双责、齐抓共管、失职追责”的要求,落实属地管理责任、部门监管责任和企业主体责"
        "任,强化安全生产工作目标考核,奖惩机制建立及执行等情况;",
    ),
    (
        4,
        "规划投入与培训",
        "安全生产规划制定和实施情况,加强安全基础建设,坚持标本兼治、综合治理,落实安全投入,实施科技强安"
        ",强化安全培训等情况;",
    ),
    (
        5,
        "风险防控与专项整治",
        "遏制较大及以上事故,建立风险分级管控和隐患排查治理体系,依法依规组织开展安全生产标准化建设、“打"
        "非治违”、重点行业领域专项整治等情况;",
    ),
    (
        6,
        "监管体制与执法应急",
        "加强基础建设,完善安全生产监管体制,强化安全执法力量,加强监管监察能力建设和应急管理工作,落实监"
        "管执法保障措施等情况;",
    ),
    (
        7,
        "信用体系与举报核查",
        "全面推进安全生产领域信用体系建设,做好安全生产举报信息的核查处理等情况;",
    ),
    (
        8,
        "事故调查与责任追究",
        "依法依规调查处理各类生产安全事故,落实责任追究和整改措施,及时如实报送事故信息等情况;",
    ),
    (
        9,
        "其他部署事项",
        "区安委会部署的其他事项落实情况。",
    ),
)

# What is looked at under each topic: pieces of its own text, none of our making. The ninth is one piece.
CHECKPOINTS = {
    1: ("党中央、国务院关于安全生产工作的重要决策部署", "关于加强安全生产工作的系列重要指示批示精神"),
    2: ("省委、省政府、市委、市政府和区党工委、管委会关于安全生产工作的重要决策部署", "区安委会工作安排"),
    3: ("属地管理责任", "部门监管责任", "企业主体责任", "安全生产工作目标考核", "奖惩机制建立及执行"),
    4: ("安全生产规划制定和实施", "安全基础建设", "标本兼治、综合治理", "安全投入", "科技强安", "安全培训"),
    5: (
        "遏制较大及以上事故",
        "风险分级管控和隐患排查治理体系",
        "安全生产标准化建设",
        "“打非治违”",
        "重点行业领域专项整治",
    ),
    6: ("基础建设", "安全生产监管体制", "安全执法力量", "监管监察能力建设", "应急管理工作", "监管执法保障措施"),
    7: ("安全生产领域信用体系建设", "安全生产举报信息的核查处理"),
    8: ("调查处理各类生产安全事故", "责任追究和整改措施", "及时如实报送事故信息"),
}

# 三(二), used selectively: (number, short title of ours, text).
METHODS = (
    (
        1,
        "听取汇报",
        "听取被巡查街道的工作汇报和有关部门的专题汇报;",
    ),
    (
        2,
        "列席会议",
        "列席被巡查街道有关安全生产工作的会议;",
    ),
    (
        3,
        "调阅资料、受理来信来电",
        "调阅、复制有关文件、档案、会议记录等资料,受理反映被巡查街道问题的来信、来电等;",
    ),
    (
        4,
        "座谈与个别谈话",
        "召开座谈会,向有关人员个别谈话询问情况;",
    ),
    (
        5,
        "暗查暗访、随机抽查",
        "以暗查暗访随机抽查等方式进行专项检查;",
    ),
    (
        6,
        "其他方式",
        "区安委会及其办公室要求的其他方式。",
    ),
)
