"""What a participant types of themself."""

from django import forms

from program.models import Participant
from workshop.forms import NameLine, OneLine


class ParticipantForm(forms.ModelForm):
    class Meta:
        model = Participant
        fields = ["name", "affiliation", "interests", "is_listed"]
        field_classes = {"name": NameLine, "affiliation": OneLine, "interests": OneLine}
