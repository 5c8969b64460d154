from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from submissions.models import Question
from workshop.admin.base import WorkshopModelAdmin


@admin.register(Question)
class QuestionAdmin(WorkshopModelAdmin):
    """What the form of a submission asks beside the proposal. Answers go with their question."""

    hint = _("What authors are asked beside their proposal")
    list_display = ["text", "kind", "is_required", "for_reviewers", "position", "workshop"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["text"]
    fields = ["text", "kind", "choices", "is_required", "for_reviewers", "position"]
    actions = None

    def get_deleted_objects(self, objs, request):
        """That authors have answered is told, not who: a chair may be in conflict."""
        protected = super().get_deleted_objects(objs, request)[3]
        counts = {Question._meta.verbose_name_plural: len(objs)}
        return [str(one) for one in objs], counts, set(), protected
