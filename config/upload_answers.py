"""A form sent by static/js/photos.js is answered with the address to go to: a script that follows it by itself would
read the page in the browser's place, messages and all."""


class UploadAnswerMiddleware:
    """Where the request bears X-Upload, a redirect becomes 204 with X-Location; all else is answered as ever."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.headers.get("X-Upload") and response.has_header("Location"):
            response.status_code = 204
            response.headers["X-Location"] = response.headers["Location"]
            del response.headers["Location"]
        return response
