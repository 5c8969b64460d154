from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from reviews.models import Criterion
from workshop.admin.base import WorkshopModelAdmin


@admin.register(Criterion)
class CriterionAdmin(WorkshopModelAdmin):
    """The review form. What reviews have marked stays: a page of Django's would list the marks."""

    hint = _("What reviewers score, and what each mark means")
    list_display = ["name", "position", "workshop"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    fields = ["name", "anchors", "position"]
    actions = None

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request) and not (obj and obj.scores.exists())
