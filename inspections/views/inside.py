from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property

from core.queries.asked_alike import rows_of_keys
from inspections.models import SubdistrictRound


def _round_of_page(user, keys):
    found = SubdistrictRound.objects.visible_to(user).filter(pk__in=keys)
    return found.select_related("subdistrict", "team", "ruleset", "entry__cycle", "report")


class InsideRound:
    """Pages below a round: the round comes first, through `visible_to` (404), then the right in it (403)."""

    @cached_property
    def round(self):
        found = rows_of_keys(_round_of_page, self.request.user, [self.kwargs["pk"]])
        if not found:
            raise Http404
        (round_,) = found
        if not self.may(self.rule, round_):
            raise PermissionDenied
        round_.report_read_along = getattr(round_, "report", None)
        return round_

    def dispatch(self, request, *args, **kwargs):
        self.round  # noqa: B018  404 and 403 come before anything else is read
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.round, **kwargs)
