from django.utils.functional import cached_property

from core.filters import searched_words
from core.views.verbs import VerbView
from planning.filters import search_people
from planning.models.membership import MemberRole
from planning.presenters import teams as shown
from planning.queries.teams import free_people, members_of

SHOWN = 30


class PickView(VerbView):
    """Choose one person of the register, found by words in the address; what is chosen survives a refusal."""

    template_name = "planning/team/pick.html"

    @cached_property
    def team(self):
        return self.verb.holder(self.thing) if self.verb.holder else self.thing

    @property
    def role(self):
        """In which the person would serve: in that of whose place he takes, else as a member first."""
        return self.thing.role if self.verb.holder else MemberRole.MEMBER

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        words = searched_words(self.request.GET.get("q", ""))
        found = search_people(free_people(self.team, self.request.user), words)
        chosen = context["form"].data.get("person", "")
        return context | {
            "team": self.team,
            "words": words,
            "rows": [shown.candidate_row(self.team, person, self.role, chosen) for person in found[:SHOWN]],
            "hidden_count": max(found.count() - SHOWN, 0),
            "counter": shown.counter(self.team.ruleset, members_of(self.team)),
        }
