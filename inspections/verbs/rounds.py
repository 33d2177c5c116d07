from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb, Work
from inspections.actions import rounds
from inspections.forms.rounds import CancelForm, DayForm, EndForm, EnterForm, NotifyForm
from inspections.models import SubdistrictRound
from inspections.presenters.rounds import round_crumbs, why_not_closed
from inspections.queries.names import NAME_FIELDS
from inspections.queries.rounds import awaits_notice, entries_near, ready_to_close, with_names
from inspections.stay_gaps import stay_gaps
from inspections.views.rounds import CloseView, NotifyView, entry_points
from planning.models import PlanEntry
from records.previews import numbered_papers


def _left_of_stay(round_, user, today) -> list[str]:
    """What can still be done while the team is there, by name."""
    return [str(one.text) for one in stay_gaps(round_)]


ROUND = Noun(
    model=SubdistrictRound,
    name="round",
    path="rounds",
    home="inspections:round-list",
    fetch=with_names,
    named=NAME_FIELDS,
    crumbs=round_crumbs,
    verbs=(
        Verb(
            name="notify",
            label=_("Notify the subdistrict"),
            on=PlanEntry,
            action=rounds.notify,
            form=NotifyForm,
            view=NotifyView,
            effect=_("The subdistrict is told in advance; its notice gets a number and can no longer be changed."),
            done=_("The subdistrict is notified; the notice is being made."),
            preview=numbered_papers,
            clause="三(三)1",
            icon="send",
            is_step=True,
            offered=lambda entry, user, today: awaits_notice(entry),
            points=entry_points,
            work=Work(
                order=200, find=entries_near, url=lambda one: reverse("inspections:round-notify", args=[one.pk])
            ),
        ),
        Verb(
            name="enter",
            label=_("Enter the subdistrict"),
            action=rounds.enter,
            form=EnterForm,
            effect=_("The team enters and explains its task in an opening meeting."),
            done=_("The team is on site. Fieldwork can be recorded."),
            clause="三(三)2",
            icon="box-arrow-in-right",
            is_step=True,
            work=Work(order=300),
        ),
        # Happens with the record of a field note.
        Verb(name="note", label=_("Record fieldwork")),
        Verb(
            name="end",
            label=_("End fieldwork"),
            action=rounds.end,
            form=EndForm,
            effect=_("The period to report starts on the last day on site; that day itself does not count."),
            done=_("Fieldwork has ended; the period to report runs."),
            clause="三(三)3",
            icon="flag",
            is_step=True,
            points=_left_of_stay,
        ),
        Verb(
            name="close",
            label=_("Close the round"),
            action=rounds.close,
            form=DayForm,
            view=CloseView,
            effect=_("It closes once nothing of what is checked is open; the team then reads the round no longer."),
            done=_("The round is closed."),
            clause="四(二)二",
            icon="check-circle",
            is_step=True,
            blocked=why_not_closed,
            work=Work(order=900, find=ready_to_close),
        ),
        Verb(
            name="archive",
            label=_("Archive the round"),
            action=rounds.archive,
            form=DayForm,
            effect=_(
                "Nothing of an archived round is changed any more; what comes later is added as a supplement volume."
            ),
            done=_("The round is archived."),
            icon="archive",
            is_step=True,
            work=Work(order=910),
        ),
        Verb(
            name="cancel",
            label=_("Cancel the round"),
            action=rounds.cancel,
            form=CancelForm,
            effect=_("The subdistrict is told. The entry of the plan may be notified anew later."),
            done=_("The round is cancelled and the subdistrict has been told."),
            icon="x-circle",
            tone="danger",
        ),
    ),
)
