"""What was drawn to be checked on site passes only after that (R68)."""

from django.utils.translation import gettext as _

from core.refusals import IllegalMove
from rectification.models import RectificationCase, RectificationItem
from rectification.models.sampled_item import SampleStatus
from rectification.queries.samples import keeping


def require_under_review(case: RectificationCase) -> None:
    """Raises IllegalMove while there is no report to check."""
    if not case.is_under_review:
        raise IllegalMove(
            _("A sample is drawn from a report that is under review; this rectification is “%(now)s”.")
            % {"now": case.get_status_display()}
        )


def require_sample_checked(item: RectificationItem) -> None:
    held = keeping(item)
    if held is None:
        return
    if held.status == SampleStatus.FAILED:
        raise IllegalMove(
            _("Item %(number)s was checked on site and is not fixed: return it, or check it on site once more.")
            % {"number": item.number}
        )
    raise IllegalMove(
        _(
            "Item %(number)s was drawn for a check on site, and none is recorded. Record it, or have the committee "
            "office say why there is none."
        )
        % {"number": item.number}
    )
