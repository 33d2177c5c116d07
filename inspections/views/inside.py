from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from inspections.models import SubdistrictRound


class InsideRound:
    """Pages below a round: the round comes first, through `visible_to` (404), then the right in it (403)."""

    @cached_property
    def round(self):
        found = SubdistrictRound.objects.visible_to(self.request.user).select_related(
            "subdistrict", "team", "ruleset", "entry__cycle", "report"
        )  # fmt: skip
        round_ = get_object_or_404(found, pk=self.kwargs["pk"])
        if not self.may(self.rule, round_):
            raise PermissionDenied
        round_.report_read_along = getattr(round_, "report", None)
        return round_

    def dispatch(self, request, *args, **kwargs):
        self.round  # noqa: B018  404 and 403 come before anything else is read
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.round, **kwargs)
