import os

from config.application import ready_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = ready_application()
