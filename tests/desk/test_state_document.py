from core.transitions import registered_tables
from desk import state_document


def test_states_document_matches_the_tables():
    assert state_document.PATH.read_text(encoding="utf-8") == state_document.render(), "run manage.py states"


def test_every_row_names_known_states_and_verbs():
    for table in registered_tables().values():
        for move in table.rows:
            assert move.verb in table.verbs.values, (table.noun, move.verb)
            assert set(move.sources) <= set(table.statuses.values), (table.noun, move)
            assert move.target is None or move.target in table.statuses.values, (table.noun, move)


def test_every_verb_has_a_row():
    """A verb nobody can do would be a dead end on a page."""
    for table in registered_tables().values():
        assert {move.verb for move in table.rows} == set(table.verbs.values), table.noun
