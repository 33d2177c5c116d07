from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.permissions import Permission
from accounts.roles import Role
from core.buttons import bulk_buttons, buttons_of
from core.views.base import ThingDetailView
from records.queries.evidence import evidence_of
from rectification.contributions.samples import sample_section, seen_samples
from rectification.filters import UNFINISHED
from rectification.models import RectificationCase
from rectification.models.item import ItemStatus
from rectification.presenters import cases as presenter
from rectification.presenters.crumbs import case_crumbs
from rectification.presenters.items import ItemCard, item_row, pictures_of
from rectification.presenters.samples import drawn_badge
from rectification.queries.progress import progress_of

CARDS_A_PAGE = 20
# The two answers to the whole.
DECISIONS = ("case.accept", "case.return")


class CaseReviewView(ThingDetailView):
    """The committee's page: each item as a card with its pictures and its two answers, then the whole."""

    rule = Permission.CASE_REVIEW
    model = RectificationCase
    template_name = "rectification/case/review.html"

    def get_context_data(self, **kwargs):
        case, user = self.object, self.request.user
        tally = progress_of(case.items.all(), self.today).all
        tabs = [
            (ItemStatus.VERIFIED, _("To be decided"), tally.verified),
            (ItemStatus.REPORTED, _("To be checked first"), tally.reported),
            (UNFINISHED, _("Unfinished or returned"), tally.unfinished),
            (ItemStatus.CLOSED, pgettext("item", "Closed"), tally.closed),
        ]
        # Open where there is work: to be decided, else what keeps it from being decided.
        wanted = self.request.GET.get("show")
        if wanted not in [code for code, _label, _number in tabs]:
            wanted = next((code for code, _label, number in tabs if number), tabs[0][0])
        items = case.items.select_related("deadline", "finding", "verified_by").order_by("number")
        shown = items.unfinished() if wanted == UNFINISHED else items.live().filter(status=wanted)
        page = Paginator(shown, CARDS_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            case=case,
            crumbs=case_crumbs(case),
            title=presenter.REVIEW,
            tally=tally,
            tabs=[
                {"label": label, "url": f"?show={code}", "active": code == wanted, "count": number}
                for code, label, number in tabs
            ],
            page_obj=page,
            cards=self._cards(page, user),
            actions=[each for each in buttons_of(case, user=user, today=self.today) if each.verb in DECISIONS],
            bulk=[each for each in bulk_buttons(case, user=user, today=self.today) if each.verb == "item.close"],
            shown=wanted,
            sample=sample_section(seen_samples(user, case=case, filing=case.submissions.count()), user, self.today),
            # The secretary gives a meeting's number with every item, so he gets the form instead of one click.
            closes_at_once=user.role != Role.SECRETARY,
            **kwargs,
        )

    def _cards(self, page, user) -> list[ItemCard]:
        items = list(page)
        kept = evidence_of(items, user)
        drawn = {one.item_id: drawn_badge(one) for one in seen_samples(user, item__in=items) if one.is_open}
        return [
            ItemCard(
                item_row(item, self.today), pictures_of(kept.get(str(item.pk), []), item), drawn.get(item.pk)
            )
            for item in items
        ]  # fmt: skip
