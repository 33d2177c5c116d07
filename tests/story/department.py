"""What a department does with what is handed to it, on the phone."""

UNIT = "高新区应急管理局"


def receive(officer):
    officer.take_up("Receive the hand-off").look("hand-off", with_axe=True)
    officer.press("Receive the hand-off").fill(contact="朱示例 0632-0000000").send()


def report_result(officer, paper):
    officer.take_up("Report the result").press("Report the result").look("result", with_axe=True)
    officer.fill(
        result="责令改正，立案查处两家企业。",
        people_held="无",
        units_punished="2",
        fine_yuan="20000",
        evidence={"name": "行政处罚决定书.png", "mimeType": "image/png", "buffer": paper},
    ).send()


def refuse(officer, reason):
    officer.take_up("Receive the hand-off").press("Refuse the hand-off").look("refuse", with_axe=True)
    officer.fill(reason=reason).send()


def accept_hazard(officer, about, shown):
    """The supervising department looks whether the listed hazard is gone."""
    officer.take_up("Check for acceptance", about).press("Check for acceptance")
    file = {"name": "验收.png", "mimeType": "image/png", "buffer": shown}
    officer.fill(result="removed", words="泄爆片已按设计安装，隐患消除。", evidence=file).send()
