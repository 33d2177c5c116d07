from django import forms


class PackForm(forms.Form):
    content = forms.CharField(label="内容", max_length=50)

    @staticmethod
    def beginning(scope, *, user, today) -> dict:
        return {"content": f"{scope.label}的"}
