from django.urls import path

from desk.views.components import ComponentsView
from desk.views.my_work import MyWorkView

app_name = "desk"
urlpatterns = [
    path("", MyWorkView.as_view(), name="my-work"),
    path("components/", ComponentsView.as_view(), name="components"),
]
