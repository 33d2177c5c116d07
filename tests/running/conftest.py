import shutil
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage

from accounts.models import User
from config.backup import tables
from tests.running import backups


@pytest.fixture(autouse=True)
def product_alone(monkeypatch):
    """Archives without the thing of the tests (tests/thing), whose table a process of its own does not have."""
    monkeypatch.setattr(tables, "LEFT_OUT", tables.LEFT_OUT | {"thing.Parcel"})


@pytest.fixture
def source(at, tmp_path):
    """A system in use and its archive."""
    backups.build(at)
    path = tmp_path / "xuncha.zip"
    said, status = backups.run("backup", str(path))
    assert status == 0
    return SimpleNamespace(path=path, said=said, picture=backups.picture(), files=backups.files())


@pytest.fixture
def archive(source):
    """The archive alone; the system it was made of is gone."""
    backups.empty_everything()
    assert (User.objects.count(), backups.stored_names()) == (0, [])
    yield source
    shutil.rmtree(default_storage.location, ignore_errors=True)
