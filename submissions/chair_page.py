"""What submissions add to the chair's pages."""

from django.utils.translation import gettext_lazy

TABS = [(gettext_lazy("Submissions"), "chair_list")]
