from django.db import models
from django.urls import reverse

from accounts.models import Scope, Unit
from accounts.permissions import Permission
from core.models import Aggregate
from core.queries import scoped
from core.transitions import StateTable, Transition


class ParcelStatus(models.TextChoices):
    DRAFT = "draft", "待寄"
    SENT = "sent", "已寄"
    RECEIVED = "received", "已收"


class Parcel(Aggregate):
    TRANSITIONS = StateTable(
        noun="parcel",
        statuses=ParcelStatus,
        rows=(
            Transition("pack", (), "draft", Permission.CALENDAR_EDIT),
            Transition("send", ("draft",), "sent", Permission.CALENDAR_EDIT),
            Transition("receive", ("sent",), "received", Permission.EXTRACT_RECEIVE),
        ),
        tones={"sent": "info", "received": "ok"},
    )

    status = models.CharField(max_length=10, choices=ParcelStatus.choices, default="draft")
    # Without migrations its table is made before those of the house: PostgreSQL could not refer to them yet.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    content = models.CharField("内容", max_length=50)
    sent_on = models.DateField(null=True)

    objects = scoped("scope").as_manager()

    class Meta:
        ordering = ["content"]

    def __str__(self):
        return f"包裹{self.content}"

    def get_absolute_url(self):
        return reverse("thing:parcel-detail", args=[self.pk])
