"""A module that stands for another until something of it is asked for."""

import json
import subprocess
import sys

ASKED = """
import json, sys
from core.late import late_module, load_late_modules
colours = late_module("colorsys")
before = "colorsys" in sys.modules
{act}
print(json.dumps([before, "colorsys" in sys.modules, colours.rgb_to_hsv(1.0, 0.0, 0.0)]))
"""


def _told(act: str) -> list:
    run = subprocess.run([sys.executable, "-c", ASKED.format(act=act)], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def test_nothing_is_loaded_before_it_is_used():
    assert _told("pass") == [False, False, [0.0, 1.0, 1.0]]


def test_a_server_loads_all_of_them_at_once():
    assert _told("load_late_modules()") == [False, True, [0.0, 1.0, 1.0]]
