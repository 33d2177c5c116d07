from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope, Unit, User
from core.models import Aggregate
from core.queries import ScopedQuerySet
from deadlines.models import Deadline


class ChaseCall(Aggregate):
    """电话催办: a call about overdue duties of one body, logged and never numbered (R24).

    For whoever reads the board, and for nobody else: the body that was called does not read what was noted of it.
    """

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    addressee_name = models.CharField(_("called body"), max_length=100)
    deadlines = models.ManyToManyField(Deadline, related_name="chase_calls")
    spoken_to = models.CharField(_("spoken to"), max_length=120)
    outcome = models.CharField(_("outcome"), max_length=300)
    called_on = models.DateField(_("called on"))
    called_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(_("logged at"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-called_on", "-logged_at"]
        verbose_name = _("chase call")
        verbose_name_plural = _("chase calls")

    def __str__(self):
        return _("Call to %(unit)s") % {"unit": self.addressee_name}

    def get_absolute_url(self):
        """A call has no page of its own: it stands on the board and with the duties."""
        return reverse("rectification:chase-board")

    @property
    def scope_ids(self):
        return (self.scope_id,)
