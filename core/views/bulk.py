"""The page on which a verb is done for many things of a list: GET shows the chosen and its form, POST calls the action
for each. Everything it says comes from `bulk` of the verb row."""

import inspect

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.generic import FormView

from core.actions.bulk import do_many
from core.forms import HouseForm
from core.numbers import whole_number
from core.shapes import Crumb
from core.verbs import Bulk, Noun, Verb, noun_name, noun_of
from core.views.base import AccessMixin
from core.views.troubles import TypedStays


class BulkView(TypedStays, AccessMixin, FormView):
    """Those chosen come as keys `n`, or as `all=1` with the filters of the list. What was refused stays on the page,
    each with its reason, and what the machine could not do just now; both can be sent again."""

    noun: Noun
    verb: Verb
    bulk: Bulk

    @cached_property
    def container(self):
        model = self.bulk.container
        found, noun = model.objects.visible_to(self.request.user), noun_of(model)
        container = get_object_or_404(noun.fetch(found) if noun else found, pk=self.kwargs["pk"])
        if not self.may(self.rule, container):
            raise PermissionDenied
        return container

    def dispatch(self, request, *args, **kwargs):
        self.container  # noqa: B018  404 and 403 come before anything is read from the form
        return super().dispatch(request, *args, **kwargs)

    # --- The things ---

    def key(self, thing) -> int:
        return getattr(thing, self.bulk.key)

    @cached_property
    def possible(self) -> list:
        """Things on which the verb may be used, as they are now."""
        return list(self.bulk.things(self.container, self.request.user, self.today))

    @cached_property
    def chosen_keys(self) -> set[int]:
        data = self.request.GET if self.request.method == "GET" else self.request.POST
        if data.get("all") and self.request.method == "GET" and self.bulk.listed is not None:
            listed = self.bulk.listed(self.container, data, self.request.user, self.today)
            return set(listed.values_list(self.bulk.key, flat=True))
        return {whole_number(key) for key in data.getlist("n")} - {None}

    @property
    def chosen(self) -> list:
        return [thing for thing in self.possible if self.key(thing) in self.chosen_keys]

    # --- The form ---

    def get_form_class(self):
        return self.bulk.form

    def get_initial(self):
        return {"on": self.today, "n": [self.key(thing) for thing in self.chosen]}

    def get_form_kwargs(self):
        tell = getattr(self.bulk.form, "arguments", None)
        told = tell(self.container, self.chosen, user=self.request.user, today=self.today) if tell else {}
        return super().get_form_kwargs() | {"keys": [self.key(thing) for thing in self.possible]} | told

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if isinstance(form, HouseForm):
            form.ask_of(self.request.user)
        return form

    def form_valid(self, form):
        action = self.bulk.action or self.verb.action
        facts = dict(form.cleaned_data)
        keys = set(facts.pop("n"))
        if "on" in inspect.signature(action).parameters:
            facts = {"on": self.today} | facts
        things = [thing for thing in self.possible if self.key(thing) in keys]
        result = do_many(
            action=action,
            things=things,
            argument=noun_name(self.noun.page_model(self.verb)),
            key=self.bulk.key,
            by=self.request.user,
            at=self.now,
            **facts,
        )
        if result.done:
            said = ngettext("Done for %(count)s thing.", "Done for %(count)s things.", len(result.done))
            messages.success(self.request, said % {"count": len(result.done)})
        if not result.left:
            return HttpResponseRedirect(self.back_url)
        self.choose(form, result.left)
        status = result.trouble.status if result.trouble else 409
        return self.render_to_response(self.get_context_data(form=form, result=result), status=status)

    def choose(self, form, keys):
        """Only these are on the page from here on, and in what it sends next."""
        self.chosen_keys = set(keys)
        form.data = form.data.copy()
        form.data.setlist(form.add_prefix("n"), keys)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    # --- What the page says ---

    def get_template_names(self):
        return [self.bulk.template]

    @property
    def title(self):
        return self.bulk.label

    @property
    def back_url(self) -> str:
        """Where the list stands."""
        return self.bulk.back(self.container) if self.bulk.back else self.container.get_absolute_url()

    def crumbs(self) -> list[Crumb]:
        noun = noun_of(self.bulk.container)
        return noun.crumbs(self.container) if noun and noun.crumbs else []

    def get_context_data(self, **kwargs):
        chosen, user, today = self.chosen, self.request.user, self.today
        left_out = self.bulk.left_out(self.container, self.chosen_keys, user, today) if self.bulk.left_out else []
        told = {key for each in left_out for key in each.keys}
        own = self.bulk.shows(self.container, chosen, user, today) if self.bulk.shows else {}
        return super().get_context_data(
            container=self.container,
            crumbs=self.crumbs(),
            things=chosen,
            left_out=left_out,
            impossible=len(self.chosen_keys - {self.key(thing) for thing in self.possible} - told),
            submit_label=self.title,
            **own,
            **kwargs,
        )


def bulk_view_of(noun: Noun, verb: Verb):
    """The routed view: a class of its own, so that its right is plain to the middleware."""
    name = f"{noun.slug}-{verb.slug}-many".title().replace("-", "") + "View"
    facts = {"noun": noun, "verb": verb, "bulk": verb.bulk, "rule": noun.permission_of(verb)}
    return type(name, (BulkView,), facts | {"__doc__": f"{verb.name} for many", "__module__": __name__}).as_view()
