from django.utils.translation import gettext_lazy as _

from core.about import is_there
from core.verbs import Noun, Verb, Work
from inspections.models import Finding
from records.forms import DecisionForm
from records.previews import numbered_papers
from records.queries.numbers import number_fields
from rectification.actions import listing_checks, listing_decisions, listings
from rectification.forms.listings import (
    AcceptanceCheckForm,
    CheckForm,
    ListForm,
    NotListForm,
    PlanForm,
    PrepareForm,
    ProposeForm,
    PublishForm,
    RejectForm,
    RequestForm,
    SignForm,
)
from rectification.models import HazardListing
from rectification.policies.listings import why_not_proposed
from rectification.presenters import listings as presenter
from rectification.queries import listings as queries


def _may_be_proposed(finding, user, today) -> bool:
    return not why_not_proposed(finding, by=user, today=today) and not is_there(queries.KNOWN, finding)


def _stands(listing, user, today) -> bool:
    return not listing.is_withdrawn


def _is_without_sign(listing, user, today) -> bool:
    return _stands(listing, user, today) and listing.sign_on is None


def _is_unpublished(listing, user, today) -> bool:
    return _stands(listing, user, today) and listing.published_on is None


def _is_removal_unpublished(listing, user, today) -> bool:
    return _stands(listing, user, today) and listing.removal_published_on is None


def _is_unchecked(listing, user, today) -> bool:
    return _stands(listing, user, today) and listing.acceptance is None


LISTING = Noun(
    model=HazardListing,
    name="listing",
    path="listings",
    home="rectification:listing-register",
    fetch=queries.with_all,
    named=(*number_fields("notice"), "round__subdistrict__short_name"),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="propose",
            label=_("Propose for listing"),
            action=listings.propose,
            form=ProposeForm,
            on=Finding,
            effect=_("The committee decides on it; what is not known yet is settled before."),
            done=_("The hazard is proposed for listing."),
            clause="三(三)4",
            icon="pin-angle",
            offered=_may_be_proposed,
            points=presenter.points_of_finding,
            work=Work(order=505, find=queries.to_propose, label=presenter.finding_label),
        ),
        Verb(
            name="list",
            label=_("List for supervision"),
            action=listing_decisions.list_hazard,
            form=ListForm,
            effect=_("The notice gets its number; subdistrict and department read it, and the days run."),
            done=_("The hazard is listed for supervision."),
            preview=numbered_papers,
            clause="三(三)4",
            icon="pin-angle",
            is_step=True,
            offered=_stands,
            blocked=presenter.why_not_listed,
            points=presenter.points_of_hazard,
            work=Work(order=507, words=_("Decide on the listing"), find=queries.to_decide),
        ),
        Verb(
            name="not_list",
            label=_("Leave off the list"),
            action=listing_decisions.not_list,
            form=NotListForm,
            effect=_("Only where its removal was verified before."),
            done=_("The hazard is not listed."),
            clause="三(三)4",
            icon="slash-circle",
            offered=_stands,
            blocked=presenter.why_not_left_out,
            points=presenter.points_of_hazard,
        ),
        Verb(
            name="prepare",
            label=_("Settle the five fields"),
            action=listings.prepare,
            form=PrepareForm,
            effect=_(
                "Responsibility, measures, funds, date and emergency plan; needed before the committee lists it."
            ),
            done=_("The proposal is stored."),
            clause="三(三)4",
            icon="pencil-square",
            offered=_stands,
            work=Work(order=506, find=queries.to_prepare),
        ),
        Verb(
            name="put_up_sign",
            label=_("Show the sign at the place"),
            action=listings.put_up_sign,
            form=SignForm,
            done=_("The sign is shown."),
            clause="三(三)4",
            icon="signpost-split",
            is_step=True,
            offered=_is_without_sign,
            work=Work(order=610, find=queries.without_sign),
        ),
        Verb(
            name="request_acceptance",
            label=_("Ask for acceptance"),
            action=listings.request_acceptance,
            form=RequestForm,
            effect=_("Somebody who does not rectify checks it; then the committee decides."),
            done=_("Acceptance is requested."),
            clause="三(三)4",
            icon="clipboard-check",
            is_step=True,
            offered=_stands,
            blocked=presenter.why_no_request,
            work=Work(order=615, find=queries.to_rectify),
        ),
        Verb(
            name="add_plan",
            label=_("Add the emergency plan"),
            action=listings.add_plan,
            form=PlanForm,
            makes=True,
            done=_("The emergency plan is stored."),
            icon="paperclip",
            offered=_stands,
        ),
        Verb(
            name="check_acceptance",
            label=_("Check for acceptance"),
            action=listing_checks.check_acceptance,
            form=AcceptanceCheckForm,
            makes=True,
            effect=_("Never by whoever rectifies; the committee decides on what the check shows."),
            done=_("The check is stored; the committee decides."),
            clause="三(三)4",
            icon="search",
            is_step=True,
            offered=_is_unchecked,
            work=Work(order=620, find=queries.to_accept),
        ),
        Verb(
            name="check",
            label=_("Record a check"),
            action=listing_checks.check,
            form=CheckForm,
            makes=True,
            done=_("The check is stored."),
            clause="三(三)4",
            icon="eye",
            offered=_stands,
            work=Work(order=612, find=queries.to_check),
        ),
        Verb(
            name="remove",
            label=_("Remove from the list"),
            action=listing_decisions.remove,
            form=DecisionForm,
            effect=_("The notice of the removal gets its number."),
            done=_("The hazard is removed from the list."),
            preview=numbered_papers,
            clause="三(三)4",
            icon="check2-circle",
            is_step=True,
            offered=_stands,
            blocked=presenter.why_not_removed,
            points=presenter.points_of_acceptance,
            work=Work(order=710, words=_("Decide on the removal from the list"), find=queries.to_remove),
        ),
        Verb(
            name="reject",
            label=_("Refuse the acceptance"),
            action=listing_decisions.reject,
            form=RejectForm,
            effect=_("It stays on the list, with another day."),
            done=_("The acceptance is refused."),
            clause="三(三)4",
            icon="reply",
            tone="danger",
            offered=_stands,
            blocked=presenter.why_not_rejected,
            points=presenter.points_of_acceptance,
        ),
        Verb(
            name="publish",
            label=_("Record the publication of the listing"),
            action=listings.publish,
            form=PublishForm,
            done=_("The publication is recorded."),
            clause="三(三)4",
            icon="megaphone",
            offered=_is_unpublished,
            work=Work(order=508, find=queries.to_publish),
        ),
        Verb(
            name="publish_removal",
            label=_("Record the publication of the removal"),
            action=listings.publish_removal,
            form=PublishForm,
            done=_("The publication is recorded."),
            clause="三(三)4",
            icon="megaphone",
            is_step=True,
            offered=_is_removal_unpublished,
            work=Work(order=715, find=queries.to_publish_removal),
        ),
    ),
)
