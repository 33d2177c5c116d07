"""What a member of the committee decides, on the phone."""


def approve_team(committee, days):
    committee.take_up("Approve the team").press("Approve the team").look("team-approve", with_axe=True)
    committee.fill(on=days.before_entry(13), note="同意。").send()


def approve_plan(committee, days):
    committee.take_up("Approve the plan").press("Approve the plan")
    committee.fill(on=days.before_entry(12), note="同意。").send()


def return_report(committee, about, reason):
    committee.take_up("Approve report", about).look("report", with_axe=True)
    committee.press("Return report").fill(note=reason).send()


def approve_report(committee, about):
    committee.take_up("Approve report", about).press("Approve report")
    committee.fill(note="同意。").send()


def list_hazard(committee, about):
    committee.take_up("Decide on the listing", about).look("listing", with_axe=True)
    committee.press("List for supervision").look("list", with_axe=True).fill(note="同意挂牌督办。").send()


def leave_off(committee, about):
    """Its removal was verified already."""
    committee.take_up("Decide on the listing", about).press("Leave off the list")
    committee.fill(note="审定前已现场核实消除。").send()


def take_off(committee, about):
    committee.take_up("Decide on the removal from the list", about).press("Remove from the list").send()


def close_items(committee, about):
    """One by one click, the others together."""
    committee.take_up("Review item by item", about).press("Review item by item")
    committee.look("review", with_axe=True)
    committee.press("Close item")


def close_all(committee, count):
    words = {"count": count}
    committee.press("Close all %(count)s verified item", **words).send()


def accept(committee, about):
    committee.take_up("Review item by item", about).press("Review item by item")
    committee.press("Accept the rectification").fill(note="同意。").send()


def lock_assessment(committee):
    committee.take_up("Lock the assessment").press("Lock the assessment").look("lock", with_axe=True).send()


def approve_announcement(committee):
    committee.take_up("Approve the announcement").press("Approve the announcement")
    committee.look("approve-announcement", with_axe=True).send()


def refuse_acceptance(committee, about, due_on):
    committee.take_up("Decide on the removal from the list", about).look("not-removed", with_axe=True)
    committee.press("Refuse the acceptance").look("reject", with_axe=True)
    committee.fill(note="泄爆片未安装到位，继续整改。", due_on=due_on).send()


def refuse_extension(committee, about, reason):
    committee.take_up("Decide on the extension", about).look("extension", with_axe=True)
    committee.press("Refuse the extension").fill(note=reason).send()


def uphold_partly(committee, about, answer):
    committee.take_up("Answer the objection to an item", about).look("objection", with_axe=True)
    committee.press("Uphold it in part").fill(note=answer).send()


def return_case(committee, about, number, reason):
    """One item goes back, and with it the report."""
    committee.take_up("Review item by item", about).open_item(number)
    committee.press("Return item").look("return-item", with_axe=True).fill(reason=reason).send()
    committee.take_up("Review item by item", about).press("Return to the subdistrict").look("return", with_axe=True)
    committee.fill(note="请按退回意见补充整改后重新报送。").send()


def return_announcement(committee, name):
    """The name is there to be read, and stands on no list."""
    committee.take_up("Approve the announcement").sees(name)
    committee.press("Return the announcement").fill(note=f"正文中有人员姓名“{name}”，请隐去。").send()
