from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.shapes import Crumb
from core.verbs import Noun, Verb
from deadlines.actions import deadlines
from deadlines.forms import ExplainForm
from deadlines.models import Deadline
from deadlines.policies import may_explain
from deadlines.views.deadlines import DeadlineExplainView


def _is_his_to_explain(deadline, user, today) -> bool:
    return may_explain(user, deadline)


# Duties run, end and fall away with the verbs of their subjects; to explain a delay is the only one of their own.
DEADLINE = Noun(
    model=Deadline,
    name="deadline",
    path="deadlines",
    home="deadlines:deadline-list",
    fetch=lambda found: found.select_related("responsible_unit"),
    crumbs=lambda deadline: [Crumb(_("Deadlines"), reverse("deadlines:deadline-list"))],
    verbs=(
        Verb(name="open", label=_("Deadline started")),
        Verb(name="pull_forward", label=_("Deadline pulled forward")),
        Verb(name="restart", label=_("Deadline counted anew after a correction")),
        Verb(name="extend", label=_("Deadline extended")),
        Verb(name="meet", label=_("Deadline met")),
        Verb(name="void", label=_("Deadline voided")),
        Verb(
            name="explain",
            label=_("Explain the delay"),
            action=deadlines.explain_lateness,
            form=ExplainForm,
            view=DeadlineExplainView,
            effect=_("The days late and this explanation are read when the year is assessed."),
            done=_("The explanation is stored."),
            permission=Permission.DEADLINE_VIEW,
            offered=_is_his_to_explain,
        ),
    ),
)
