"""The forms of the admin's page of a competition."""

from django import forms
from django.utils.translation import gettext_lazy as _

from competition.models import Competition, Slice
from competition.models.competition import check_rows

USUAL = [("95–100 %", "0.95", "1", True), ("90–95 %", "0.9", "0.95", False)]
USUAL += [("80–90 %", "0.8", "0.9", False)]


def usual_slices():
    """What a new competition's form proposes."""
    names = ("label", "lower", "upper", "upper_inclusive")
    return [dict(zip(names, one, strict=True)) for one in USUAL]


class CompetitionForm(forms.ModelForm):
    def validate_unique(self):
        """On no field: the workshop is none of the form's."""
        others = Competition.objects.exclude(pk=self.instance.pk)
        if others.filter(workshop=self.instance.workshop).exists():
            self.add_error(None, _("This workshop has its competition already: change that."))


A_SHARE = _("Write a share from 0 to 1: 0.9 for 90 %%.")  # filled in by the validators
NO_SHARE = dict.fromkeys(["min_value", "max_value", "max_digits", "max_whole_digits"], A_SHARE)


class SliceForm(forms.ModelForm):
    class Meta:
        model = Slice
        fields = ["label", "lower", "upper", "upper_inclusive", "position"]
        error_messages = {"lower": NO_SHARE, "upper": NO_SHARE}

    def has_changed(self):
        """A new row whose name and bound were emptied is none, whatever else stands in it."""
        names = [self.add_prefix(name) for name in ("label", "lower")]
        is_empty = self.is_bound and not any(self.data.get(name, "").strip() for name in names)
        return bool(self.instance.pk or not is_empty) and super().has_changed()


class SliceFormSet(forms.BaseInlineFormSet):
    """All slices together: by the mode that is saved with them, none may overlap another."""

    def clean(self):
        super().clean()
        if not any(self.errors):
            check_rows(
                [form.instance for form in self.forms if self._is_kept(form)], self.instance.mode
            )

    def _is_kept(self, form):
        is_row = form.instance.pk or form.has_changed()
        return bool(is_row) and not self._should_delete_form(form)
