"""The page of a verb: GET shows its form, POST calls its action. Everything it says comes from the verb row."""

import inspect
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from core.actions.events import record_refusal
from core.actions.once import DoneBefore, UsedBefore, once
from core.forms import ConfirmForm, HouseForm, show_present
from core.links import page_of
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from core.shapes import Crumb
from core.taken import refused_where_taken
from core.verbs import Noun, Verb, noun_name, noun_of
from core.views.base import AccessMixin
from core.views.troubles import TypedStays

# The hidden field with the key of a form that makes something.
ONCE = "once_key"
# The button that shows the paper of a verb before it is done.
PREVIEW = "preview"


class VerbView(TypedStays, AccessMixin, FormView):
    """The page of one verb row: GET shows its form, POST calls its action. A page that is odd is a subclass, named in
    the row; words, right, form and action stay in the row all the same.

    A form may say what it needs to know of the thing and what it begins with, in two static methods:
    `arguments(thing, *, user, today) -> dict` of its constructor, `beginning(thing, *, user, today) -> dict` of
    initial values. The action is handed the thing, who and when, what the form asks, and today where it wants a day
    (`on`) that the form does not ask.

    A refusal comes back on the same page with everything typed still there: 409 when the state is wrong or stale, 403
    when the person is. After a stale save what is stored meanwhile stands beside what was typed, and the next save
    counts.
    """

    template_name = "_layouts/action.html"
    model = None

    noun: Noun
    verb: Verb

    # --- What the layout says (templates/_layouts/action.html) ---

    @property
    def title(self):
        return self.verb.label

    @property
    def submit_label(self):
        return self.verb.label

    @property
    def explanation(self):
        return self.verb.effect

    @property
    def clause(self) -> str:
        return self.verb.clause

    @property
    def tone(self) -> str:
        return self.verb.tone

    @property
    def success_message(self):
        return self.verb.done

    # --- The thing ---

    @cached_property
    def thing(self):
        model = self.noun.page_model(self.verb)
        if model is None:
            return None
        found = model.objects.visible_to(self.request.user)
        noun = noun_of(model)
        thing = get_object_or_404(noun.fetch(found) if noun else found, pk=self.kwargs["pk"])
        if not self.may(self.rule, thing):
            raise PermissionDenied
        return thing

    def dispatch(self, request, *args, **kwargs):
        self.thing  # noqa: B018  404 and 403 come before anything is read from the form
        return super().dispatch(request, *args, **kwargs)

    @property
    def argument(self) -> str:
        """The name under which the action takes the thing; "" where the verb is born of nothing."""
        model = self.noun.page_model(self.verb)
        return noun_name(model) if model is not None else ""

    # --- The form ---

    def get_form_class(self):
        return self.verb.form or ConfirmForm

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if isinstance(form, HouseForm):
            form.ask_of(self.request.user)
        return self.keyed(form)

    def keyed(self, form):
        """What makes something new carries a key, so that sent twice it makes one."""
        if self.noun.makes(self.verb):
            form.fields[ONCE] = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)
        return form

    def get_form_kwargs(self):
        return super().get_form_kwargs() | self._told_by("arguments")

    def get_initial(self):
        """The day it happened is today unless told otherwise; the version is the one its reader has seen."""
        version = getattr(self.thing, "version", None)
        known = {"on": self.today} | ({"version": version} if version is not None else {})
        return known | self._told_by("beginning")

    def _told_by(self, name: str) -> dict:
        tell = getattr(self.get_form_class(), name, None)
        return tell(self.thing, user=self.request.user, today=self.today) if tell else {}

    # --- The action ---

    def act(self, form):
        key = form.cleaned_data.pop(ONCE, None)
        if key is None:
            return self.call(form)
        by, verb = self.request.user, f"{self.noun.name}.{self.verb.name}"
        try:
            return once(key=key, verb=verb, sent=self.sent(), by=by, at=self.now, act=lambda: self.call(form))
        except UsedBefore:
            form.data = form.data.copy()
            form.data[form.add_prefix(ONCE)] = uuid4()
            raise

    def sent(self) -> str:
        """What was sent and whereto; keyed, since it may be a password or a lead."""
        typed = {name: values for name, values in self.request.POST.lists() if name != "csrfmiddlewaretoken"}
        files = {name: [(file.name, file.size) for file in given] for name, given in self.request.FILES.lists()}
        said = repr((self.request.path, sorted(typed.items()), sorted(files.items())))
        return salted_hmac("core.once", said, algorithm="sha256").hexdigest()

    def call(self, form):
        taken = inspect.signature(self.verb.action).parameters
        thing = {self.argument: self.thing} if self.argument else {}
        facts = {"on": self.today} | self.facts(form) if "on" in taken else self.facts(form)
        if "version" not in taken:
            facts.pop("version", None)
        return self.verb.action(**thing, by=self.request.user, at=self.now, **facts)

    def facts(self, form: forms.BaseForm) -> dict:
        """What the form asks, as the action takes it."""
        return dict(form.cleaned_data)

    @property
    def has_preview(self) -> bool:
        return self.verb.preview is not None

    def paper_before(self, form) -> HttpResponse:
        """The paper as the verb would make it of what is typed: the action is done, asked for its paper, and taken
        back before anybody could learn of it. The paper is drawn after that, when nobody waits for the lock."""
        form.cleaned_data.pop(ONCE, None)
        with transaction.atomic():
            draw = self.verb.preview(self.call(form), self.now)
            transaction.set_rollback(True)
        return HttpResponse(draw(), content_type="application/pdf")

    def form_valid(self, form):
        try:
            if self.has_preview and PREVIEW in self.request.POST:
                return self.paper_before(form)
            with refused_where_taken():
                self.result = self.act(form)
        except DoneBefore as done:
            messages.info(self.request, _("This was stored already; here it is."))
            return HttpResponseRedirect(page_of(done.target, self.request.user) or self.cancel_url or "/")
        except StaleCopy as refusal:
            self.__dict__.pop("thing", None)  # as it is now
            show_present(form, self.thing, self.get_initial())
            return self.refuse(form, refusal, status=409)
        except IllegalMove as refusal:
            return self.refuse(form, refusal, status=409)
        except NotAllowed as refusal:
            if not self.may(self.rule, self.thing):
                raise PermissionDenied from refusal
            record_refusal(request=self.request, at=self.now)
            return self.refuse(form, refusal, status=403)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refuse(self, form, refusal, *, status):
        """The page again with everything typed. A refusal that concerns one field stands there."""
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, refusal.reason)
        form.is_refused = field not in form.fields
        return self.render_to_response(self.get_context_data(form=form), status=status)

    # --- The way on and back ---

    def get_success_url(self):
        if self.verb.leads_to is not None:
            return self.verb.leads_to(self.result)
        return (self.result if hasattr(self.result, "get_absolute_url") else self.thing).get_absolute_url()

    @property
    def cancel_url(self) -> str:
        if hasattr(self.thing, "get_absolute_url"):
            return self.thing.get_absolute_url()
        return reverse(self.noun.home) if self.noun.home else ""

    def get_context_data(self, **kwargs):
        context = {"thing": self.thing, "crumbs": self.crumbs()}
        if self.verb.points:
            context["points"] = self.verb.points(self.thing, self.request.user, self.today)
        return super().get_context_data(**context | kwargs)

    def crumbs(self) -> list[Crumb]:
        """The way to the thing of this page; of a part, to what it is a part of."""
        if self.verb.holder is not None and self.noun.crumbs:
            return self.noun.crumbs(self.verb.holder(self.thing))
        model = self.noun.page_model(self.verb)
        noun = noun_of(model) if model is not None else self.noun
        return noun.crumbs(self.thing) if noun and noun.crumbs else []


def view_of(noun: Noun, verb: Verb):
    """The routed view of a verb row: a class of its own, so that its right is plain to the middleware."""
    base = verb.view or VerbView
    name = f"{noun.slug}-{verb.slug}".title().replace("-", "") + "View"
    facts = {"noun": noun, "verb": verb, "rule": noun.permission_of(verb), "model": noun.page_model(verb)}
    return type(name, (base,), facts | {"__doc__": str(verb.name), "__module__": base.__module__}).as_view()
