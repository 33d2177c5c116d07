"""The product's settings, with the empty view of tests/bench/site/urls.py beside its pages."""

from config.settings import *  # noqa: F403, TID251  what is measured is the product as it is
from config.settings import LOGGING  # noqa: TID251

ROOT_URLCONF = "tests.bench.site.urls"
# Whoever is tried at a door and refused leaves a line; there are hundreds.
LOGGING["loggers"]["django"]["level"] = "ERROR"
