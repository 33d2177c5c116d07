from django.urls import path

from core.routes import verb_paths
from planning.verbs import NOUNS
from planning.views import directory, entries, extracts, people, plans, rulesets, teams

app_name = "planning"
urlpatterns = [
    *verb_paths(*NOUNS),
    path("plans/", plans.PlanListView.as_view(), name="plan-list"),
    path("plans/<uuid:pk>/", plans.PlanDetailView.as_view(), name="plan-detail"),
    path("plans/<uuid:pk>/preview/", plans.PlanPreviewView.as_view(), name="plan-preview"),
    path("plans/<uuid:pk>/entries/days/", entries.EntryDaysView.as_view(), name="entry-days"),
    path("extracts/", extracts.ExtractListView.as_view(), name="extract-list"),
    path("extracts/<uuid:pk>/", extracts.ExtractDetailView.as_view(), name="extract-detail"),
    path("teams/", teams.TeamListView.as_view(), name="team-list"),
    path("teams/<uuid:pk>/", teams.TeamDetailView.as_view(), name="team-detail"),
    path("people/", people.PersonListView.as_view(), name="person-list"),
    path("people/<uuid:pk>/", people.PersonDetailView.as_view(), name="person-detail"),
    path("units/", directory.UnitListView.as_view(), name="unit-list"),
    path("rules/", rulesets.RulesetListView.as_view(), name="ruleset-list"),
    path("rules/<uuid:pk>/", rulesets.RulesetDetailView.as_view(), name="ruleset-detail"),
]
