"""Every branch of the components of pictures: template, arguments, what must be there, what must not."""

from types import SimpleNamespace as Thing

from django import forms

from core.shapes import Picture
from records.forms import MultipleEvidenceField, PictureChoiceField
from records.presenters.gallery import Gallery

ID = "7f3b9a4e-0000-4000-8000-000000000001"
MADE = Picture("/large", "/small", "Before 1: <gate>", "/original", "2026-03-15 gate")
WAITING = Picture("/large", "", "Before 2: b.heic")
PAPER = Thing(pk=ID, name="a.pdf", note="", blob=Thing(size=2048, sha256="ab" * 32))


class PhotoForm(forms.Form):
    photos = MultipleEvidenceField(label="Photos")


class ChoiceForm(forms.Form):
    photos = PictureChoiceField(label="Photos")

    def __init__(self, *args, links=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"].offer(links)


def widget_of(form):
    field = form["photos"]
    return field.field.widget.get_context("photos", field.value(), {"id": "id_photos"})["widget"]


LINK = Thing(pk=ID, note="", place="", name="a.jpg", taken_on=None, viewing_copy_id=1)
PICTURE_CASES = [
    (
        "gallery",
        {"gallery": Gallery("Before", [MADE, WAITING], [PAPER])},
        ['href="/large"><img src="/small" alt="Before 1: &lt;gate&gt;" loading="lazy"', "2026-03-15 gate", "a.pdf",
         'href="/original"', f"/evidence/{ID}/download/", "Being prepared"],
        [],
    ),
    ("gallery", {"gallery": Gallery("After")}, [], ["<ul", "<a"]),
    (
        "photo_field",
        {"widget": widget_of(PhotoForm())},
        ['capture="environment"', 'data-photos="20"', 'name="photos" multiple', "up to 20 at once", "HEIC",
         'data-words-remove="Remove %name%"'],
        ["%%"],
    ),
    (
        "picture_choices",
        {"widget": widget_of(ChoiceForm({"photos": [ID]}, links=[LINK]))},
        [f'value="{ID}"', "checked", "/thumbnail/"],
        ["No photos yet"],
    ),
    ("picture_choices", {"widget": widget_of(ChoiceForm())}, ["No photos yet"], ["<input"]),
]  # fmt: skip
