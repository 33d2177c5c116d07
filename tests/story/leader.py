"""What the team leader does: on the phone in the field, at a desk with the papers."""

ASSESSMENT = "街道党工委、办事处重视安全生产工作，责任体系基本健全，但隐患排查治理和企业主体责任落实仍有薄弱环节。"


def enter(leader, days, about):
    leader.take_up("Enter the subdistrict", about).press("Enter the subdistrict").look("enter", with_axe=True)
    leader.fill(
        on=days.stay.from_on,
        place="街道三楼会议室",
        minutes="街道党政主要负责人及有关部门参加。巡查组通报巡查任务，街道党工委书记作表态发言。",
    ).send()


def import_findings(leader, days, about, path):
    """Found on the last day on site: the stay cannot end before it."""
    leader.take_up("Record finding", about).press("Import a list")
    leader.fill(upload=path, found_on=days.stay.to_on).send().look("preview", with_axe=True)
    leader.sees("112").press("Import %(count)s finding", count=112)
    leader.look("findings")


def complete_findings(leader, about):
    """Topic and handling for all at once, a criterion for each major hazard; then all confirmed."""
    leader.take_up("Confirm finding", about).look("findings", with_axe=True)
    leader.press("Set topic or handling", last=True).look("set-many", with_axe=True)
    leader.fill(topic_number="5", handling="fix_by_date").send()
    major = leader.page.url.split("?")[0] + "?kind=major_hazard&status=draft"
    for _left in range(7):
        leader.page.goto(major)
        leader.page.locator("main tbody a").first.click()
        leader.page.wait_for_load_state()
        leader.press("Confirm finding")
        leader.fill(criterion="《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第四条").send()
    leader.take_up("Confirm finding", about)
    leader.press("Confirm those chosen", last=True).look("confirm-many", with_axe=True).send()
    leader.look("confirmed")


def propose_listing(leader, about, **settled):
    """One major hazard for the list of the committee; `settled` are the five fields, where they are needed."""
    leader.take_up("Propose for listing", about).press("Propose for listing").look("propose", with_axe=True)
    leader.fill(reason="符合重大事故隐患判定标准。", **settled).send()


def end_fieldwork(leader, days, about):
    leader.take_up("Record finding", about).look("round", with_axe=True)
    leader.press("End fieldwork").fill(on=days.stay.to_on, no_recording_reason="以照片和书面记录留存。").send()


def draft_report(leader, about):
    leader.take_up("Draft report", about).press("Draft report").send()
    edit_report(leader, ASSESSMENT)


def edit_report(leader, assessment):
    leader.press("Edit report").look("report-form", with_axe=True)
    leader.fill(
        assessment=assessment,
        achievements="责任体系基本健全。\n网格化巡查机制运行正常。",
        suggestions="进一步压实属地管理责任。\n加强企业一线员工安全培训。",
    ).send()


def submit_report(leader):
    leader.press("Submit report").look("submit")
    if leader.asks("uncovered_reason"):
        leader.fill(uncovered_reason="本轮巡查未发现相关情形。")
    if leader.asks("lateness_reason"):
        leader.fill(lateness_reason="跨年期间集中复核，报送推迟。")
    leader.send()


def mend_report(leader, about):
    leader.take_up("Submit report", about)
    edit_report(leader, ASSESSMENT + "重大事故隐患整改责任须逐项落实到人。")
    submit_report(leader)


def give_opinions(leader, about, numbers):
    for number in numbers:
        leader.take_up("Give opinion", about).open_item(number)
        leader.press("Give opinion").fill(opinion="措施属实，同意销号。").send()


def sort_matters(leader, about, count, receiver):
    """Each violation by itself: unlawful, of which type, and whose duty it is."""
    for _each in range(count):
        leader.take_up("Sort for hand-off", about)
        leader.page.locator("#hand-offs li a").first.click()
        leader.page.wait_for_load_state()
        leader.press("Sort for hand-off").fill(is_unlawful="yes", matter="breach", receiver=receiver).send()
    leader.look("sorted", with_axe=True)
