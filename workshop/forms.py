from django import forms

from workshop.models import User


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
