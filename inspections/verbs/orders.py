from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb, Work
from inspections.actions import orders
from inspections.forms.orders import FixedForm, IssueOrderForm, SendBackForm, VerifyOrderForm
from inspections.models import Finding, ImmediateOrder
from inspections.order_rules import why_not_orderable
from inspections.presenters import orders as presenter
from inspections.queries import orders as queries
from records.previews import numbered_papers
from records.queries.numbers import number_fields


def _may_be_ordered(finding, user, today) -> bool:
    return not why_not_orderable(finding, finding.round)


def _stands(order, user, today) -> bool:
    return not order.is_withdrawn


def _may_be_verified(order, user, today) -> bool:
    return not order.is_withdrawn and order.fixed_by_id != user.pk


def _points(order, user, today) -> list[str]:
    return [f"{order.subject_name}：{order.text}", order.requirement]


def _points_of_fixed(order, user, today) -> list[str]:
    return [*_points(order, user, today), order.measures]


ORDER = Noun(
    model=ImmediateOrder,
    name="order",
    path="orders",
    home="inspections:order-list",
    fetch=queries.with_all,
    named=(*number_fields("notice"), "round__subdistrict__short_name"),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="issue",
            label=_("Order to fix at once"),
            action=orders.issue,
            form=IssueOrderForm,
            on=Finding,
            effect=_("The order gets its number; the subdistrict reads it at once, and nothing else of the finding."),
            done=_("The order is issued."),
            preview=numbered_papers,
            icon="lightning",
            offered=_may_be_ordered,
        ),
        Verb(
            name="report_fixed",
            label=_("Report it fixed"),
            action=orders.report_fixed,
            form=FixedForm,
            effect=_("Somebody else verifies it."),
            done=_("It is reported as fixed."),
            icon="tools",
            is_step=True,
            offered=_stands,
            points=_points,
            work=Work(order=310, find=queries.to_fix),
        ),
        Verb(
            name="verify",
            label=_("Verify that it is fixed"),
            action=orders.verify,
            form=VerifyOrderForm,
            done=_("The order is verified."),
            icon="check2-circle",
            is_step=True,
            offered=_may_be_verified,
            points=_points_of_fixed,
            work=Work(order=312, find=queries.to_verify),
        ),
        Verb(
            name="send_back",
            label=_("Send the order back"),
            action=orders.send_back,
            form=SendBackForm,
            effect=_("A new day runs for the subdistrict."),
            done=_("The order is sent back."),
            icon="reply",
            tone="danger",
            offered=_may_be_verified,
            points=_points_of_fixed,
        ),
    ),
)
