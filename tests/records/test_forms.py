from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from records.forms import MultipleEvidenceField
from tests.records import builders


class _Form(forms.Form):
    files = MultipleEvidenceField(label="附件")


class _OptionalForm(forms.Form):
    files = MultipleEvidenceField(label="附件", required=False)


def uploads(*pairs):
    return MultiValueDict({"files": [SimpleUploadedFile(name, content) for name, content in pairs]})


def test_several_files_are_cleaned_to_a_list():
    form = _Form({}, uploads(("a.pdf", builders.PDF), ("b.jpg", builders.photo())))

    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.jpg"]


def test_every_refused_file_is_named():
    form = _Form({}, uploads(("a.pdf", builders.PDF), ("b.jpg", builders.PDF), ("c.exe", b"MZ" * 50)))

    errors = form.errors["files"]
    assert len(errors) == 2
    assert "b.jpg" in errors[0]
    assert "c.exe" in errors[1]


def test_no_file_is_refused_only_where_one_is_needed():
    assert "files" in _Form({}, {}).errors
    assert _OptionalForm({}, {}).is_valid()


def test_control_takes_several_files_and_tells_kinds_and_limit():
    control = str(_Form()["files"])

    assert " multiple" in control
    assert ".pdf" in control
    assert f'data-max-bytes="{settings.MAX_UPLOAD_BYTES}"' in control
