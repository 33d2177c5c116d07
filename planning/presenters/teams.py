"""A team as its page shows it: stage, counter, next step, verbs."""

from django.utils.translation import gettext as _

from accounts.roles import Role
from core.buttons import button
from core.transitions import may_move
from planning.models.membership import MemberRole
from planning.models.person import MemberType
from planning.models.team import TeamStatus
from planning.presenters.stages import stages_of
from planning.problems import blocking

TONES = {TeamStatus.DRAFT: "", TeamStatus.PROPOSED: "warn", TeamStatus.APPROVED: "ok", TeamStatus.STOOD_DOWN: "info"}


def badge(team) -> dict:
    return {"label": team.get_status_display(), "tone": TONES[team.status]}


def list_row(team) -> dict:
    """`team` comes with its `size`, memberships and `ruling_entries` loaded."""
    leader = next((one.person for one in team.memberships.all() if one.role == "leader" and one.to_on is None), None)
    return {
        "team": team,
        "badge": badge(team),
        "leader": leader,
        "size_note": "" if team.status == TeamStatus.STOOD_DOWN else _size_note(team.ruleset, team.size),
        "places": sorted({entry.subdistrict.short_name for entry in team.ruling_entries}),
    }


def _size_note(ruleset, size) -> str:
    if ruleset.min_team_size <= size <= ruleset.max_team_size:
        return ""
    return _("%(least)s to %(most)s are needed") % {"least": ruleset.min_team_size, "most": ruleset.max_team_size}


def stages(team) -> list[dict]:
    is_over = team.status == TeamStatus.STOOD_DOWN
    is_approved = team.decided_on is not None and team.status in (TeamStatus.APPROVED, TeamStatus.STOOD_DOWN)
    return stages_of(
        [
            (_("Composed"), team.status != TeamStatus.DRAFT, None),
            (_("Proposed"), is_approved, team.proposed_on if team.status != TeamStatus.DRAFT else None),
            (_("Approved by the committee"), is_approved, team.decided_on if is_approved else None),
            (_("Stood down") if is_over else _("In service"), is_over, None),
        ]
    )


def counter(ruleset, members) -> dict:
    """The live count against 6–8 (二(一), R13), in words and as a bar; and the mix of members (R14)."""
    count = len(members)
    is_fit = ruleset.min_team_size <= count <= ruleset.max_team_size
    experts = sum(one.person.member_type == MemberType.EXPERT for one in members)
    words = _("%(count)s people; %(least)s to %(most)s are needed") % {
        "count": count, "least": ruleset.min_team_size, "most": ruleset.max_team_size,
    }  # fmt: skip
    return {
        "count": count,
        "maximum": ruleset.max_team_size,
        "value": min(count, ruleset.max_team_size),
        "tone": "ok" if is_fit else "bad",
        "words": words,
        "mix": _("%(leaders)s leader, %(experts)s experts, %(others)s others")
        % {
            "leaders": sum(one.role == MemberRole.LEADER for one in members),
            "experts": experts,
            "others": sum(
                one.role != MemberRole.LEADER and one.person.member_type != MemberType.EXPERT for one in members
            ),
        },
    }


def next_step(team, problems, pending) -> dict | None:
    """`pending` are memberships of substitutes that await the committee."""
    office, committee = Role.OFFICE.label, Role.COMMITTEE.label
    if team.status == TeamStatus.DRAFT:
        return {
            "what": _("Complete the composition and propose it to the committee"), "who": office, "clause": "二(三)",
            "missing": [{"text": problem.words} for problem in blocking(problems)], "signal": "normal",
        }  # fmt: skip
    if team.status == TeamStatus.PROPOSED:
        return {"what": _("Approve the team, or return it with a reason"), "who": committee, "clause": "二(三)",
                "signal": "normal"}  # fmt: skip
    if pending:
        names = _(", ").join(one.person.full_name for one in pending)
        return {"what": _("Decide on the substitute: %(names)s") % {"names": names}, "who": committee,
                "clause": "二(三)", "signal": "normal"}  # fmt: skip
    if team.status == TeamStatus.APPROVED:
        missing = [{"text": problem.words} for problem in blocking(problems)]
        if missing:
            return {"what": _("Propose substitutes for those taken out"), "who": office, "clause": "二(三)",
                    "missing": missing, "signal": "near"}  # fmt: skip
        return {"what": _("The team is approved and serves"), "who": "", "signal": "done"}
    return None


