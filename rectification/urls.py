from django.urls import path

from core.routes import verb_paths
from rectification.verbs import NOUNS
from rectification.views import (
    announcements,
    assessments,
    cases,
    chases,
    copy_letters,
    corrections,
    duty_entries,
    extensions,
    follow_ups,
    hand_offs,
    items,
    ledger,
    listings,
    objections,
    public,
    rectification_plans,
    review,
)

app_name = "rectification"
urlpatterns = [
    *verb_paths(*NOUNS),
    path("rectification/", cases.CaseListView.as_view(), name="case-list"),
    path("rectification/<uuid:pk>/", cases.CaseDetailView.as_view(), name="case-detail"),
    path(
        "rectification/<uuid:pk>/corrections/", corrections.CaseCorrectionListView.as_view(), name="case-corrections"
    ),
    path("rectification/<uuid:pk>/review/", review.CaseReviewView.as_view(), name="case-review"),
    path("rectification/<uuid:pk>/ledger.<str:form>", ledger.CaseLedgerView.as_view(), name="case-ledger"),
    path("rectification/items/", items.ItemListView.as_view(), name="item-list"),
    path("rectification/items/<uuid:pk>/", items.ItemDetailView.as_view(), name="item-detail"),
    path("hand-offs/", hand_offs.HandOffListView.as_view(), name="hand-off-list"),
    path("hand-offs/<uuid:pk>/", hand_offs.HandOffDetailView.as_view(), name="hand-off-detail"),
    path("listings/", listings.ListingRegisterView.as_view(), name="listing-register"),
    path("listings/<uuid:pk>/", listings.ListingDetailView.as_view(), name="listing-detail"),
    path("chase-board/", chases.ChaseBoardView.as_view(), name="chase-board"),
    path("chases/", chases.ChaseListView.as_view(), name="chase-list"),
    path("chases/<uuid:pk>/", chases.ChaseDetailView.as_view(), name="chase-detail"),
    path("extensions/", extensions.ExtensionListView.as_view(), name="extension-list"),
    path("extensions/<uuid:pk>/", extensions.ExtensionDetailView.as_view(), name="extension-detail"),
    path(
        "rectification-plans/<uuid:pk>/",
        rectification_plans.RectificationPlanDetailView.as_view(),
        name="rectification-plan-detail",
    ),
    path("follow-ups/", follow_ups.FollowUpListView.as_view(), name="follow-up-list"),
    path("follow-ups/<uuid:pk>/", follow_ups.FollowUpDetailView.as_view(), name="follow-up-detail"),
    path("objections/", objections.ObjectionListView.as_view(), name="objection-list"),
    path("objections/<uuid:pk>/", objections.ObjectionDetailView.as_view(), name="objection-detail"),
    path("assessments/", assessments.AssessmentListView.as_view(), name="assessment-list"),
    path("assessments/<uuid:pk>/", assessments.AssessmentDetailView.as_view(), name="assessment-detail"),
    path("copies/", copy_letters.CopyListView.as_view(), name="copy-list"),
    path("copies/<uuid:pk>/", copy_letters.CopyDetailView.as_view(), name="copy-detail"),
    path("announcements/", announcements.AnnouncementListView.as_view(), name="announcement-list"),
    path("announcements/<uuid:pk>/", announcements.AnnouncementDetailView.as_view(), name="announcement-detail"),
    path("announcements/<uuid:pk>/file.html", public.AnnouncementFileView.as_view(), name="announcement-file"),
    path("announcements/<uuid:pk>/site.zip", public.AnnouncementSiteView.as_view(), name="announcement-site"),
    # Without signing in.
    path("public/", public.PublicListView.as_view(), name="public-list"),
    path("public/<str:token>/", public.PublicDetailView.as_view(), name="public-detail"),
    path("duties/", duty_entries.DutyListView.as_view(), name="duty-list"),
]
