"""What a participant types: who they are, and what they share."""

from django import forms

from program.materialforms import MaterialForm
from program.models import Material, Participant
from workshop.forms import OneLine

Kind = Material.Kind


class ParticipantForm(forms.ModelForm):
    class Meta:
        model = Participant
        fields = ["name", "affiliation", "interests", "is_listed"]
        field_classes = {"name": OneLine, "affiliation": OneLine, "interests": OneLine}


class SharedForm(MaterialForm):
    class Meta(MaterialForm.Meta):
        fields = ["kind", "url", "file", "label"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [choice for choice in Kind.choices if choice[0] != Kind.RECORDING]
        self.fields["kind"].choices = kinds
