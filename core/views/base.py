"""The way of every request: fetch through scope, check the right, call one action, say so, go on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, ListView, TemplateView

from core.access import access_of, may
from core.actions.events import record_refusal
from core.forms import show_present
from core.refusals import IllegalMove, NotAllowed, StaleCopy


class AccessMixin:
    """`rule` is asked by middleware before the view runs; `permission` for the thing itself, here."""

    rule: str | None = None

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def now(self):
        return timezone.now()

    @cached_property
    def access(self):
        return access_of(self.request.user)

    def may(self, permission, thing=None) -> bool:
        return may(self.request.user, permission, thing)


class ThingMixin(AccessMixin):
    """Fetch through `visible_to` (else 404), then ask for the right to this very thing (else 403)."""

    model = None
    context_object_name = "thing"

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    def get_object(self, queryset=None):
        thing = get_object_or_404(queryset if queryset is not None else self.get_queryset(), pk=self.kwargs["pk"])
        if not self.may(self.rule, thing):
            raise PermissionDenied
        return thing


class ThingDetailView(ThingMixin, DetailView):
    pass


class ScopedListView(AccessMixin, ListView):
    """A list with search, filters in the URL (django-filter) and paging."""

    model = None
    filterset_class = None
    paginate_by = 25

    def get_base_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    def get_queryset(self):
        queryset = self.get_base_queryset()
        if self.filterset_class is None:
            return queryset
        self.filterset = self.filterset_class(
            self.request.GET, queryset=queryset, request=self.request, **self.get_filter_arguments()
        )
        return self.filterset.qs

    def get_filter_arguments(self) -> dict:
        """What the filter needs to know besides, such as `today`."""
        return {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=getattr(self, "filterset", None), **kwargs)


class PageView(AccessMixin, TemplateView):
    pass


class ActionView(AccessMixin, FormView):
    """One verb of one thing: GET shows the form, POST calls the action.

    Subclasses give `form_class`, `template_name`, `action`, the name under which it takes the thing (`argument`, empty
    where the verb brings a thing to life), `success_message` and, where the way on is not the thing's own page,
    `get_success_url`. What the form asks is what the action takes; `facts` says where it differs.

    A refusal comes back on the same page with everything typed still there: 409 when the state is wrong or stale, 403
    when the person is. After a stale save what is stored meanwhile stands beside what was typed, and the next save
    counts.
    """

    template_name = "_layouts/action.html"
    model = None
    action = None
    argument = ""
    success_message = ""

    @cached_property
    def thing(self):
        if self.model is None:
            return None
        thing = get_object_or_404(self.model.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        if not self.may(self.rule, thing):
            raise PermissionDenied
        return thing

    def dispatch(self, request, *args, **kwargs):
        self.thing  # noqa: B018  404 and 403 come before anything is read from the form
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        """The day it happened is today unless told otherwise; the version is the one its reader has seen."""
        version = getattr(self.thing, "version", None)
        return {"on": self.today} | ({"version": version} if version is not None else {})

    def act(self, form):
        thing = {self.argument: self.thing} if self.argument else {}
        return self.action(**thing, by=self.request.user, at=self.now, **self.facts(form))

    def facts(self, form) -> dict:
        """What the action takes from the form; no version of a thing that is only now coming to life."""
        return {name: value for name, value in form.cleaned_data.items() if self.argument or name != "version"}

    def form_valid(self, form):
        try:
            self.result = self.act(form)
        except StaleCopy as refusal:
            self.__dict__.pop("thing", None)  # as it is now
            show_present(form, self.thing, self.get_initial())
            return self.refuse(form, refusal, status=409)
        except IllegalMove as refusal:
            return self.refuse(form, refusal, status=409)
        except NotAllowed as refusal:
            if not self.may(self.rule, self.thing):
                raise PermissionDenied from refusal
            record_refusal(self.request, at=self.now)
            return self.refuse(form, refusal, status=403)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refuse(self, form, refusal, *, status):
        form.add_error(None, refusal.reason)
        form.is_refused = True
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_success_url(self):
        return (self.result if hasattr(self.result, "get_absolute_url") else self.thing).get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(thing=self.thing, **kwargs)
