from core.transitions import registered_tables
from core.verbs import registered_nouns
from desk import state_document


def test_states_document_matches_the_tables():
    assert state_document.PATH.read_text(encoding="utf-8") == state_document.render(), "run manage.py states"


def test_every_row_names_known_states():
    for table in registered_tables().values():
        for row in table.rows:
            assert set(row.sources) <= set(table.statuses.values), (table.noun, row)
            assert row.target is None or row.target in table.statuses.values, (table.noun, row)
        assert set(table.tones) <= set(table.statuses.values), table.noun


def test_every_verb_of_a_table_has_words():
    for table in registered_tables().values():
        for verb in table.verb_names:
            assert str(table.label_of(verb)), (table.noun, verb)


def test_every_verb_row_is_a_verb_of_its_table():
    """A row for a verb nobody can do would be a dead end on a page."""
    for noun in registered_nouns():
        for verb in noun.verbs:
            assert noun.table is None or verb.permission or noun.rows_of(verb), (noun.name, verb.name)
