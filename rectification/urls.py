from django.urls import path

from core.routes import verb_paths
from rectification.verbs import NOUNS
from rectification.views import bulk, cases, corrections, duty_entries, hand_offs, items, ledger, review

app_name = "rectification"
urlpatterns = [
    *verb_paths(*NOUNS),
    path("rectification/", cases.CaseListView.as_view(), name="case-list"),
    path("rectification/rounds/<uuid:pk>/issue/", cases.FeedbackIssueView.as_view(), name="feedback-issue"),
    path("rectification/<uuid:pk>/", cases.CaseDetailView.as_view(), name="case-detail"),
    path("rectification/<uuid:pk>/meeting/", cases.CaseMeetingView.as_view(), name="case-meeting"),
    path("rectification/<uuid:pk>/receive/", cases.CaseReceiveView.as_view(), name="case-receive"),
    path("rectification/<uuid:pk>/correct/", corrections.CaseCorrectView.as_view(), name="case-correct"),
    path(
        "rectification/<uuid:pk>/corrections/", corrections.CaseCorrectionListView.as_view(), name="case-corrections"
    ),
    path(
        "rectification/corrections/<uuid:pk>/confirm/",
        corrections.CorrectionConfirmView.as_view(),
        name="correction-confirm",
    ),
    path(
        "rectification/corrections/<uuid:pk>/refuse/",
        corrections.CorrectionRefuseView.as_view(),
        name="correction-refuse",
    ),
    path("rectification/<uuid:pk>/submit/", cases.CaseSubmitView.as_view(), name="case-submit"),
    path("rectification/<uuid:pk>/review/", review.CaseReviewView.as_view(), name="case-review"),
    path("rectification/<uuid:pk>/return/", cases.CaseReturnView.as_view(), name="case-return"),
    path("rectification/<uuid:pk>/accept/", cases.CaseAcceptView.as_view(), name="case-accept"),
    path("rectification/<uuid:pk>/bulk/report/", bulk.CaseBulkReportView.as_view(), name="case-bulk-report"),
    path(
        "rectification/<uuid:pk>/bulk/give-opinion/",
        bulk.CaseBulkOpinionView.as_view(),
        name="case-bulk-give-opinion",
    ),
    path("rectification/<uuid:pk>/bulk/verify/", bulk.CaseBulkVerifyView.as_view(), name="case-bulk-verify"),
    path("rectification/<uuid:pk>/bulk/close/", bulk.CaseBulkCloseView.as_view(), name="case-bulk-close"),
    path("rectification/<uuid:pk>/ledger.<str:form>", ledger.CaseLedgerView.as_view(), name="case-ledger"),
    path("rectification/items/<uuid:pk>/", items.ItemDetailView.as_view(), name="item-detail"),
    path("hand-offs/", hand_offs.HandOffListView.as_view(), name="hand-off-list"),
    path("hand-offs/<uuid:pk>/", hand_offs.HandOffDetailView.as_view(), name="hand-off-detail"),
    path("duties/", duty_entries.DutyListView.as_view(), name="duty-list"),
]
