from django.contrib import messages as show
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views import View

from accounts.actions import messages
from accounts.filters import MessageFilter
from accounts.models import Message
from accounts.permissions import Permission
from core.links import page_of, pages_of
from core.views.base import AccessMixin, ScopedListView


class MessageListView(ScopedListView):
    rule = Permission.OWN_DESK
    model = Message
    filterset_class = MessageFilter
    template_name = "accounts/message/list.html"

    def get_base_queryset(self):
        return self.request.user.inbox.all()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = pages_of({message.target for message in context["object_list"]}, self.request.user)
        return context | {"rows": [(message, pages[message.target]) for message in context["object_list"]]}


class MessageOpenView(AccessMixin, View):
    """Follow a message: it counts as read from here on."""

    rule = Permission.OWN_DESK

    def post(self, request, pk):
        message = get_object_or_404(request.user.inbox, pk=pk)
        messages.mark_read(message=message, at=self.now)
        page = page_of(message.target, request.user)
        if message.target and not page:
            show.info(
                request,
                _("“%(subject)s”: what it led to is finished, or no longer open to you. Its text stays here.")
                % {"subject": message.subject},
            )
        return HttpResponseRedirect(page) if page else redirect("accounts:message-list")


class MessageReadAllView(AccessMixin, View):
    rule = Permission.OWN_DESK

    def post(self, request):
        for message in request.user.inbox.filter(read_at=None):
            messages.mark_read(message=message, at=self.now)
        return redirect("accounts:message-list")
