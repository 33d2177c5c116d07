"""What pages say of rounds, findings, reports and corrections. Reads only."""

from inspections.presenters.rounds import closing_actions, counts, links_for, what_is_missing

__all__ = ["closing_actions", "counts", "links_for", "what_is_missing"]
