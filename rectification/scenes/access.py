"""Cases of the access world, here and elsewhere, with items in every hand."""

from core.scenes import World
from inspections.scenes.access import ELSEWHERE
from records.actions.documents import issue
from records.models import EvidenceLink
from records.scenes import PDF, photo
from rectification.actions import corrections
from rectification.models import RectificationCase, Submission
from rectification.scenes import steps

ISSUED, SIGNED, CORRECTED, REPORTED, VERIFIED, FILED = -70, -69, -60, -40, -39, -8
# Seen by somebody it is not for, it says which wall has a hole.
OPINION = "暗记意见庚七"


def rectify_here(world: World) -> None:
    """One item is reported, one verified, the others open; a date of the case waits for a second person."""
    users, things, clock = world.users, world.things, world.clock
    case = things["case"] = _fed_back(world, things["round"], users["principal"])
    things["receipt_correction"] = corrections.correct_fact(
        case=case, field="received_on", old=clock.day(SIGNED), new=clock.day(ISSUED), reason="笔误",
        by=users["office"], at=world.at(CORRECTED),
    )  # fmt: skip
    first, second, third, *_others = case.items.order_by("number")
    things |= {"item": first, "item_verified": second, "item_open": third}
    for item in (first, second):
        reported = steps.reported(world, item, by=users["clerk"], on=REPORTED, evidence=[photo("整改后.png")])
        steps.opinion_given(world, reported, opinion=OPINION, by=users["leader_removed"], on=REPORTED)
    steps.verified(world, second, by=users["member"], on=VERIFIED)
    issue(document=case.feedback, pdf_bytes=PDF, at=world.at(ISSUED))
    things |= {
        "evidence": EvidenceLink.objects.get(subject_id=str(first.pk)),
        "document": case.feedback,
        "deadline": case.deadline,
    }


def rectify_elsewhere(world: World) -> None:
    users, things = world.users, world.things
    case = things["case_elsewhere"] = _fed_back(world, things["round_elsewhere"], users["principal_elsewhere"])
    item = things["item_elsewhere"] = case.items.get()
    steps.reported(
        world, item, measures=ELSEWHERE, by=users["clerk_elsewhere"], evidence=[photo(f"{ELSEWHERE}.png")], on=REPORTED
    )
    things |= {
        "evidence_elsewhere": EvidenceLink.objects.get(subject_id=str(item.pk)),
        "document_elsewhere": case.feedback,
        "deadline_elsewhere": case.deadline,
    }


def submit_case(world: World) -> Submission:
    """The subdistrict files its report; the committee's verbs have something to decide on from here."""
    case, users = world.things["case"], world.users
    for item in case.items.unanswered():
        steps.explained(world, item, by=users["clerk"], on=FILED, expected_on=world.clock.day(60))
    return steps.filed(world, case, by=users["principal"], on=FILED, lateness_reason="汛期")


def _fed_back(world, round_, principal) -> RectificationCase:
    return steps.fed_back(world, round_, issued_on=ISSUED, signed_on=SIGNED, by=principal)
