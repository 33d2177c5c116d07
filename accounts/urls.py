from django.urls import path

from accounts.views.health import HealthView
from accounts.views.messages import MessageListView, MessageOpenView, MessageReadAllView
from accounts.views.sign_in import PasswordChangeView, SignInView, SignOutView

app_name = "accounts"
urlpatterns = [
    path("healthz/", HealthView.as_view(), name="health"),
    path("sign-in/", SignInView.as_view(), name="sign-in"),
    path("sign-out/", SignOutView.as_view(), name="sign-out"),
    path("password/", PasswordChangeView.as_view(), name="password-change"),
    path("messages/", MessageListView.as_view(), name="message-list"),
    path("messages/read-all/", MessageReadAllView.as_view(), name="message-read-all"),
    path("messages/<int:pk>/open/", MessageOpenView.as_view(), name="message-open"),
]
