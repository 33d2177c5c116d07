"""A thing that joins the house for the tests of docs/adding-a-thing.md: a parcel sent from unit to unit."""

from django.apps import AppConfig


class ThingConfig(AppConfig):
    name = "tests.thing"
    label = "thing"
