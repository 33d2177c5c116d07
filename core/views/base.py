"""What every page stands on: fetch through scope, ask for the right, show."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.views.generic import DetailView, ListView, TemplateView

from core.about import keep_what_is_read
from core.access import access_of, may
from core.buttons import births_of, buttons_of
from core.choices import suggestions_of
from core.paging import page_of
from core.presenters import badge_of, timeline
from core.queries.asked_alike import made_alike
from core.queries.compiled import Compiled, hole
from core.recent import remember
from core.sections import MAIN, SIDE, history_of, sections_of
from core.verbs import noun_of


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

    def find(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_object(self, queryset=None):
        thing = self.find() if queryset is None else get_object_or_404(queryset, pk=self.kwargs["pk"])
        if not self.may(self.rule, thing):
            raise PermissionDenied
        return thing


class ThingDetailView(ThingMixin, DetailView):
    """The page of a thing. Its buttons, the parts that other apps add and its timeline come by themselves; a view
    gives what is its own, and what it gives counts."""

    template_name = "_layouts/thing.html"

    def get_queryset(self):
        return _with_all(self.model, self.request.user)

    def find(self):
        """By the statement kept for it, unless the view reads other than all do."""
        pk = self.kwargs["pk"]
        if type(self).get_queryset is not ThingDetailView.get_queryset or not isinstance(pk, UUID):
            return super().find()
        found = made_alike(_kept_with_all, self.request.user, self.model).rows([[pk]])
        if not found:
            raise Http404
        return found[0]

    def get_object(self, queryset=None):
        thing = super().get_object(queryset)
        keep_what_is_read(thing, self.request.user, self.today)
        return thing

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        remember(request, response, self.object)
        return response

    def get_context_data(self, **kwargs):
        thing, user, today = self.object, self.request.user, self.today
        noun = noun_of(type(thing))
        shared = {
            "crumbs": lambda: noun.crumbs(thing)[:-1] if noun and noun.crumbs else [],
            "badge": lambda: badge_of(thing) if hasattr(thing, "status") else None,
            "actions": lambda: buttons_of(thing, user=user, today=today),
            "sections": lambda: sections_of(MAIN, thing, user=user, today=today),
            "side_sections": lambda: sections_of(SIDE, thing, user=user, today=today),
            "events": lambda: timeline(history_of(thing, user), user),
        }
        found = {name: tell() for name, tell in shared.items() if name not in kwargs}
        return super().get_context_data(**found | kwargs)


def _seen(user, model):
    return model.objects.visible_to(user)


def _with_all(model, user):
    """The things this person sees, with what their pages read along."""
    noun, seen = noun_of(model), model.objects.visible_to(user)
    return noun.fetch(seen) if noun else seen


def _kept_with_all(user, model) -> Compiled:
    return Compiled(_with_all(model, user).filter(pk=hole(0)))


class ScopedListView(AccessMixin, ListView):
    """A list with search, filters in the URL (django-filter) and paging. What may be brought to life on it stands as
    buttons beside the heading; a view that gives `actions` says so itself."""

    model = None
    filterset_class = None
    paginate_by = 25

    def get_base_queryset(self):
        # A copy each time: what was made once for all who ask alike must never hold rows.
        return made_alike(_seen, self.request.user, self.model).all()

    def get(self, request, *args, **kwargs):
        """`?suggest=NAME` gives the names that may be meant in the filter of that name (core.choices)."""
        name = request.GET.get("suggest", "")
        if name and self.filterset_class is not None:
            self.get_queryset()
            names = suggestions_of(self.filterset, name, request.GET.get(name, ""))
            return HttpResponse(format_html_join("", '<option value="{}"></option>', ((one,) for one in names)))
        return super().get(request, *args, **kwargs)

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

    def known_count(self) -> int | None:
        """How many rows the list has, where its page counts them besides."""
        return None

    def paginate_queryset(self, queryset, page_size):
        page = page_of(queryset, self.request.GET, page_size, known=self.known_count())
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        if "actions" not in kwargs and self.model is not None:
            kwargs["actions"] = births_of(self.model, user=self.request.user, today=self.today)
        return super().get_context_data(filter=getattr(self, "filterset", None), **kwargs)


class PageView(AccessMixin, TemplateView):
    pass
