#!/usr/bin/env python
import gc
import os
import sys

from django.core.management import ManagementUtility


class Commands(ManagementUtility):
    """Leaves what starting makes out of the search for cycles: all of it stays until the end, and to look through it
    again and again, at the end once more, takes a third of a short command."""

    def execute(self):
        gc.disable()
        super().execute()

    def fetch_command(self, subcommand):
        # Here everything is loaded, and nothing has begun.
        gc.freeze()
        gc.enable()
        return super().fetch_command(subcommand)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    Commands(sys.argv).execute()
