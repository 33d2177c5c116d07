from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb
from planning.models import Ruleset
from planning.presenters.crumbs import ruleset_crumbs

RULESET = Noun(
    model=Ruleset,
    name="ruleset",
    path="rules",
    home="planning:ruleset-list",
    crumbs=ruleset_crumbs,
    verbs=(
        # On the command line: manage.py load_ruleset.
        Verb(name="load", label=_("Load the regulation")),
    ),
)
