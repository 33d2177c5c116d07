from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from accounts.models import User
from core.navigation import frame_facts


class WithUnitBackend(ModelBackend):
    """Reads whoever is signed in together with his unit and with what the frame of every page says."""

    def get_user(self, user_id):
        found = User.objects.select_related("unit").annotate(**frame_facts(timezone.now()))
        user = found.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
