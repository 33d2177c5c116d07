from django.urls import path

from accounts.permissions import Permission
from accounts.views.base import ThingDetailView
from planning.models import AnnualPlan, InspectionTeam, Person, PlanExtract, RulePack


def _page(model, rule):
    return ThingDetailView.as_view(model=model, rule=rule)


app_name = "planning"
urlpatterns = [
    path("plans/<uuid:pk>/", _page(AnnualPlan, Permission.PLAN_VIEW), name="plan-detail"),
    path("teams/<uuid:pk>/", _page(InspectionTeam, Permission.TEAM_VIEW), name="team-detail"),
    path("extracts/<uuid:pk>/", _page(PlanExtract, Permission.EXTRACT_VIEW), name="extract-detail"),
    path("people/<uuid:pk>/", _page(Person, Permission.TEAM_PROPOSE), name="person-detail"),
    path("rules/<uuid:pk>/", _page(RulePack, Permission.OWN_DESK), name="pack-detail"),
]
