"""One verb for many items: each goes through its own action, and a refusal of one stops no other."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.refusals import IllegalMove, Refusal
from rectification.actions import items as single


@dataclass(frozen=True)
class Refused:
    number: int
    reason: str


@dataclass
class BulkResult:
    """Numbers of the items that went through, and for each of the others why it did not."""

    done: list[int] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def report_many(*, items, measures, by, on, at) -> BulkResult:
    """The same measure for many, such as one campaign that mended them all; pictures are added one by one."""
    return _each(items, lambda item: single.report(item=item, measures=measures, by=by, on=on, at=at))


def give_opinion_many(*, items, opinion, by, on, at, replace=False) -> BulkResult:
    """The leader's same opinion on many. One given before stands, unless `replace`: it was meant for that item."""

    def give(item):
        if item.opinion and not replace:
            raise IllegalMove(_("An opinion was given on it before. Say that it is to be replaced, or leave it out."))
        single.give_opinion(item=item, opinion=opinion, by=by, on=on, at=at)

    return _each(items, give)


def verify_many(*, items, verification, by, on, at) -> BulkResult:
    """One finding of a check for many. An item whose last check failed is refused: it is seen again on its own."""

    def verify(item):
        if item.failed_its_check:
            raise IllegalMove(_("Its last check failed. Check it again on its own, with what was seen this time."))
        single.verify(item=item, verification=verification, by=by, on=on, at=at)

    return _each(items, verify)


def close_many(*, items, by, on, at, meeting_number="") -> BulkResult:
    return _each(items, lambda item: single.close(item=item, by=by, on=on, at=at, meeting_number=meeting_number))


def _each(items, act) -> BulkResult:
    result = BulkResult()
    for item in items:
        try:
            act(item)
        except Refusal as refusal:
            result.refused.append(Refused(item.number, str(refusal.reason)))
        else:
            result.done.append(item.number)
    return result
