from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb, Work
from inspections.models import Finding
from inspections.models.finding import FindingKind, FindingStatus
from rectification.actions import classifications
from rectification.forms.classifications import EntrustForm, ResortForm, SortForm
from rectification.models import Classification
from rectification.presenters import hand_offs as presenter
from rectification.queries import hand_off_work
from rectification.verbs import many


def _may_be_sorted(finding, user, today) -> bool:
    is_sortable = finding.status == FindingStatus.CONFIRMED and finding.kind != FindingKind.SUGGESTION
    return is_sortable and not presenter.is_sorted(finding)


def _may_be_sorted_anew(finding, user, today) -> bool:
    return presenter.is_sorted(finding) and not presenter.is_sent(finding)


CLASSIFICATION = Noun(
    model=Classification,
    name="classification",
    path="classifications",
    home="rectification:hand-off-list",
    verbs=(
        Verb(
            name="sort",
            label=_("Sort for hand-off"),
            action=classifications.sort,
            form=SortForm,
            on=Finding,
            permission=Permission.FINDING_SORT,
            is_birth=True,
            effect=_(
                "The team leader says whether it is unlawful, of which type, and whose duty it is; only then a "
                "hand-off letter may go out."
            ),
            done=_("The finding is sorted."),
            clause="三(三)4",
            icon="signpost-split",
            offered=_may_be_sorted,
            points=presenter.points_of_duty,
            leads_to=lambda classification: classification.finding.get_absolute_url(),
            bulk=many.SORT,
            work=Work(
                order=510,
                find=hand_off_work.rounds_to_sort,
                url=lambda round_: f"{round_.get_absolute_url()}#hand-offs",
                count=lambda round_: round_.waiting,
            ),
        ),
        Verb(
            name="resort",
            label=_("Change the sorting"),
            action=classifications.resort,
            form=ResortForm,
            on=Finding,
            permission=Permission.FINDING_SORT,
            done=_("The sorting is changed."),
            clause="三(三)4",
            icon="signpost-split",
            offered=_may_be_sorted_anew,
            points=presenter.points_of_duty,
            leads_to=lambda classification: classification.finding.get_absolute_url(),
        ),
        Verb(
            name="entrust",
            label=_("Entrust an officer with the lead"),
            action=classifications.entrust,
            form=EntrustForm,
            makes=True,
            on=Finding,
            permission=Permission.LEAD_ENTRUST,
            by_decision=True,
            effect=_("Nobody of the committee office sees a lead otherwise; this officer may hand it over."),
            done=_("The officer may see the lead now."),
            clause="三(三)4",
            icon="key",
            offered=lambda finding, user, today: finding.is_lead and finding.status == "confirmed",
            work=Work(order=512, find=hand_off_work.leads_to_entrust),
        ),
    ),
)
