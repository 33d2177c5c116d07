"""What an answer says, page or file: a workbook is opened, a stream read to its end."""

import io
import zipfile


def words_of(response) -> str:
    body = response.getvalue()
    text = body.decode("utf-8-sig", "ignore")
    if body.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(body))
        text += "".join(book.read(name).decode() for name in book.namelist())
    return text
