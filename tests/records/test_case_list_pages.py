"""The lists bound into a case file as pages: what they say above, and what stands where there is nothing."""

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize(("note", "is_there"), [("共1件", True), ("", False)])
def test_note_stands_above_where_there_is_one(note, is_there):
    page = _page(note=note, rows=[["1", "反馈意见"]])

    assert ('class="lead"' in page) is is_there
    assert "反馈意见" in page and ">无<" not in page


def test_empty_list_says_so():
    assert '<td colspan="2">无</td>' in _page(note="", rows=[])


def _page(*, note, rows) -> str:
    listing = {"title": "证据清单", "note": note}
    return render_to_string(
        "records/documents/case_list.html", {"listing": listing, "labels": ["序号", "题名"], "rows": rows}
    )
