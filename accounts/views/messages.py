from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from accounts.actions import messages
from accounts.models import Message
from accounts.permissions import Permission
from accounts.views.base import AccessMixin, ScopedListView


class MessageListView(ScopedListView):
    rule = Permission.OWN_DESK
    model = Message
    template_name = "accounts/message/list.html"

    def get_base_queryset(self):
        found = self.request.user.inbox.all()
        if self.request.GET.get("unread"):
            found = found.filter(read_at=None)
        # PostgreSQL refuses a text with NUL in it.
        if words := self.request.GET.get("q", "").replace("\0", "").strip():
            found = found.filter(subject__icontains=words)
        return found


class MessageOpenView(AccessMixin, View):
    """Follow a message: it counts as read from here on."""

    rule = Permission.OWN_DESK

    def post(self, request, pk):
        message = get_object_or_404(request.user.inbox, pk=pk)
        messages.mark_read(message=message, at=self.now)
        if message.path and url_has_allowed_host_and_scheme(message.path, allowed_hosts=None):
            return HttpResponseRedirect(message.path)
        return redirect("accounts:message-list")


class MessageReadAllView(AccessMixin, View):
    rule = Permission.OWN_DESK

    def post(self, request):
        for message in request.user.inbox.filter(read_at=None):
            messages.mark_read(message=message, at=self.now)
        return redirect("accounts:message-list")
