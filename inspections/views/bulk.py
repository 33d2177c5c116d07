from collections import defaultdict

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from accounts.permissions import Permission
from core.views.base import AccessMixin
from inspections.actions import bulk
from inspections.due_notes import due_notes, listed
from inspections.forms.findings import BulkForm
from inspections.views.findings import Filtered, bulk_form


class FindingBulkView(Filtered, AccessMixin, View):
    """One verb for many findings; what was refused is told by number and reason."""

    rule = Permission.FINDING_RECORD
    http_method_names = ["post", "options"]

    def post(self, request, pk):
        form = bulk_form(self.round, self.filtered, request.POST)
        if form.is_valid():
            chosen = self.filtered if form.cleaned_data["everything"] else form.cleaned_data["finding"]
            result = self.act(form.cleaned_data, chosen)
            self.tell(result)
            if form.cleaned_data["do"] == BulkForm.CONFIRM:
                for note in due_notes(result.done, self.round.ruleset):
                    messages.info(request, note)
        else:
            for errors in form.errors.values():
                messages.error(request, errors[0])
        query = request.GET.urlencode()
        return HttpResponseRedirect(reverse("inspections:finding-list", args=[pk]) + (f"?{query}" if query else ""))

    def act(self, data, chosen):
        facts = {"findings": list(chosen), "by": self.request.user, "on": self.today, "at": self.now}
        if data["do"] == BulkForm.CONFIRM:
            # What was chosen beside the verb belongs to it.
            chosen_facts = {name: data[name] for name in (BulkForm.TOPIC, BulkForm.HANDLING) if data[name]}
            return bulk.confirm_many(**facts, **chosen_facts)
        return bulk.set_many(**facts, **{data["do"]: data[data["do"]]})

    def tell(self, result):
        if result.done:
            words = ngettext("%(count)s finding done.", "%(count)s findings done.", len(result.done))
            messages.success(self.request, words % {"count": len(result.done)})
        by_reason = defaultdict(list)
        for finding, reason in result.refused:
            by_reason[str(reason)].append(finding.number)
        for reason, numbers in by_reason.items():
            messages.warning(
                self.request,
                _("Not done: %(numbers)s. %(reason)s") % {"numbers": listed(numbers), "reason": reason},
            )
