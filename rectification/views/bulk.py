from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from accounts.permissions import Permission
from core.views.base import AccessMixin
from rectification.actions import bulk
from rectification.actions.items import BULK_VERBS
from rectification.filters import ItemFilter
from rectification.forms.items import BulkCloseForm, BulkOpinionForm, BulkReportForm, BulkVerifyForm
from rectification.presenters.items import row_of, sees_inner
from rectification.views.inside import InCaseMixin, case_crumbs


class _BulkView(InCaseMixin, AccessMixin, FormView):
    """One verb for many items of a case. Those chosen come as numbers `n`, or as `all=1` with the list's filters.

    Each goes through the single action; what was refused stays on the page, number by number, with the reason.
    """

    template_name = "rectification/case/bulk.html"
    verb = ""

    def dispatch(self, request, *args, **kwargs):
        if not self.may(self.rule, self.case):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def sees_inner(self) -> bool:
        return sees_inner(self.case, self.access)

    @cached_property
    def possible(self):
        """Items the verb may be used on, as they are now."""
        found = self.case.items.live().filter(status__in=BULK_VERBS[self.verb])
        return list(self.offered(found).select_related("deadline", "finding").order_by("number"))

    def offered(self, items):
        """Of the items in a state for it, those that it is offered for."""
        return items

    @cached_property
    def chosen_numbers(self) -> set[int]:
        data = self.request.GET if self.request.method == "GET" else self.request.POST
        if data.get("all") and self.request.method == "GET":
            items = self.case.items.select_related("deadline")
            found = ItemFilter(
                data, queryset=items, request=self.request, today=self.today, sees_inner=self.sees_inner
            )
            return {item.number for item in found.qs}
        return {int(number) for number in data.getlist("n") if number.isdecimal()}

    @property
    def chosen(self) -> list:
        return [item for item in self.possible if item.number in self.chosen_numbers]

    def get_initial(self):
        return {"on": self.today, "n": [item.number for item in self.chosen]}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"numbers": [item.number for item in self.possible]}

    def form_valid(self, form):
        facts = dict(form.cleaned_data)
        numbers = set(facts.pop("n"))
        items = [item for item in self.possible if item.number in numbers]
        result = self.action(items=items, by=self.request.user, at=self.now, **({"on": self.today} | facts))
        if result.done:
            said = ngettext("Done for %(count)s item.", "Done for %(count)s items.", len(result.done))
            messages.success(self.request, said % {"count": len(result.done)})
        if not result.refused:
            return HttpResponseRedirect(self.case.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=form, refused=result.refused), status=409)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        chosen = self.chosen
        if refused := kwargs.get("refused"):
            numbers = {each.number for each in refused}
            chosen = [item for item in chosen if item.number in numbers]
        return super().get_context_data(
            case=self.case,
            # Who closes many at once reads what the leader holds of each; the subdistrict does not.
            shows_opinion=self.sees_inner,
            crumbs=case_crumbs(self.case),
            rows=[row_of(item, self.today) for item in chosen],
            left_out=len(self.chosen_numbers) - len(self.chosen) - len(kwargs.get("failed", ())),
            **kwargs,
        )


class CaseBulkReportView(_BulkView):
    rule = Permission.ITEM_REPORT
    verb = "report"
    action = staticmethod(bulk.report_many)
    form_class = BulkReportForm
    title = submit_label = gettext_lazy("Report the same for several items")


class CaseBulkOpinionView(_BulkView):
    rule = Permission.ITEM_GIVE_OPINION
    verb = "give_opinion"
    action = staticmethod(bulk.give_opinion_many)
    form_class = BulkOpinionForm
    title = submit_label = gettext_lazy("Give the same opinion on several items")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_opinions": any(item.opinion for item in self.chosen)}


class CaseBulkVerifyView(_BulkView):
    rule = Permission.ITEM_VERIFY
    verb = "verify"
    action = staticmethod(bulk.verify_many)
    form_class = BulkVerifyForm
    title = submit_label = gettext_lazy("Verify several items")

    def offered(self, items):
        """What a check found not fixed is looked at again one by one."""
        return items.unchecked()

    def get_context_data(self, **kwargs):
        failed = self.case.items.check_failed().filter(number__in=self.chosen_numbers)
        numbers = [str(item.number) for item in failed.order_by("number")]
        return super().get_context_data(failed=numbers, failed_numbers=_(", ").join(numbers), **kwargs)


class CaseBulkCloseView(_BulkView):
    rule = Permission.CASE_REVIEW
    verb = "close"
    action = staticmethod(bulk.close_many)
    form_class = BulkCloseForm
    title = submit_label = gettext_lazy("Close several items")
