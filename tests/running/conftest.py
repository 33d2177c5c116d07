import pytest

from config.backup import tables


@pytest.fixture(autouse=True)
def product_alone(monkeypatch):
    """Archives without the thing of the tests (tests/thing), whose table a process of its own does not have."""
    monkeypatch.setattr(tables, "LEFT_OUT", tables.LEFT_OUT | {"thing.Parcel"})
