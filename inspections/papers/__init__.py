"""Official papers of a round: notice.py and report.py make their data, a module for each kind lays them out. Papers
are in Chinese, in the words of inspections/vocabulary.py."""
