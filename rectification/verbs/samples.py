from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb, Work
from rectification.actions import samples
from rectification.forms.draws import DrawForm
from rectification.forms.items import CheckForm
from rectification.forms.samples import ExcuseForm
from rectification.models import RectificationCase, SampledItem
from rectification.presenters import samples as presenter
from rectification.queries.samples import candidates_of, to_check, with_all


def _may_be_drawn(case, user, today) -> bool:
    return case.is_under_review and candidates_of(case, case.submissions.count()).exists()


def _is_no_rectifier(sampled, user, today) -> bool:
    return user.unit_id is None or user.unit_id != sampled.case.unit_id


def _points(sampled, user, today) -> list[str]:
    return presenter.points_of(sampled)


SAMPLED_ITEM = Noun(
    model=SampledItem,
    name="sampled_item",
    path="rectification/sampled-items",
    home="rectification:case-list",
    fetch=with_all,
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="draw",
            label=_("Draw a sample for checks on site"),
            action=samples.draw,
            form=DrawForm,
            on=RectificationCase,
            effect=_(
                "The regulation names no number: it is yours. What is drawn passes only after a check on site, or "
                "with your reason why there is none; the letter says how many. Seed and candidates are kept."
            ),
            done=_("The sample is drawn and kept."),
            clause="三(三)5",
            icon="shuffle",
            offered=_may_be_drawn,
        ),
        Verb(
            name="pass",
            label=_("Checked on site: it is fixed"),
            action=samples.pass_,
            form=CheckForm,
            done=_("The check on site is recorded."),
            clause="三(三)5",
            icon="check2-square",
            is_step=True,
            offered=_is_no_rectifier,
            points=_points,
            work=Work(
                order=615, find=to_check, words=_("Check on site what was drawn"), count=lambda case: case.waiting
            ),
        ),
        Verb(
            name="fail",
            label=_("Checked on site: it is not fixed"),
            action=samples.fail,
            form=CheckForm,
            effect=_("The committee then returns the item, whatever a check before said."),
            done=_("The failed check is recorded."),
            clause="三(三)5",
            icon="x-circle",
            tone="danger",
            offered=_is_no_rectifier,
            points=_points,
        ),
        Verb(
            name="excuse",
            label=_("Leave out the check on site"),
            action=samples.excuse,
            form=ExcuseForm,
            effect=_("The item may then pass without it; the letter of the review gives the reason."),
            done=_("The reason is stored."),
            clause="三(三)5",
            icon="slash-circle",
            points=_points,
        ),
    ),
)