def actions(team, problems, *, access) -> list[dict]:
    blocked = _("Mend what is missing first") if blocking(problems) else ""
    is_draft = team.status == TeamStatus.DRAFT
    offered = [
        ("propose", _("Propose to the committee"), "team-propose", "primary", "send", blocked),
        ("add_member", _("Add a member"), "member-add", "secondary", "person-plus", ""),
        ("edit", _("Rename"), "team-edit", "secondary", "pencil", ""),
        ("approve", _("Approve"), "team-approve", "primary", "check-lg", ""),
        ("return", _("Return"), "team-return", "danger", "reply", ""),
        ("stand_down", _("Give up this draft") if is_draft else _("Stand down"), "team-stand-down", "danger",
         "slash-circle", ""),
    ]  # fmt: skip
    return [
        button(label, f"planning:{url_name}", team, kind=kind, icon=icon, disabled_reason=reason)
        for verb, label, url_name, kind, icon, reason in offered
        if may_move(team, verb, access=access)
    ]


def member_rows(team, members, *, access) -> list[dict]:
    """Members with the verbs that this person may do to each now."""
    verbs = ("change_role", "drop_member", "remove_member", "approve_substitute", "refuse_substitute")
    may = {verb: may_move(team, verb, access=access) for verb in verbs}
    return [_member_row(one, may) for one in members]


def _member_row(membership, may) -> dict:
    is_pending = membership.from_on is None and membership.substitutes_id is not None
    links = []
    if may["change_role"]:
        links.append(button(_("Change role"), "planning:member-role", membership))
    if may["drop_member"]:
        links.append(button(_("Take out"), "planning:member-drop", membership))
    if may["remove_member"] and membership.from_on:
        links.append(button(_("Take out at once"), "planning:member-remove", membership))
    if may["approve_substitute"] and is_pending:
        links.append(button(_("Approve"), "planning:substitute-approve", membership))
    if may["refuse_substitute"] and is_pending:
        links.append(button(_("Refuse"), "planning:substitute-refuse", membership))
    return {
        "membership": membership,
        "person": membership.person,
        "is_leader": membership.role == MemberRole.LEADER,
        "is_pending": is_pending,
        "links": links,
    }


def substitute_points(membership) -> list[str]:
    """What the committee has to know of a candidate for a place that fell free."""
    team, person = membership.team, membership.person
    points = [
        _("%(team)s, %(cycle)s") % {"team": team.name, "cycle": team.cycle},
        _("Candidate: %(person)s, %(kind)s") % {"person": person.named, "kind": person.get_member_type_display()},
    ]
    if membership.substitutes is not None:
        points.append(_("In place of %(person)s") % {"person": membership.substitutes.person.named})
    return points


def former_rows(team, former, *, access) -> list[dict]:
    """Those who left, and candidates dropped or refused; the place of one who served may be filled."""
    may_substitute = may_move(team, "substitute", access=access)
    rows = []
    for membership in former:
        named = [one for one in membership.substituted_by.all() if not (one.from_on is None and one.to_on)]
        can = may_substitute and membership.from_on and not named
        rows.append(
            {
                "membership": membership,
                "person": membership.person,
                "substitute": named[0].person if named else None,
                "links": [button(_("Propose substitute"), "planning:member-substitute", membership)] if can else [],
            }
        )
    return rows
