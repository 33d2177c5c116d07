"""What a member of the team does, on the phone."""


def add_note(member, days, about):
    member.take_up("Record finding", about).press("Record fieldwork").look("note", with_axe=True)
    member.fill(
        on=days.stay.from_on,
        method_number="5.2",
        topic_number="5",
        place="辖区企业",
        text="随机抽查企业三家，查看粉尘作业场所和消防设施。",
    ).send()


def accept_hazard(member, about, photo):
    member.take_up("Check for acceptance", about).press("Check for acceptance").look("acceptance", with_axe=True)
    shown = {"name": "验收.png", "mimeType": "image/png", "buffer": photo}
    member.fill(result="removed", words="现场验收，隐患已消除。", evidence=shown).send()


def verify_items(member, about):
    member.take_up("Verify on site", about)
    member.press("Verify those chosen", last=True)
    member.fill(verification="现场复查，问题已整改到位。").send()


def find_hazard_there(member, about, photo):
    """The check on the request shows that it is not gone."""
    member.take_up("Check for acceptance", about).press("Check for acceptance")
    shown = {"name": "验收.png", "mimeType": "image/png", "buffer": photo}
    member.fill(result="not_removed", words="泄爆片未按设计安装。", evidence=shown).send()


def find_item_undone(member, about, words):
    member.take_up("Verify on site", about)
    member.page.locator("main td.x-card-title a").first.click()
    member.page.wait_for_load_state()
    member.press("Verify: it is not fixed").look("fail-check", with_axe=True)
    member.fill(verification=words).send()
