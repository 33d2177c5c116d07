from django import forms


class VersionedForm(forms.Form):
    """A form on a thing that exists: carries the version it was opened on (DESIGN §1)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(VersionedForm):
    """A verb that must say why."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
