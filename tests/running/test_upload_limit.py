import pytest
from django.http import HttpResponse

from config.upload_limit import FORM_ALLOWANCE_BYTES, UploadLimitMiddleware

LIMIT_BYTES = 3 * 1024**2


@pytest.fixture
def respond(rf, settings):
    settings.MAX_UPLOAD_BYTES = LIMIT_BYTES
    middleware = UploadLimitMiddleware(lambda request: HttpResponse("taken"))

    def respond(declared_bytes):
        request = rf.post("/")
        request.META["CONTENT_LENGTH"] = declared_bytes
        return middleware(request)

    return respond


@pytest.mark.parametrize("declared", ["", "0", "not a number", str(LIMIT_BYTES + FORM_ALLOWANCE_BYTES)])
def test_body_within_the_limit_reaches_the_view(respond, declared):
    assert respond(declared).content == b"taken"


def test_larger_body_is_refused_with_a_page_that_names_the_limit(respond):
    response = respond(str(LIMIT_BYTES + FORM_ALLOWANCE_BYTES + 1))

    assert response.status_code == 413
    assert "3 MB" in response.content.decode()
