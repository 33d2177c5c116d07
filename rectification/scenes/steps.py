"""A case and its items, brought on step by step."""

from core.scenes import World
from inspections.models.finding import FindingKind
from rectification.actions import cases, items
from rectification.commitment import COMMITMENT
from rectification.models import RectificationCase, RectificationItem, Submission


def issued(world: World, round_, *, on, **facts) -> RectificationCase:
    """The feedback goes to the subdistrict; nobody has signed."""
    return cases.issue_feedback(round=round_, by=world.users["office"], **facts, **world.when(on))


def signed(world: World, case, *, by, on) -> RectificationCase:
    return cases.sign_receipt(case=case, by=by, **world.when(on))


def fed_back(world: World, round_, *, issued_on, signed_on, by) -> RectificationCase:
    """Issued, and signed for by a principal."""
    return signed(world, issued(world, round_, on=issued_on), by=by, on=signed_on)


def reported(world: World, item, *, by, on, measures="已整改", **facts) -> RectificationItem:
    """A major hazard without a photo says why there is none."""
    if item.kind == FindingKind.MAJOR_HAZARD and not facts.get("evidence"):
        facts = {"no_evidence_reason": "设备已拆除，整改前未留影像"} | facts
    return items.report(item=item, measures=measures, by=by, **facts, **world.when(on))


def explained(world: World, item, *, by, on, expected_on, reason="设备未到") -> RectificationItem:
    """Not done yet: why, and by when."""
    return items.explain(item=item, reason=reason, expected_on=expected_on, by=by, **world.when(on))


def opinion_given(world: World, item, *, by, on, opinion) -> RectificationItem:
    return items.give_opinion(item=item, opinion=opinion, by=by, **world.when(on))


def verified(world: World, item, *, by, on, verification="现场已消除") -> RectificationItem:
    return items.verify(item=item, verification=verification, by=by, **world.when(on))


def found_undone(world: World, item, *, by, on, verification) -> RectificationItem:
    """A check shows that it is not fixed; the committee then returns it."""
    return items.fail_check(item=item, verification=verification, by=by, **world.when(on))


def closed(world: World, item, *, on) -> RectificationItem:
    return items.close(item=item, by=world.users["committee"], **world.when(on))


def returned(world: World, item, *, on, reason, **facts) -> RectificationItem:
    return items.return_(item=item, reason=reason, by=world.users["committee"], **facts, **world.when(on))


def filed(
    world: World, case, *, by, on, measures="逐项整改", investigation="无", commitment=COMMITMENT, **facts
) -> Submission:
    """The subdistrict's report on the whole, with the principal's commitment."""
    return cases.submit(
        case=case, measures=measures, investigation=investigation, commitment=commitment, by=by, **facts,
        **world.when(on),
    )  # fmt: skip


def sent_back(world: World, case, *, on, note) -> RectificationCase:
    """The report on the whole, with what was returned of it."""
    return cases.return_(case=case, note=note, by=world.users["committee"], **world.when(on))


def accepted(world: World, case, *, on, note="") -> RectificationCase:
    return cases.accept(case=case, note=note, by=world.users["committee"], **world.when(on))
