from django.urls import path

from accounts.permissions import Permission
from accounts.views.base import PageView

app_name = "rectification"


def stub(name):
    return type(name, (PageView,), {"rule": Permission.CASE_VIEW}).as_view()


urlpatterns = [
    path("rectification/", stub("A"), name="case-list"),
    path("rectification/<uuid:pk>/", stub("A"), name="case-detail"),
    path("rectification/rounds/<uuid:pk>/issue/", stub("A"), name="feedback-issue"),
    path("rectification/items/<uuid:pk>/", stub("A"), name="item-detail"),
]
