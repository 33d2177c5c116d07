from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb, Work
from inspections.actions import findings, photos
from inspections.due_notes import due_notes
from inspections.forms.findings import (
    ConfirmFindingForm,
    EvidenceForm,
    FindingEditForm,
    FindingForm,
    RevokeForm,
    WithdrawForm,
)
from inspections.forms.photos import ChoosePhotosForm
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import TAKEN_BACK
from inspections.models.round import RoundStatus
from inspections.presenters.findings import finding_crumbs, is_frozen, is_reported, may_record
from inspections.queries.findings import rounds_with_drafts, with_round
from inspections.queries.photos import may_go_along, showable_photos
from inspections.queries.rounds import rounds_on_site
from inspections.verbs import many
from inspections.views.findings import FindingEditView, FindingRecordView


def _is_on_site(round_, user, today) -> bool:
    return round_.status == RoundStatus.ON_SITE


def _may_record(finding, user, today) -> bool:
    return may_record(finding.round, user, today)


def _takes_files(finding, user, today) -> bool:
    return finding.status not in TAKEN_BACK and may_record(finding.round, user, today)


def _is_own_draft(finding, user, today) -> bool:
    return finding.recorded_by_id == user.pk and may_record(finding.round, user, today)


def _has_photos_to_choose(finding, user, today) -> bool:
    return not is_frozen(finding) and may_go_along(finding) and showable_photos(finding).exists()


def _may_withdraw(finding, user, today) -> bool:
    return not is_reported(finding)


def _may_revoke(finding, user, today) -> bool:
    return is_reported(finding)


def _date_that_cannot_count(finding, user, today) -> list[str]:
    return due_notes([finding], finding.round.ruleset)


def _drafts_of(round_) -> str:
    return reverse("inspections:finding-list", args=[round_.pk]) + "?status=draft"


FINDING = Noun(
    model=Finding,
    name="finding",
    path="findings",
    home="inspections:finding-overview",
    fetch=with_round,
    crumbs=finding_crumbs,
    verbs=(
        Verb(
            name="record",
            label=_("Record finding"),
            on=SubdistrictRound,
            action=findings.record,
            form=FindingForm,
            view=FindingRecordView,
            done=_("The finding is recorded; the leader confirms it."),
            icon="plus-lg",
            is_step=True,
            offered=_is_on_site,
            work=Work(order=330, find=rounds_on_site, home="inspections:round-list"),
        ),
        Verb(
            name="edit",
            label=_("Edit finding"),
            action=findings.edit,
            form=FindingEditForm,
            view=FindingEditView,
            done=_("The finding is stored."),
            icon="pencil",
            offered=_may_record,
            bulk=many.SET,
        ),
        Verb(
            name="confirm",
            label=_("Confirm finding"),
            action=findings.confirm,
            form=ConfirmFindingForm,
            effect=_("The leader stands for it; a confirmed finding does not change any more."),
            done=_("The finding is confirmed."),
            clause="二(一)",
            icon="check2-circle",
            is_step=True,
            points=_date_that_cannot_count,
            bulk=many.CONFIRM,
            work=Work(
                order=340,
                find=rounds_with_drafts,
                url=_drafts_of,
                count=lambda round_: round_.waiting,
                home="inspections:round-list",
            ),
        ),
        Verb(
            name="attach",
            label=_("Add photos and papers"),
            makes=True,
            permission=Permission.FINDING_RECORD,
            action=findings.attach_evidence,
            form=EvidenceForm,
            effect=_("They are kept as they come, with the day on which they were taken."),
            done=_("The files are kept with the finding."),
            clause="四(二)二",
            icon="paperclip",
            offered=_takes_files,
        ),
        Verb(
            name="choose_photos",
            label=_("Choose photos for the subdistrict"),
            action=photos.choose,
            form=ChoosePhotosForm,
            effect=_(
                "They stand in the report that the committee approves and go to the subdistrict with the feedback: "
                "the picture alone, without place, device and name of the file."
            ),
            done=_("The choice of photos is stored."),
            clause="三(三)4",
            icon="images",
            offered=_has_photos_to_choose,
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw finding"),
            action=findings.withdraw,
            form=WithdrawForm,
            effect=_(
                "It stays visible with its reason. The report counts as withdrawn only what had been confirmed before."
            ),
            done=_("The finding is withdrawn."),
            clause="四(三)",
            icon="x-circle",
            tone="danger",
            offered=_may_withdraw,
        ),
        Verb(
            name="revoke",
            label=_("Withdraw a reported finding"),
            action=findings.revoke,
            form=RevokeForm,
            effect=_(
                "By decision of the committee. It stays visible with its reason; nobody owes anything for it any more."
            ),
            done=_("The finding is withdrawn."),
            who=_("Safety committee"),
            clause="四(三)",
            icon="x-circle",
            tone="danger",
            offered=_may_revoke,
        ),
        Verb(
            name="discard",
            label=_("Discard the draft"),
            action=findings.discard,
            effect=_("For slips of the pen: the draft is kept with its number, and no report counts it."),
            done=_("The draft is discarded."),
            icon="trash",
            tone="danger",
            offered=_is_own_draft,
        ),
    ),
)
