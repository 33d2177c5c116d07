from django.urls import path

from accounts.verbs import NOUNS
from accounts.views import brakes, delegations, units, users
from accounts.views.messages import MessageListView, MessageOpenView, MessageReadAllView
from accounts.views.sign_in import PasswordChangeView, SignInView, SignOutView
from core.routes import verb_paths
from core.views.health import HealthView

app_name = "accounts"
urlpatterns = [
    *verb_paths(*NOUNS),
    path("healthz/", HealthView.as_view(), name="health"),
    path("sign-in/", SignInView.as_view(), name="sign-in"),
    path("sign-out/", SignOutView.as_view(), name="sign-out"),
    path("password/", PasswordChangeView.as_view(), name="password-change"),
    path("messages/", MessageListView.as_view(), name="message-list"),
    path("messages/read-all/", MessageReadAllView.as_view(), name="message-read-all"),
    path("messages/<number:pk>/open/", MessageOpenView.as_view(), name="message-open"),
    path("delegations/", delegations.DelegationListView.as_view(), name="delegation-list"),
    path("accounts/units/", units.UnitListView.as_view(), name="unit-list"),
    path("accounts/units/<uuid:pk>/", units.UnitDetailView.as_view(), name="unit-detail"),
    path("accounts/locks/", brakes.BrakeListView.as_view(), name="brake-list"),
    path("accounts/users/", users.UserListView.as_view(), name="user-list"),
]
