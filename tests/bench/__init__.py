"""Figures measured against a baseline of the same run: `script/bench`. A file per subject; each names its figures."""
