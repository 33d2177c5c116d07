"""What the office does, at its desk."""

from django.utils.translation import gettext

TEXTS = {
    "goals": "坚持安全第一、预防为主、综合治理，压实街道安全监管责任。",
    "focus": "粉尘涉爆、危险化学品、建筑施工、消防和燃气安全。",
    "requirements": "严格遵守工作纪律和廉政规定。",
    "budget_note": "从全区安全生产专项资金中列支。",
}


def compose_team(office, days, name, members):
    """`members`: full names as in the register, the leader first; each is found by searching."""
    office.menu("Inspection teams").press("Compose a team")
    office.fill(year=days.stay.year, cycle=1, name=name).send()
    for full_name in members:
        office.press("Add a member").fill(q=full_name).press("Search")
        office.page.locator("main").get_by_label(full_name).check()
        office.send()
    office.look("team", with_axe=True)
    return office.page.url


def propose_team(office, days, url):
    office.page.goto(url)
    office.press("Propose the team to the committee").fill(on=days.before_entry(14)).send()


def draft_plan(office, days, team):
    """`team` the name; the subdistrict that is walked first, the two others on the other stays."""
    office.take_up("Draft the annual plan")
    office.look("plan-form", with_axe=True)
    title = f"{days.stay.year}年度安全生产巡查工作方案"
    office.fill(year=days.stay.year, title=title, **TEXTS).send()
    stays = [(days.stay.from_on, days.stay.to_on), *days.other_stays()]
    for unit, (from_on, to_on) in zip(["兴仁街道办事处", "兴城街道办事处", "张范街道办事处"], stays, strict=True):
        office.press("Add a subdistrict to the plan")
        choose(office, "subdistrict", unit)
        choose(office, "cycle", "1")
        choose(office, "team", team)
        office.fill(from_on=from_on, to_on=to_on).send()
    office.look("plan", with_axe=True)
    office.press("Submit the plan to the committee").fill(on=days.before_entry(14)).send()


def choose(someone, name, words):
    """An option by a part of its words."""
    control = someone.page.locator(f"main select[name={name}]")
    options = control.locator("option").filter(has_text=words)
    control.select_option(value=options.first.get_attribute("value"))


def publish_plan(office, days):
    office.take_up("Publish the plan").press("Publish the plan").fill(on=days.before_entry(11)).send()


def give_notice(office, days, about):
    office.take_up("Notify the subdistrict", about)
    office.fill(on=days.before_entry(8)).send()


def issue_feedback(office, about):
    office.take_up("Issue the feedback", about).press("Issue the feedback")
    office.look("issue", with_axe=True)
    office.send()


def publish_listing(office, about):
    verb = "Record the publication of the listing"
    office.take_up(verb, about).press(verb).fill(where="高新区管委会网站", url="https://gxq.example/gpdb").send()


def publish_removal(office, about):
    verb = "Record the publication of the removal"
    office.take_up(verb, about).press(verb).fill(where="高新区管委会网站", url="https://gxq.example/zp").send()
    office.look("removed", with_axe=True)


def assess(office, about):
    office.take_up("Draft the assessment", about).press("Draft the assessment").send()
    office.look("assessment", with_axe=True)
    office.press("Tell the subdistrict").send()


def send_copies(office, about):
    office.take_up("Send the copies", about).press("Send the copies").look("copies", with_axe=True).send()


def draft_announcement(office, about):
    """Whatever is listed is hidden first."""
    office.take_up("Draft the announcement", about).press("Draft the announcement").send()
    office.look("announcement", with_axe=True)
    if gettext("Hide the listed words") in office.text():
        office.press("Hide the listed words").send()
    office.press("Submit the announcement").send()


def publish(office):
    office.take_up("Record a publication").press("Record a publication").look("publish", with_axe=True).send()
    office.look("published", with_axe=True)


def decline_interviews(office, about):
    """What the lateness of the story proposed; the office decides that a talk is not needed any more."""
    verb = "Decide on a proposed interview"
    office.home()
    while office.page.locator("main tr").filter(has_text=about).get_by_role("link", name=gettext(verb)).count():
        office.take_up(verb, about).press("Call no interview").fill(reason="已全部整改到位").send()
        office.home()


def close_round(office, about):
    decline_interviews(office, about)
    office.take_up("Close the round", about)
    office.press("Close the round")
    office.look("close")
    office.send()
    office.take_up("Archive the round", about).press("Archive the round").send()


def hand_over(office, about):
    """One letter for all that is the same department's duty."""
    office.take_up("Draft a hand-off", about).press("Draft a hand-off").look("hand-off-draft", with_axe=True)
    office.send()
    office.press("Send the hand-off").send()
    office.look("hand-off-sent", with_axe=True)


def close_hand_off(office):
    office.take_up("Close the hand-off").press("Close the hand-off").send()


def re_route(office, receiver, reason):
    """What a body refused goes to another."""
    office.take_up("Hand over to another body").look("refused", with_axe=True)
    office.press("Hand over to another body").look("re-route", with_axe=True)
    office.fill(receiver=receiver, reason=reason).send()


def call_interview(office, about, meet_on):
    """Nobody decides it but the office: the reminders only propose."""
    office.take_up("Decide on a proposed interview", about).look("proposal", with_axe=True)
    office.press("Call the proposed interview").look("call", with_axe=True)
    office.fill(
        person="党工委书记蒋示例", level="office", reason="整改情况报告逾期未报送。", meet_on=meet_on,
        meet_time="14:30", place="高新区管委会第二会议室",
    ).send()  # fmt: skip


def hold_interview(office, about):
    office.take_up("Record the interview", about).press("Record the interview").look("hold", with_axe=True)
    office.fill(
        host="周示例（安委办科长）", recorder="吴示例", attendees="蒋示例（党工委书记）",
        problems="整改情况报告逾期未报送。", opinion="三日内报送整改情况报告。\n逐项说明逾期原因。",
    ).send()  # fmt: skip


def chase(office, body):
    """From "my work": everything that this body owes, in one note."""
    office.take_up("Chase", body).look("board", with_axe=True)
    office.page.locator("main tbody input[type=checkbox]").first.check()
    office.press("Chase").look("chase", with_axe=True)
    office.send()


def close_interview(office, about):
    office.take_up("Review the reply to an interview", about).press("Accept the reply and close")
    office.fill(review="落实情况属实，同意办结。").send()


def hide_missed(office, name):
    """What the committee found, listed by hand and hidden."""
    office.take_up("Submit the announcement").look("returned", with_axe=True).press("List words to hide")
    office.fill(words=name, kind="person").send()
    office.press("Hide the listed words").send()
    office.press("Submit the announcement").send()


def gaps(office, about):
    """What the closing page names, each with who acts and the way there."""
    office.menu("Inspection rounds").open(about).press("Closing check").look("gaps", with_axe=True)
    found = []
    for line in office.page.locator("main .x-panel li").all():
        link = line.locator("a")
        who = line.locator(".x-soft").inner_text().removeprefix("由").removesuffix("办理")
        found.append((link.inner_text(), who, link.get_attribute("href")))
    return found
