"""Uploads wait on the disk where files stay: keeping one is then renaming it (records/actions/blobs.py), which holds
no lock for as long as copying takes."""

import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

# Seconds after which what a process left that was killed is nobody's any more.
LEFT_OVER = 24 * 60 * 60


def folder() -> Path:
    """Made when first needed. What lies in it longer than LEFT_OVER is dropped."""
    path = Path(settings.VAR) / "uploads"
    path.mkdir(parents=True, exist_ok=True)
    for left in path.iterdir():
        if left.stat().st_mtime < time.time() - LEFT_OVER:
            left.unlink(missing_ok=True)
    return path


class WaitingUpload(TemporaryUploadedFile):
    def __init__(self, name, content_type, size, charset, content_type_extra=None):
        file = tempfile.NamedTemporaryFile(suffix=".upload", dir=folder())  # noqa: SIM115  closed with the request
        UploadedFile.__init__(self, file, name, content_type, size, charset, content_type_extra)


class UploadFolderHandler(TemporaryFileUploadHandler):
    def new_file(self, *args, **kwargs):
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = WaitingUpload(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)
