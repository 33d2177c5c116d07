"""The leader chooses photos of a finding that go to the subdistrict with it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import VersionedForm
from inspections.models import Finding
from inspections.queries.photos import may_go_along, showable_photos
from records.forms import PictureChoiceField
from records.models import EvidenceLink

ALL = "all"


def links_to_choose_of(finding: Finding) -> list[EvidenceLink]:
    return list(showable_photos(finding)) if may_go_along(finding) else []


def photos_field() -> forms.Field:
    return PictureChoiceField(
        label=_("Photos that go to the subdistrict"), required=False,
        help_text=_(
            "None goes along unless you tick it. Tick none that shows who reported something, a person the matter is "
            "not about, or a paper that is not the subdistrict's to read."
        ),
    )  # fmt: skip


class ChoosePhotosForm(VersionedForm):
    clauses = {"photos": "三(三)4"}
    # One click for whoever wants them all.
    also = (("take", ALL, _("All photos of this finding go along")),)

    photos = photos_field()

    def __init__(self, *args, links, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"].offer(links)

    def clean(self):
        data = super().clean()
        if self.data.get("take") == ALL:
            data["photos"] = [value for value, _label in self.fields["photos"].choices]
        return data

    @staticmethod
    def arguments(finding, *, user, today) -> dict:
        return {"links": links_to_choose_of(finding)}

    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        return {"photos": [str(link.pk) for link in links_to_choose_of(finding) if link.is_chosen]}
