from django.urls import path

from desk.views.compliance import ComplianceView
from desk.views.components import ComponentsView
from desk.views.menu import MenuView
from desk.views.my_work import MyWorkView
from desk.views.round import RoundDetailView
from desk.views.search import SearchView

app_name = "desk"
urlpatterns = [
    path("", MyWorkView.as_view(), name="my-work"),
    path("menu/", MenuView.as_view(), name="menu-counted"),
    path("rounds/<uuid:pk>/", RoundDetailView.as_view(), name="round-detail"),
    path("search/", SearchView.as_view(), name="search-all"),
    path("compliance/", ComplianceView.as_view(), name="compliance-now"),
    path("compliance/<year:year>/", ComplianceView.as_view(), name="compliance-year"),
    path("components/", ComponentsView.as_view(), name="components"),
]
