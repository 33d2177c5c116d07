"""What feedback, hand-offs, listings, rectification and results of a year prove (三(三)4 to 三(三)6, 四(二)二)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.compliance import CHECKS, Answer, Asked, Check, Outcome, of_each, proof
from core.day_words import day_in_words
from inspections.compliance import not_there_yet, of_rounds, rounds_of
from inspections.models import Finding
from inspections.models.finding import FindingKind
from inspections.models.round import RoundStatus
from rectification.models import Announcement, Assessment, CopyLetter, HandOff, HazardListing, RectificationCase
from rectification.models.announcement import AnnouncementStatus, Part
from rectification.models.assessment import AssessmentStatus
from rectification.models.case import CaseStatus
from rectification.models.copy_letter import CopyStatus
from rectification.models.hand_off import HandOffStatus
from rectification.models.listing import ListingStatus
from rectification.queries.copy_letters import NEEDED

HANDLED = (HandOffStatus.RESULTED, HandOffStatus.CLOSED)
DECIDED = (ListingStatus.REMOVED, ListingStatus.NOT_LISTED)


def register_checks() -> None:
    for order, check in (
        (361, Check("三(三)4", gettext_lazy("Feedback to the principal of the subdistrict"), feedback_was_given)),
        (362, Check("三(三)4", gettext_lazy("What is unlawful sorted, handed over and handled"), was_handed_over)),
        (
            363,
            Check("三(三)4", gettext_lazy("Major hazards listed by the committee and removed"), hazards_were_listed),
        ),
        (370, Check("三(三)5", gettext_lazy("Rectification reported within two months"), rectified_in_time)),
        (371, Check("三(三)5", gettext_lazy("The committee reviewed the rectification"), was_reviewed)),
        (380, Check("三(三)6", gettext_lazy("The result counts in the assessment of the year"), was_assessed)),
        (381, Check("三(三)6", gettext_lazy("Copies to the two bodies"), was_copied)),
        (382, Check("三(三)6", gettext_lazy("Feedback and rectification announced to the public"), was_announced)),
        (424, Check("四(二)二", gettext_lazy("Each problem handled until it is closed"), was_closed)),
    ):
        CHECKS.add(check, order=order)


def _by_round(rows: Iterable[Any]) -> dict:
    found = defaultdict(list)
    for one in rows:
        found[one.round_id].append(one)
    return found


def _keys(asked: Asked) -> list:
    return [round_.pk for round_ in asked.read(rounds_of)]


def cases_of(asked: Asked) -> dict:
    found = RectificationCase.objects.visible_to(asked.user).filter(round__in=_keys(asked))
    read_along = ("deadline", "unit", "round__subdistrict", "round__entry__cycle")
    return {case.round_id: case for case in found.select_related(*read_along)}


def hand_offs_of(asked: Asked) -> dict:
    found = HandOff.objects.visible_to(asked.user).ordinary().live().filter(round__in=_keys(asked))
    return _by_round(found.select_related("receiver", "round__subdistrict", "round__entry__cycle"))


def hazards_of(asked: Asked) -> dict:
    """Of each round, the keys of its major hazards."""
    found = Finding.objects.visible_to(asked.user).ordinary().standing().filter(round__in=_keys(asked))
    return _by_round(found.filter(kind=FindingKind.MAJOR_HAZARD).only("pk", "round_id").order_by())


def listings_of(asked: Asked) -> dict:
    found = HazardListing.objects.visible_to(asked.user).standing().filter(round__in=_keys(asked))
    return _by_round(found.select_related("notice", "finding", "round__subdistrict", "round__entry__cycle"))


def copies_of(asked: Asked) -> dict:
    found = CopyLetter.objects.visible_to(asked.user).standing().filter(round__in=_keys(asked))
    return _by_round(found.select_related("letter", "body"))


def announcements_of(asked: Asked) -> dict:
    found = Announcement.objects.visible_to(asked.user).filter(round__in=_keys(asked))
    return _by_round(found.filter(status=AnnouncementStatus.PUBLISHED).select_related("document"))


def feedback_was_given(asked: Asked) -> Answer:
    cases = asked.read(cases_of)

    def tell(round_):
        case = cases.get(round_.pk)
        if case is None:
            return not_there_yet(round_)
        day = case.meeting_on or case.received_on
        if day is None:
            words = _("Not signed for; it counts as received on %(day)s.") % {"day": day_in_words(case.deemed_on)}
            return Answer(Outcome.PENDING, words, (proof(case),))
        return Answer(Outcome.MET, _("Received on %(day)s.") % {"day": day_in_words(day)}, (proof(case),))

    return of_rounds(asked, tell)


def was_handed_over(asked: Asked) -> Answer:
    hand_offs = [one for each in asked.read(hand_offs_of).values() for one in each]

    def tell(one):
        is_done = one.status in HANDLED or one.followed_up_on is not None
        words = (
            "" if is_done else _("%(receiver)s has reported no result yet.") % {"receiver": one.receiver.short_name}
        )
        return Answer(Outcome.MET if is_done else Outcome.PENDING, words, (proof(one),))

    return of_each(hand_offs, tell)


def hazards_were_listed(asked: Asked) -> Answer:
    hazards, listings = asked.read(hazards_of), asked.read(listings_of)

    def tell(round_):
        found, count = listings.get(round_.pk, []), len(hazards[round_.pk])
        proofs = tuple(proof(one) for one in found)
        open_ = [one for one in found if one.status not in DECIDED]
        if count > len(found):
            words = _("%(count)s of %(all)s major hazards are not proposed for the list.")
            facts = {"count": count - len(found), "all": count}
            is_over = round_.status in (RoundStatus.CLOSED, RoundStatus.ARCHIVED)
            return Answer(Outcome.MISSED if is_over else Outcome.PENDING, words % facts, (*proofs, proof(round_)))
        if open_:
            words = _("%(count)s of %(all)s major hazards are not removed from the list yet.")
            return Answer(Outcome.PENDING, words % {"count": len(open_), "all": count}, proofs)
        return Answer(Outcome.MET, _("All %(all)s major hazards are settled.") % {"all": count}, proofs)

    return of_each([round_ for round_ in asked.read(rounds_of) if hazards.get(round_.pk)], tell)


def rectified_in_time(asked: Asked) -> Answer:
    cases = asked.read(cases_of)

    def tell(round_):
        case = cases.get(round_.pk)
        if case is None:
            return not_there_yet(round_)
        deadline = case.deadline
        facts = {"day": day_in_words(deadline.met_on or deadline.due_on), "days": deadline.days_late}
        if deadline.met_on is None:
            if deadline.due_on < asked.today:
                return Answer(Outcome.MISSED, _("Due on %(day)s and not reported.") % facts, (proof(case),))
            return Answer(Outcome.PENDING, _("Due on %(day)s.") % facts, (proof(case),))
        if deadline.days_late:
            return Answer(Outcome.MISSED, _("Reported on %(day)s, %(days)s days late.") % facts, (proof(case),))
        return Answer(Outcome.MET, _("Reported on %(day)s.") % facts, (proof(case),))

    return of_rounds(asked, tell)


def was_reviewed(asked: Asked) -> Answer:
    cases = asked.read(cases_of)

    def tell(round_):
        case = cases.get(round_.pk)
        if case is None or case.status != CaseStatus.ACCEPTED:
            return not_there_yet(round_)
        return Answer(Outcome.MET, _("Accepted on %(day)s.") % {"day": day_in_words(case.accepted_on)}, (proof(case),))

    return of_rounds(asked, tell)


def was_assessed(asked: Asked) -> Answer:
    found = Assessment.objects.visible_to(asked.user).filter(unit=asked.unit, year=asked.year)
    one = found.select_related("unit").first()
    if one is not None and one.status == AssessmentStatus.LOCKED:
        return Answer(Outcome.MET, _("Locked on %(day)s.") % {"day": day_in_words(one.locked_on)}, (proof(one),))
    proofs = (proof(one),) if one is not None else ()
    return Answer(Outcome.MISSED if asked.is_over else Outcome.PENDING, _("Not settled yet."), proofs)


def was_copied(asked: Asked) -> Answer:
    copies = asked.read(copies_of)

    def tell(round_):
        sent = copies.get(round_.pk, [])
        if not sent:
            return not_there_yet(round_)
        received = [one for one in sent if one.status == CopyStatus.RECEIVED]
        words = _("%(count)s of %(needed)s received.") % {"count": len(received), "needed": max(NEEDED, len(sent))}
        outcome = Outcome.MET if len(received) >= max(NEEDED, len(sent)) else Outcome.PENDING
        return Answer(outcome, words, tuple(proof(one) for one in sent))

    return of_rounds(asked, tell)


def was_announced(asked: Asked) -> Answer:
    announcements = asked.read(announcements_of)

    def tell(round_):
        published = announcements.get(round_.pk, [])
        if not published:
            return not_there_yet(round_)
        left = [part for part in Part.values if part not in {one.part for one in published}]
        proofs = tuple(proof(one) for one in published)
        if left:
            named = _(", ").join(str(Part(part).label) for part in left)
            return Answer(Outcome.PENDING, _("Not announced yet: %(parts)s.") % {"parts": named}, proofs)
        return Answer(Outcome.MET, _("Both are published."), proofs)

    return of_rounds(asked, tell)


def was_closed(asked: Asked) -> Answer:
    def tell(round_):
        if round_.closed_on is None:
            return Answer(Outcome.PENDING, _("The round is not closed yet."), (proof(round_),))
        return Answer(Outcome.MET, _("Closed on %(day)s.") % {"day": day_in_words(round_.closed_on)}, (proof(round_),))

    return of_rounds(asked, tell)
