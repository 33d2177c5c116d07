"""What must be so before the public reads an announcement (三(三)6, R73)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.refusals import IllegalMove
from rectification.models import Announcement
from rectification.models.announcement import Medium
from rectification.queries.known_words import proposals
from rectification.redaction import left_in


def words_left(announcement: Announcement) -> list[str]:
    """Listed words that title or text still hold."""
    listed = announcement.redactions.filter(kept_reason="").values_list("word", flat=True)
    return left_in(f"{announcement.title}\n{announcement.text}", listed)


def words_unlisted(announcement: Announcement) -> list[str]:
    """What the system knows of, and nobody has decided on: written in after the draft, or known only since."""
    known = set(announcement.redactions.values_list("word", flat=True))
    told = proposals(announcement.round, f"{announcement.title}\n{announcement.text}")
    return [one.word for one in told if one.word not in known]


def why_not_clean(announcement: Announcement) -> str:
    """Why nobody may approve it yet, "" where it may be approved."""
    if left := words_left(announcement):
        return _("Listed words still stand in the text: %(words)s. Hide them, or keep them with a reason.") % {
            "words": _(", ").join(left)
        }
    if unlisted := words_unlisted(announcement):
        return _("These are known to the system and not on the list yet: %(words)s. List them and hide them.") % {
            "words": _(", ").join(unlisted)
        }
    return ""


def require_clean(announcement: Announcement) -> None:
    if words := why_not_clean(announcement):
        raise IllegalMove(words)


def require_proof(medium: str, url: str, files: Sequence) -> None:
    """Where it was published is proved by an address, a file or a photo; of our own page the system knows."""
    if medium not in Medium.values:
        raise IllegalMove(_("Say where it was published."))
    if medium != Medium.SYSTEM and not url.strip() and not files:
        raise IllegalMove(_("Give the address under which it stands, or a photo or file that shows it."))
