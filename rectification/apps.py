from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "rectification"

    def ready(self):
        from accounts.moves import register_table
        from rectification.models import RectificationCase, RectificationItem

        for model in (RectificationCase, RectificationItem):
            register_table(model.MOVES)
