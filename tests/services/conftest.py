import pytest
import redis
from django.conf import settings
from django.db import connection

from tests.services.processes import Processes


@pytest.fixture
def broker():
    """The broker of these tests, emptied of what other tests asked for."""
    assert settings.CELERY_BROKER_URL.startswith("redis://"), "set XUNCHA_TEST_REDIS_URL"
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        client.flushdb()
        yield client
        client.flushdb()


@pytest.fixture
def processes(transactional_db, broker, tmp_path):
    """Torn down before the database is emptied, since nothing empties a table that a worker still reads."""
    assert connection.vendor == "postgresql", "set XUNCHA_TEST_DATABASE_URL"
    found = Processes(tmp_path, settings.CELERY_BROKER_URL)
    yield found
    found.stop()
