"""The product with Django's admin on the table of findings, to compare with. Nothing of it is shipped."""

from config.settings import *  # noqa: F403, TID251  the same middleware and database
from config.settings import INSTALLED_APPS, LOGGING, MIDDLEWARE, STORAGES  # noqa: TID251

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
# Admin's views declare no rule of ours; who may open them is asked by the site in admin_urls.py.
MIDDLEWARE = [each for each in MIDDLEWARE if each != "accounts.middleware.DenyByDefaultMiddleware"]
# Its files are in no manifest of ours; looking none up makes it faster, if anything.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ROOT_URLCONF = "tests.bench.site.admin_urls"
# Whoever is tried at a door and refused leaves a line; there are hundreds.
LOGGING["loggers"]["django"]["level"] = "ERROR"
