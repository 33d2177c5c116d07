from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.presenters import timeline
from core.views.base import ThingDetailView
from core.views.verbs import ActionView
from records.models import EvidenceLink
from rectification.actions import items
from rectification.forms.items import (
    CheckForm,
    CloseForm,
    ExplainForm,
    OpinionForm,
    ReopenForm,
    ReportForm,
    ReturnItemForm,
)
from rectification.models import RectificationCase, RectificationItem
from rectification.presenters import items as presenter
from rectification.queries.filings import explained_before, submitted_at
from rectification.views.inside import case_crumbs, case_queryset

RELATED = ("deadline", "finding", "reported_by__unit", "verified_by__unit", "opinion_by__unit")


def _items_of(user):
    return RectificationItem.objects.visible_to(user).select_related(*RELATED)


class ItemDetailView(ThingDetailView):
    rule = Permission.CASE_VIEW
    model = RectificationItem
    template_name = "rectification/item/detail.html"

    def get_queryset(self):
        case = "case__"
        return _items_of(self.request.user).select_related(
            f"{case}unit", f"{case}round", f"{case}feedback", f"{case}deadline", f"{case}resubmission"
        )

    def get_context_data(self, **kwargs):
        item, user = self.object, self.request.user
        case = item.case
        links = EvidenceLink.objects.visible_to(user).filter(subject_id=str(item.pk)).select_related("blob")
        neighbours = case.items.order_by("number")
        return super().get_context_data(
            case=case,
            crumbs=case_crumbs(case, item),
            **presenter.row_of(item, self.today),
            next_step=presenter.next_step_of(item, case, self.today),
            actions=presenter.actions_of(item, case, self.access, user),
            facts=presenter.facts_of(item, case),
            report_facts=presenter.report_facts(item, explained_before(item)),
            pictures=presenter.pictures_of(links.order_by("uploaded_at"), item, submitted_at(case)),
            sees_inner=presenter.sees_inner(case, self.access),
            before=neighbours.filter(number__lt=item.number).last(),
            after=neighbours.filter(number__gt=item.number).first(),
            events=timeline([item], user),
            **kwargs,
        )


class _ItemActionView(ActionView):
    """One verb of one item; `?back=review` leads back to the committee's list of what is to be decided."""

    model = RectificationItem
    argument = "item"
    template_name = "rectification/item/action.html"

    @cached_property
    def thing(self):
        item = get_object_or_404(_items_of(self.request.user), pk=self.kwargs["pk"])
        item.case = case_queryset(RectificationCase.objects.all()).get(pk=item.case_id)
        if not self.may(self.rule, item):
            raise PermissionDenied
        return item

    def facts(self, form):
        return {"on": self.today} | super().facts(form)

    @property
    def back_url(self) -> str:
        if self.request.GET.get("back") == "review" or self.request.POST.get("back") == "review":
            return reverse("rectification:case-review", args=[self.thing.case_id])
        return self.thing.get_absolute_url()

    def get_success_url(self):
        return self.back_url

    def get_context_data(self, **kwargs):
        item = self.thing
        return super().get_context_data(
            crumbs=case_crumbs(item.case, item),
            **presenter.row_of(item, self.today),
            cancel_url=self.back_url,
            sees_inner=presenter.sees_inner(item.case, self.access),
            **kwargs,
        )


class ItemReportView(_ItemActionView):
    rule = Permission.ITEM_REPORT
    action = staticmethod(items.report)
    form_class = ReportForm
    title = submit_label = gettext_lazy("Report the rectification")
    success_message = gettext_lazy("The item is reported as rectified.")


class ItemAmendView(_ItemActionView):
    rule = Permission.ITEM_REPORT
    action = staticmethod(items.amend)
    form_class = ReportForm
    title = gettext_lazy("Add to the report")
    submit_label = gettext_lazy("Store")
    explanation = gettext_lazy("Files already there stay; those chosen here are added.")
    success_message = gettext_lazy("The report on the item is completed.")

    def get_initial(self):
        item = self.thing
        return super().get_initial() | {
            "measures": item.measures, "responsible_name": item.responsible_name, "penalty": item.penalty,
        }  # fmt: skip


class ItemExplainView(_ItemActionView):
    rule = Permission.ITEM_REPORT
    action = staticmethod(items.explain)
    form_class = ExplainForm
    title = submit_label = gettext_lazy("Explain why it is not finished")
    explanation = gettext_lazy(
        "The report is filed in time with this item unfinished; the two months do not move, and it counts as not done."
    )
    success_message = gettext_lazy("Reason and new date are stored.")


class ItemOpinionView(_ItemActionView):
    rule = Permission.ITEM_GIVE_OPINION
    action = staticmethod(items.give_opinion)
    form_class = OpinionForm
    title = submit_label = gettext_lazy("Give opinion")
    explanation = gettext_lazy("The committee decides; the subdistrict does not read your opinion.")
    success_message = gettext_lazy("Your opinion is stored.")

    def get_initial(self):
        return super().get_initial() | {"opinion": self.thing.opinion}


class ItemVerifyView(_ItemActionView):
    rule = Permission.ITEM_VERIFY
    action = staticmethod(items.verify)
    form_class = CheckForm
    title = gettext_lazy("Verify on site")
    submit_label = gettext_lazy("It is fixed")
    success_message = gettext_lazy("The item is verified.")


class ItemFailCheckView(_ItemActionView):
    rule = Permission.ITEM_VERIFY
    action = staticmethod(items.fail_check)
    form_class = CheckForm
    tone = "danger"
    title = gettext_lazy("Record that the check failed")
    submit_label = gettext_lazy("It is not fixed")
    explanation = gettext_lazy("The committee then returns the item.")
    success_message = gettext_lazy("The failed check is recorded.")


class ItemCloseView(_ItemActionView):
    rule = Permission.CASE_REVIEW
    action = staticmethod(items.close)
    form_class = CloseForm
    title = submit_label = gettext_lazy("Close item")
    success_message = gettext_lazy("The item is closed.")


class ItemReturnView(_ItemActionView):
    rule = Permission.CASE_REVIEW
    action = staticmethod(items.return_)
    form_class = ReturnItemForm
    tone = "danger"
    title = submit_label = gettext_lazy("Return item")
    success_message = gettext_lazy("The item is returned.")


class ItemReopenView(_ItemActionView):
    rule = Permission.CASE_REVIEW
    action = staticmethod(items.reopen)
    form_class = ReopenForm
    tone = "danger"
    title = submit_label = gettext_lazy("Reopen item")
    explanation = gettext_lazy("It is owed again, with a date of its own; the round cannot close before it is closed.")
    success_message = gettext_lazy("The item is open again.")
