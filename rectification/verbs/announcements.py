from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from core.forms import ConfirmForm, DayForm, ReasonForm
from core.verbs import Noun, Verb, Work
from inspections.models import SubdistrictRound
from planning.forms.common import ReturnForm
from records.forms import DecisionForm
from records.previews import numbered_papers
from rectification.actions import announcement_decisions, announcements
from rectification.forms.announcements import (
    DraftAnnouncementForm,
    EditAnnouncementForm,
    KeepWordForm,
    ListWordsForm,
    PublishForm,
)
from rectification.models import Announcement, Redaction
from rectification.presenters import announcements as presenter
from rectification.queries.announcements import rounds_to_announce, with_all

ANNOUNCEMENT = Noun(
    model=Announcement,
    name="announcement",
    path="announcements",
    home="rectification:announcement-list",
    fetch=with_all,
    named=("part", "round__subdistrict__short_name"),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="draft",
            label=_("Draft the announcement"),
            action=announcements.draft,
            form=DraftAnnouncementForm,
            on=SubdistrictRound,
            effect=_("It is composed of the issued texts; what the public must not read is listed."),
            done=_("The draft is composed. Look through the list of what must not be read."),
            clause="三(三)6",
            icon="globe",
            offered=presenter.has_parts,
            work=Work(order=840, find=rounds_to_announce),
        ),
        Verb(
            name="submit",
            label=_("Submit the announcement"),
            action=announcements.submit,
            form=DayForm,
            done=_("The announcement is with the committee."),
            clause="三(三)6",
            icon="send",
            is_step=True,
            blocked=presenter.why_not_approved,
            work=Work(order=845),
        ),
        Verb(
            name="hide_words",
            label=_("Hide the listed words"),
            action=announcements.hide_words,
            form=ConfirmForm,
            effect=_("Every listed word is replaced in title and text, unless it was kept with a reason."),
            done=_("The listed words are hidden. Read the text once more."),
            icon="eye-slash",
            offered=presenter.holds_listed,
        ),
        Verb(
            name="list_words",
            label=_("List words to hide"),
            action=announcements.list_words,
            form=ListWordsForm,
            effect=_("People, complainants, trade secrets, open cases, or whatever else the public must not read."),
            done=_("The words are listed."),
            clause="三(三)6",
            icon="list-check",
        ),
        Verb(
            name="keep_word",
            label=_("Leave it readable"),
            action=announcements.keep_word,
            form=KeepWordForm,
            on=Redaction,
            holder=attrgetter("announcement"),
            done=_("The word may be read; the reason is kept."),
            icon="eye",
            offered=presenter.may_be_kept,
        ),
        Verb(
            name="edit",
            label=_("Edit the text"),
            action=announcements.edit,
            form=EditAnnouncementForm,
            done=_("The text is stored."),
            icon="pencil-square",
        ),
        Verb(
            name="discard",
            label=_("Discard the draft"),
            action=announcements.discard,
            form=ReasonForm,
            done=_("The draft is discarded."),
            icon="trash",
            tone="danger",
        ),
        Verb(
            name="approve",
            label=_("Approve the announcement"),
            action=announcement_decisions.approve,
            form=DecisionForm,
            preview=numbered_papers,
            effect=_("It gets its number; the public may read exactly this text."),
            done=_("The announcement is approved."),
            clause="三(三)6",
            icon="patch-check",
            is_step=True,
            blocked=presenter.why_not_approved,
            points=presenter.points_of_text,
            work=Work(order=850),
        ),
        Verb(
            name="return",
            label=_("Return the announcement"),
            action=announcement_decisions.return_,
            form=ReturnForm,
            done=_("The announcement is returned to the office."),
            icon="reply",
            tone="danger",
        ),
        Verb(
            name="publish",
            label=_("Record a publication"),
            action=announcements.publish,
            form=PublishForm,
            effect=_("On the public page of this system it stands from now on; elsewhere give the proof."),
            done=_("The publication is recorded."),
            clause="三(三)6",
            icon="megaphone",
            is_step=True,
            makes=True,
            work=Work(order=855, find=presenter.to_publish),
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw the announcement"),
            action=announcements.withdraw,
            form=ReasonForm,
            effect=_("At once: nobody reads it on the public page any more. A corrected version has to follow."),
            done=_("The announcement is withdrawn."),
            icon="eye-slash",
            tone="danger",
        ),
        Verb(
            name="correct",
            label=_("Draft a corrected version"),
            action=announcements.correct,
            form=ReasonForm,
            on=Announcement,
            effect=_("It goes to the committee like the first one, and takes its place when it is published."),
            done=_("The corrected version is drafted."),
            clause="三(三)6",
            icon="arrow-repeat",
            offered=presenter.may_be_corrected,
            work=Work(order=860, find=presenter.to_correct),
        ),
        # Happens when the corrected version is published.
        Verb(name="give_way", label=_("Replaced by the corrected version")),
    ),
)
