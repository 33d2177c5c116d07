"""What the regulation asks of a year's plan as a whole. Pure: reads only what it is handed."""

from collections import defaultdict

from django.utils.translation import gettext as _

from core.day_words import day_in_words
from planning.problems import Problem


def plan_problems(plan, entries, subdistricts) -> list[Problem]:
    """All that is wrong with these entries as the plan of `plan.year` under `plan.ruleset`, blocking ones first.

    `entries` come with cycle, team and subdistrict loaded; `subdistricts` are all that must be inspected in the year.
    """
    if not entries:
        return [Problem(_("The plan has no entry yet. Add the subdistricts with their dates."), "三(三)1")]
    found = [
        *_too_many_teams(plan.ruleset, entries),
        *_outside_the_year(plan.year, entries),
        *_too_short(plan.ruleset, entries),
        *_overlaps_of_teams(entries),
        *_twice_in_a_cycle(entries),
        *_without_team(entries),
        *_gone_teams(entries),
        *_uncovered(plan, entries, subdistricts),
    ]
    return sorted(found, key=lambda problem: not problem.blocks)


def entry_is_short(ruleset, entry) -> bool:
    return entry.days < ruleset.minimum_round_days


def _too_many_teams(ruleset, entries):
    teams = defaultdict(set)
    for entry in entries:
        if entry.team_id:
            teams[entry.cycle].add(entry.team_id)
    for cycle, ids in teams.items():
        if len(ids) > ruleset.max_teams:
            yield Problem(
                _("%(cycle)s has %(count)s teams; at most %(most)s are possible.")
                % {"cycle": cycle, "count": len(ids), "most": ruleset.max_teams},
                ruleset.clause_of("max_teams"),
            )


def _outside_the_year(year, entries):
    for entry in entries:
        if entry.from_on.year != year or entry.to_on.year != year:
            yield Problem(
                _("%(entry)s: the dates %(first)s to %(last)s do not lie in %(year)s.")
                % {**_facts(entry), "year": year}
            )


def _too_short(ruleset, entries):
    for entry in entries:
        if not entry_is_short(ruleset, entry):
            continue
        facts = {**_facts(entry), "days": entry.days, "least": ruleset.minimum_round_days}
        clause = ruleset.clause_of("minimum_round_days")
        if entry.short_reason.strip():
            text = _("%(entry)s: %(days)s days instead of %(least)s. Reason: %(reason)s")
            yield Problem(text % {**facts, "reason": entry.short_reason}, clause, blocks=False)
        else:
            text = _(
                "%(entry)s: %(days)s days, first and last day counted, are fewer than %(least)s; give the reason."
            )
            yield Problem(text % facts, clause)


def _overlaps_of_teams(entries):
    """Every entry that begins while its team is elsewhere is told once, with the one that keeps the team longest."""
    by_team = defaultdict(list)
    for entry in entries:
        if entry.team_id:
            by_team[entry.team].append(entry)
    for team, of_team in by_team.items():
        one = None
        for other in sorted(of_team, key=lambda entry: entry.from_on):
            if one is not None and other.from_on <= one.to_on:
                yield Problem(
                    _("%(team)s cannot be in two places: %(one)s until %(last)s and %(other)s from %(first)s.")
                    % {
                        "team": team.name,
                        "one": one.subdistrict.short_name,
                        "last": day_in_words(one.to_on),
                        "other": other.subdistrict.short_name,
                        "first": day_in_words(other.from_on),
                    }
                )
            if one is None or other.to_on > one.to_on:
                one = other


def _twice_in_a_cycle(entries):
    seen = defaultdict(list)
    for entry in entries:
        seen[entry.cycle, entry.subdistrict_id].append(entry)
    for (cycle, _unit), same in seen.items():
        if len(same) > 1:
            yield Problem(
                _("%(name)s stands %(count)s times in %(cycle)s; once is enough.")
                % {"name": same[0].subdistrict.short_name, "count": len(same), "cycle": cycle}
            )


def _without_team(entries):
    if names := [entry.subdistrict.short_name for entry in entries if entry.team_id is None]:
        text = _("No team is assigned yet to: %(names)s. It is needed before notice is given.")
        yield Problem(text % {"names": _(", ").join(names)}, "二(一)", blocks=False)


def _gone_teams(entries):
    for entry in entries:
        if entry.team_id and entry.team.status == "stood_down":
            yield Problem(
                _("%(entry)s: the team “%(team)s” was stood down; assign another.")
                % {**_facts(entry), "team": entry.team.name}
            )


def _uncovered(plan, entries, subdistricts):
    planned = {entry.subdistrict_id for entry in entries}
    if missing := [unit.short_name for unit in subdistricts if unit.pk not in planned]:
        text = _("Every subdistrict is inspected once a year; without an entry in %(year)s: %(names)s.")
        yield Problem(text % {"year": plan.year, "names": _(", ").join(missing)}, "一(二)1", blocks=False)


def _facts(entry) -> dict:
    first, last = day_in_words(entry.from_on), day_in_words(entry.to_on, entry.from_on)
    return {"entry": entry.subdistrict.short_name, "first": first, "last": last}
