from django.utils.translation import gettext_lazy as _

from core.forms import DayForm
from core.verbs import Noun, Verb, Work
from inspections.models import SubdistrictRound
from records.forms import DecisionForm
from records.previews import numbered_papers
from rectification.actions import assessments
from rectification.forms.assessments import AnswerForm, ObjectionForm, ReopenForm
from rectification.models import Assessment
from rectification.presenters import assessments as presenter
from rectification.queries.assessments import may_be_assessed, rounds_to_assess, to_lock, with_all

ASSESSMENT = Noun(
    model=Assessment,
    name="assessment",
    path="assessments",
    home="rectification:assessment-list",
    fetch=with_all,
    named=("unit__short_name", "year"),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="draft",
            label=_("Draft the assessment"),
            action=assessments.draft,
            form=DayForm,
            on=SubdistrictRound,
            effect=_("The figures of the subdistrict's year are counted and frozen, with the weights of the edition."),
            done=_("The assessment is counted."),
            clause="三(三)6",
            icon="bar-chart",
            offered=may_be_assessed,
            work=Work(order=800, find=rounds_to_assess),
        ),
        Verb(
            name="tell",
            label=_("Tell the subdistrict"),
            action=assessments.tell,
            form=DayForm,
            effect=_("It reads its score with every deduction, and may object within the days of the ruleset."),
            done=_("The subdistrict may read it now."),
            clause="三(三)6",
            icon="send",
            is_step=True,
            points=presenter.points_of_score,
            work=Work(order=805),
        ),
        Verb(
            name="recount",
            label=_("Count again"),
            action=assessments.recount,
            form=DayForm,
            effect=_("Figures, edition and rounds are those of today; what was counted before is replaced."),
            done=_("The assessment is counted again."),
            icon="arrow-clockwise",
        ),
        Verb(
            name="agree",
            label=_("No objection"),
            action=assessments.agree,
            form=DayForm,
            effect=_("The committee may lock it at once; there is no objecting afterwards."),
            done=_("The committee is told that you have no objection."),
            clause="三(三)6",
            icon="check-lg",
            is_step=True,
            points=presenter.points_of_score,
            work=Work(order=810, words=_("Read the assessment, and object in time")),
        ),
        Verb(
            name="object",
            label=_("Object to the assessment"),
            action=assessments.file_objection,
            form=ObjectionForm,
            effect=_("The committee answers with a reason."),
            done=_("The objection is filed with the committee."),
            clause="三(三)6",
            icon="chat-left-text",
            points=presenter.points_of_score,
        ),
        Verb(
            name="answer",
            label=_("Answer the objection"),
            action=assessments.answer,
            form=AnswerForm,
            effect=_(
                "The figures stay as they were counted; points that are won or lost stand in a line of their own."
            ),
            done=_("The objection is answered; the subdistrict is told."),
            clause="三(三)6",
            icon="reply",
            is_step=True,
            points=presenter.points_of_score,
            work=Work(order=815),
        ),
        Verb(
            name="lock",
            label=_("Lock the assessment"),
            action=assessments.lock_score,
            form=DecisionForm,
            preview=numbered_papers,
            effect=_(
                "The score sheet gets its number; the score changes no more and enters the assessment of the year."
            ),
            done=_("The assessment is locked; its PDF is being made."),
            clause="三(三)6",
            icon="lock",
            is_step=True,
            blocked=presenter.why_not_lockable,
            points=presenter.points_of_score,
            work=Work(order=820, find=to_lock),
        ),
        Verb(
            name="reopen",
            label=_("Open the assessment again"),
            action=assessments.reopen,
            form=ReopenForm,
            effect=_("It is counted and told anew and gets a new sheet; the old one stays readable."),
            done=_("The assessment is open again."),
            icon="unlock",
            tone="danger",
        ),
    ),
)
