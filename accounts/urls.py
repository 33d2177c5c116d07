from django.urls import path

from accounts.views import delegations, units, users
from accounts.views.messages import MessageListView, MessageOpenView, MessageReadAllView
from accounts.views.sign_in import PasswordChangeView, SignInView, SignOutView
from core.views.health import HealthView

app_name = "accounts"
urlpatterns = [
    path("healthz/", HealthView.as_view(), name="health"),
    path("sign-in/", SignInView.as_view(), name="sign-in"),
    path("sign-out/", SignOutView.as_view(), name="sign-out"),
    path("password/", PasswordChangeView.as_view(), name="password-change"),
    path("messages/", MessageListView.as_view(), name="message-list"),
    path("messages/read-all/", MessageReadAllView.as_view(), name="message-read-all"),
    path("messages/<int:pk>/open/", MessageOpenView.as_view(), name="message-open"),
    path("delegations/", delegations.DelegationListView.as_view(), name="delegation-list"),
    path("delegations/give/<int:pk>/", delegations.DelegationGiveView.as_view(), name="delegation-give"),
    path("delegations/<uuid:pk>/revoke/", delegations.DelegationRevokeView.as_view(), name="delegation-revoke"),
    path("accounts/units/", units.UnitListView.as_view(), name="unit-list"),
    path("accounts/units/create/", units.UnitCreateView.as_view(), name="unit-create"),
    path("accounts/units/<uuid:pk>/", units.UnitDetailView.as_view(), name="unit-detail"),
    path("accounts/units/<uuid:pk>/edit/", units.UnitEditView.as_view(), name="unit-edit"),
    path("accounts/units/<uuid:pk>/terms/begin/", units.TermBeginView.as_view(), name="term-begin"),
    path("accounts/terms/<uuid:pk>/end/", units.TermEndView.as_view(), name="term-end"),
    path("accounts/users/", users.UserListView.as_view(), name="user-list"),
    path("accounts/users/create/", users.UserCreateView.as_view(), name="user-create"),
    path("accounts/users/<int:pk>/edit/", users.UserEditView.as_view(), name="user-edit"),
    path("accounts/users/<int:pk>/deactivate/", users.UserDeactivateView.as_view(), name="user-deactivate"),
    path("accounts/users/<int:pk>/reactivate/", users.UserReactivateView.as_view(), name="user-reactivate"),
    path("accounts/users/<int:pk>/reset-password/", users.UserResetPasswordView.as_view(), name="user-reset-password"),
]
