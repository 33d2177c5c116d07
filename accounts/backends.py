from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class WithUnitBackend(ModelBackend):
    """Reads whoever is signed in together with his unit, which the frame of every page names."""

    def get_user(self, user_id):
        user = User.objects.select_related("unit").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
