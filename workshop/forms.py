from django import forms

from workshop.models import User
from workshop.outbox import one_line


class OneLine(forms.CharField):
    """A line of text: breaks in it, which no browser sends, become spaces."""

    def to_python(self, value):
        return one_line(super().to_python(value))


class LongText(forms.CharField):
    """Browsers send CRLF: without this, a text that nobody touched would count as changed."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        field_classes = {"name": OneLine}
