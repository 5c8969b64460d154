from django import forms
from django.db import models
from django.utils.text import slugify

from program.validators import NO_ADDRESS, validate_address, validate_no_mistake
from workshop.fields import random_code

LONGEST = 60


class SlugOfName(models.SlugField):
    """A row's name as its address within its workshop, fixed when the row is made.

    Two of one name are told apart by a number; a name without a Latin letter gets a code.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": LONGEST + 6, "editable": False} | kwargs)

    def pre_save(self, instance, add):
        if not getattr(instance, self.attname):
            setattr(instance, self.attname, self.free_for(instance))
        return super().pre_save(instance, add)

    def free_for(self, instance):
        base = slugify(instance.name)[:LONGEST].strip("-") or random_code().lower()
        rows = type(instance)._default_manager.filter(workshop_id=instance.workshop_id)
        taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (base, *numbered) if slug not in taken)


class AddressFormField(forms.URLField):
    """What was pasted is looked at before Django makes an address of it."""

    default_validators = [validate_address]
    default_error_messages = {"invalid": NO_ADDRESS}

    def to_python(self, value):
        text = (value or "").strip()
        validate_no_mistake(text)
        return super().to_python(text)


class AddressField(models.URLField):
    """An address on the web that others can open, as far as one can tell without asking it."""

    default_validators = [validate_address]

    def formfield(self, **kwargs):
        own = {"form_class": AddressFormField, "assume_scheme": "https"}
        return super().formfield(**own | kwargs)
