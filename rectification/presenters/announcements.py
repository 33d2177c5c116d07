"""Announcements as pages show them: before and after, the list of what must be hidden, the publications (R73)."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.buttons import buttons_of
from core.cells import Lines, Link, Marked, Soft, html_of
from core.presenters import badge_of
from core.shapes import Crumb, Fact, Missing, Stage, Step
from core.tables import Column, Table, table_of
from records.models import EvidenceLink
from records.presenters.decisions import decision_facts
from rectification.models import Announcement
from rectification.models.announcement import AnnouncementStatus, Medium
from rectification.policies.announcements import why_not_clean
from rectification.queries.announcements import live, parts_left, with_all
from rectification.redaction import marked, occurs

CLAUSE = "三(三)6"


def crumbs(announcement) -> list[Crumb]:
    found = [Crumb(_("Announcements"), reverse("rectification:announcement-list"))]
    if announcement is None:
        return found
    return [*found, Crumb(str(announcement), announcement.get_absolute_url())]


# --- Offered, blocked ----------------------------------------------------------------------------------------------


def has_parts(round_, user, today: date) -> bool:
    return getattr(round_, "case", None) is not None and bool(parts_left(round_))


def why_not_approved(announcement: Announcement, user, today: date) -> str:
    return why_not_clean(announcement)


def holds_listed(announcement: Announcement, user, today: date) -> bool:
    return announcement.redactions.filter(kept_reason="").exists()


def may_be_kept(redaction, user, today: date) -> bool:
    return not redaction.is_kept and redaction.kind != "complainant"


def may_be_corrected(announcement: Announcement, user, today: date) -> bool:
    if announcement.status not in (AnnouncementStatus.PUBLISHED, AnnouncementStatus.WITHDRAWN):
        return False
    others = Announcement.objects.filter(round=announcement.round, part=announcement.part)
    return not others.filter(status__in=["draft", "submitted", "approved"]).exists()


def to_publish(user, today: date):
    """Approved, and nowhere published yet."""
    return with_all(Announcement.objects.visible_to(user).filter(status=AnnouncementStatus.APPROVED))


def to_correct(user, today: date):
    """Withdrawn, and no other one of its part there."""
    gone = with_all(Announcement.objects.visible_to(user).filter(status=AnnouncementStatus.WITHDRAWN))
    return gone.exclude(Exists(live().filter(round=OuterRef("round"), part=OuterRef("part"))))


def points_of_text(announcement: Announcement, user, today: date) -> list[str]:
    """For whoever decides: the text as the public will read it."""
    return [announcement.title, *filter(None, (line.strip() for line in announcement.text.splitlines()))]


# --- The page ------------------------------------------------------------------------------------------------------


def stages_of(announcement: Announcement) -> list[Stage]:
    days = [
        (_("Draft"), announcement.drafted_on),
        (_("Submitted"), announcement.proposed_on),
        (_("Approved"), announcement.approved_on),
        (pgettext("announcement", "Published"), announcement.published_on),
    ]
    at = {"draft": 0, "discarded": 0, "submitted": 2, "approved": 3}.get(announcement.status, len(days))
    return [
        Stage(label, "done" if index < at else "current" if index == at else "todo", on if index < at else None)
        for index, (label, on) in enumerate(days)
    ]


def step_of(announcement: Announcement) -> Step | None:
    office = _("Committee office")
    if announcement.status in (AnnouncementStatus.DRAFT, AnnouncementStatus.SUBMITTED):
        missing = why_not_clean(announcement)
        lacking = [Missing(missing)] if missing else []
        if announcement.status == AnnouncementStatus.DRAFT:
            return Step(
                _("Hide what must not be read, then submit it to the committee"), office, CLAUSE, missing=lacking
            )
        return Step(_("Approve the announcement or return it"), _("Safety committee"), CLAUSE, missing=lacking)
    if announcement.status == AnnouncementStatus.APPROVED:
        return Step(_("Publish it, and record where and when"), office, CLAUSE)
    if announcement.status == AnnouncementStatus.WITHDRAWN:
        return Step(_("Draft the corrected version; the round closes only with one"), office, CLAUSE)
    return None


def facts_of(announcement: Announcement, *, is_inner: bool) -> list[Fact]:
    """`is_inner`: for those who prepare and decide; the subdistrict reads what is approved."""
    document, round_, old = announcement.document, announcement.round, announcement.corrects
    rows = [
        Fact(_("What is announced"), announcement.get_part_display(), clause=CLAUSE),
        Fact(_("Round"), str(round_), round_.get_absolute_url() if is_inner else ""),
        Fact(_("Document number"), *_number(document)),
        Fact(_("First published on"), announcement.published_on),
    ]
    more = [
        Fact(_("Replaces"), _replaced(old) if old else "", old.get_absolute_url() if old and is_inner else ""),
        Fact(_("Withdrawn on"), announcement.withdrawn_on),
    ]
    if is_inner:
        more += [
            Fact(_("Why it is corrected"), announcement.correction_reason, wide=True),
            Fact(_("Reason for withdrawing it"), announcement.withdrawal_reason, wide=True),
            Fact(_("Reason for discarding"), announcement.discard_reason, wide=True),
            Fact(_("Opinion of the committee"), announcement.decision_note, wide=True),
        ]
    decided = decision_facts(announcement.decision, sees_scan=is_inner) if announcement.decision_id else []
    return [*rows, *(fact for fact in more if fact.value), *decided]


def _number(document) -> tuple:
    return (document.full_number, document.get_absolute_url()) if document else (None,)


def _replaced(old: Announcement) -> str:
    return old.document.full_number if old.document else str(old)


def before_and_after(announcement: Announcement):
    """As it was composed, with everything that must be hidden marked, and as it stands, with what is still to be."""
    words = [one.word for one in announcement.redactions.all()]
    open_ = [one.word for one in announcement.redactions.all() if not one.is_kept]
    before, after = marked(announcement.source_text, words), marked(announcement.text, open_)
    return html_of(Marked(before)), html_of(Marked(after))


def words_table(announcement: Announcement, user, today: date) -> Table:
    text = f"{announcement.title}\n{announcement.text}"

    def state(one, today):
        if one.is_kept:
            return (_("May be read"), Soft(one.kept_reason))
        return _("Still in the text") if occurs(one.word, text) else _("Hidden")

    columns = (
        Column(_("Word"), lambda one, today: one.word, is_title=True),
        Column(_("Kind"), lambda one, today: one.get_kind_display()),
        Column(_("Instead"), lambda one, today: one.replacement),
        Column(_("Listed by"), lambda one, today: _("the system") if one.is_proposed else _("hand")),
        Column(_("State"), state),
        Column(_("What to do"), lambda one, today: tuple(buttons_of(one, user=user, today=today)), "act"),
    )
    # The words of one announcement share it; read once.
    redactions = list(announcement.redactions.all())
    for one in redactions:
        one.announcement = announcement
    return table_of(_("What must not be read"), columns, redactions, today)


def publications_table(announcement: Announcement, public_url: str, user, today: date) -> Table:
    publications = list(announcement.publications.all())
    ids = [str(one.pk) for one in publications]
    links = EvidenceLink.objects.visible_to(user).filter(subject_kind="publication", subject_id__in=ids)
    files: dict[str, list] = {key: [] for key in ids}
    for link in links:
        files[link.subject_id].append(Link(link.name, reverse("records:evidence-view", args=[link.pk])))

    def proof(one, today):
        url = public_url if one.medium == Medium.SYSTEM else one.url
        return Lines([*([Link(_("Open the page"), url, full=url)] if url else []), *files[str(one.pk)]])

    columns = (
        Column(_("Published on"), lambda one, today: one.published_on, "date"),
        Column(pgettext("medium", "Published"), lambda one, today: one.get_medium_display(), is_title=True),
        Column(_("Where exactly"), lambda one, today: one.place),
        Column(_("Proof"), proof),
    )
    return table_of(_("Where it was published"), columns, publications, today)


ABOUT = Column(gettext_lazy("Announcement"), lambda one, today: one.title, is_link=True, is_title=True)
PART = Column(gettext_lazy("What is announced"), lambda one, today: one.get_part_display(), "tight")
NUMBER = Column(gettext_lazy("Document number"), lambda one, today: one.document.full_number if one.document else None)
PUBLISHED = Column(pgettext_lazy("announcement", "Published on"), lambda one, today: one.published_on, "date")
STATE = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")


def announcements_table(announcements, today: date) -> Table:
    """On the page of a round."""
    return table_of(_("Announcements"), (ABOUT, PART, NUMBER, PUBLISHED, STATE), announcements, today)
