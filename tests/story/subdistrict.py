"""What the subdistrict does: its principal on the phone, its clerk at a desk."""


def confirm_extract(principal, days):
    principal.take_up("Confirm receipt of the extract").look("extract", with_axe=True)
    principal.press("Confirm receipt of the extract").fill(on=days.before_entry(10)).send()


def sign(principal, about):
    principal.take_up("Sign for the feedback", about).look("case", with_axe=True)
    principal.press("Sign for the feedback").look("sign").send()


def agree(principal):
    principal.take_up("Read the assessment, and object in time").look("assessment", with_axe=True)
    principal.press("No objection").send()


def report_one(clerk, about, photo):
    clerk.take_up("Report the rectification", about).look("items", with_axe=True)
    clerk.page.locator("main td.x-card-title a").first.click()
    clerk.page.wait_for_load_state()
    clerk.look("item")
    clerk.press("Report the rectification").look("item-report", with_axe=True)
    clerk.fill(
        measures="已拆除可燃隔墙并更换为防火墙，经复核符合要求。",
        evidence={"name": "整改后.png", "mimeType": "image/png", "buffer": photo},
        responsible_name="张演示",
        penalty="罚款一万元。",
    ).send()


def report_rest(clerk, about):
    clerk.take_up("Report the rectification", about).press("Report those chosen", last=True)
    clerk.fill(measures="已按要求整改到位，并举一反三开展排查。")
    if clerk.asks("no_evidence_reason"):
        clerk.fill(no_evidence_reason="照片随后逐项补充。")
    clerk.send()


def remove_hazard(clerk, about, photo):
    """The sign, the plan, and the request for acceptance."""
    shown = {"name": "照片.png", "mimeType": "image/png", "buffer": photo}
    clerk.take_up("Show the sign at the place", about).look("listed", with_axe=True)
    clerk.press("Show the sign at the place").fill(sign_place="车间入口", evidence=shown).send()
    clerk.press("Add the emergency plan").fill(evidence=shown | {"name": "预案.png"}).send()
    clerk.take_up("Ask for acceptance", about).press("Ask for acceptance").look("request", with_axe=True)
    clerk.fill(rectification="已完成改造，隐患消除。", evidence=shown | {"name": "整改后.png"}).send()


def submit(principal, about):
    principal.take_up("File the rectification report", about).press("File the rectification report")
    principal.look("submit", with_axe=True)
    principal.fill(
        measures="街道成立整改专班，逐项建账、定责、限期，完成整改。",
        investigation="对两家企业立案查处，罚款共计一万五千元。",
        commitment=True,
    ).send()


def ask_extension(clerk, about, number, until_on):
    clerk.take_up("Report the rectification", about).open_item(number).press("Ask for an extension")
    clerk.look("ask-extension", with_axe=True)
    clerk.fill(until_on=until_on, reason="泄爆装置需定制，交货周期较长。").send()


def object_to(principal, about, number):
    principal.take_up("Report the rectification", about).open_item(number).press("File an objection")
    principal.look("object", with_axe=True)
    principal.fill(text="被遮挡的喷淋头部分位于对外出租区域，请核实整改责任。").send()


def request_acceptance(clerk, about, photo):
    shown = {"name": "整改后.png", "mimeType": "image/png", "buffer": photo}
    clerk.take_up("Ask for acceptance", about).look("rejected", with_axe=True).press("Ask for acceptance")
    clerk.fill(rectification="泄爆片已按设计安装，经检测合格。", evidence=shown).send()


def submit_late(principal, about):
    """After its day the report still goes, and says why."""
    principal.take_up("File the rectification report", about).press("File the rectification report")
    principal.look("submit-late", with_axe=True)
    principal.fill(
        measures="街道成立整改专班，逐项建账、定责、限期。", investigation="无",
        lateness_reason="企业停产检修，整改推迟。", commitment=True,
    ).send()  # fmt: skip


def submit_again(principal, about):
    principal.take_up("File the rectification report", about).press("File the rectification report")
    principal.fill(commitment=True).send()


def answer_chase(person):
    """The note is received as a paper, and answered on its page."""
    person.take_up("Reply to the chase").look("chase", with_axe=True).press("Reply to the chase")
    person.fill(reply="因经办人调整延误，三日内办结。").send()


def reply_to_interview(clerk, about):
    clerk.take_up("Reply to the interview", about).look("interview", with_axe=True).press("Reply to the interview")
    clerk.fill(reply="已逐条落实约谈意见，整改报告已报送。")
    if clerk.asks("lateness_reason"):
        clerk.fill(lateness_reason="经办人调整，回复延误。")
    clerk.send()
