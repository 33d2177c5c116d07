"""Pages for the browser tests: one form that stores, fails, or is answered by the sign-in page, as the test asks."""

import time

from django import forms
from django.shortcuts import redirect, render
from django.urls import path

from config.urls import urlpatterns as real
from core.rules import public
from desk.views.components import ComponentsView

answers = {"next": "store", "version": "1", "posts": 0}


class NoteForm(forms.Form):
    version = forms.CharField(widget=forms.HiddenInput)
    subject = forms.CharField(label="标题")
    kind = forms.ChoiceField(
        label="类别", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect, required=False
    )
    agreed = forms.BooleanField(label="已核对", required=False)
    secret = forms.CharField(label="口令", widget=forms.PasswordInput, required=False)
    paper = forms.FileField(label="附件", widget=forms.FileInput(attrs={"data-max-bytes": 10}), required=False)


@public
def note(request):
    if request.method == "POST":
        answers["posts"] += 1
        if answers["next"] == "sign-in":
            return redirect(f"/sign-in/?next={request.path}")
        if answers["next"] == "slow":
            time.sleep(1)
        if answers["next"] == "fail":
            return render(request, "errors/500.html", status=500)
        if answers["next"] == "store":
            return redirect("/stored/")
    form = NoteForm(request.POST or None, initial={"version": answers["version"]})
    return render(request, "_layouts/form.html", {"form": form, "submit_label": "保存", "cancel_url": "/stored/"})


@public
def stored(request):
    return render(request, "base.html")


urlpatterns = [path("note/", note), path("stored/", stored), path("parts/", ComponentsView.as_view()), *real]
