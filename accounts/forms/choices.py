from django import forms


class AccountChoice(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return f"{user.full_name}（{user.username}）"
