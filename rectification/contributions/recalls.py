"""Which of the papers of this app no longer stand, for whoever checks one by its code."""

from django.utils.translation import gettext_lazy as _

from records.models import IssuedDocument
from records.recalls import RECALLS, Recall
from rectification.models import Announcement, Chase, CopyLetter
from rectification.models.announcement import AnnouncementStatus
from rectification.models.chase import ChaseStatus
from rectification.models.copy_letter import CopyStatus

WITHDRAWN, CORRECTED = _("This paper was withdrawn."), _("This paper was replaced by a corrected one.")


def register_recalls() -> None:
    for tell in (recall_of_announcement, recall_of_chase, recall_of_copy):
        RECALLS.add(tell, order=100)


def recall_of_announcement(document: IssuedDocument) -> Recall | None:
    gone = {AnnouncementStatus.WITHDRAWN: WITHDRAWN, AnnouncementStatus.CORRECTED: CORRECTED}
    one = Announcement.objects.filter(document=document, status__in=gone).first()
    return Recall(gone[AnnouncementStatus(one.status)], one.withdrawn_on) if one else None


def recall_of_chase(document: IssuedDocument) -> Recall | None:
    one = Chase.objects.filter(letter=document, status=ChaseStatus.WITHDRAWN).first()
    return Recall(WITHDRAWN, one.withdrawn_on) if one else None


def recall_of_copy(document: IssuedDocument) -> Recall | None:
    one = CopyLetter.objects.filter(letter=document, status=CopyStatus.WITHDRAWN).first()
    return Recall(WITHDRAWN, one.withdrawn_on) if one else None
