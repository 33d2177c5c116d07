from django.contrib import messages as show
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from accounts.actions import messages
from accounts.filters import MessageFilter
from accounts.models import Message
from accounts.permissions import Permission
from core.views.base import AccessMixin, ScopedListView


def leads_somewhere(path, user) -> bool:
    """Whether the thing that a page of ours is about is still there for this person; other pages always are."""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return False
    model, pk = getattr(getattr(found.func, "view_class", None), "model", None), found.kwargs.get("pk")
    if model is None or pk is None or not hasattr(model.objects, "visible_to"):
        return True
    return model.objects.visible_to(user).filter(pk=pk).exists()


class MessageListView(ScopedListView):
    rule = Permission.OWN_DESK
    model = Message
    filterset_class = MessageFilter
    template_name = "accounts/message/list.html"

    def get_base_queryset(self):
        return self.request.user.inbox.all()


class MessageOpenView(AccessMixin, View):
    """Follow a message: it counts as read from here on."""

    rule = Permission.OWN_DESK

    def post(self, request, pk):
        message = get_object_or_404(request.user.inbox, pk=pk)
        messages.mark_read(message=message, at=self.now)
        if not message.path or not url_has_allowed_host_and_scheme(message.path, allowed_hosts=None):
            return redirect("accounts:message-list")
        if not leads_somewhere(message.path, request.user):
            show.info(
                request,
                _("“%(subject)s”: what it led to is finished, or no longer open to you. Its text stays here.")
                % {"subject": message.subject},
            )
            return redirect("accounts:message-list")
        return HttpResponseRedirect(message.path)


class MessageReadAllView(AccessMixin, View):
    rule = Permission.OWN_DESK

    def post(self, request):
        for message in request.user.inbox.filter(read_at=None):
            messages.mark_read(message=message, at=self.now)
        return redirect("accounts:message-list")
