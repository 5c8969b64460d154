from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from reviews.models import Criterion, Label, ReviewerProfile
from workshop.admin.base import ReadOnlyAdmin, WorkshopModelAdmin


@admin.register(Criterion)
class CriterionAdmin(WorkshopModelAdmin):
    """The review form. What reviews have marked stays."""

    hint = _("What reviewers score, and what each mark means")
    list_display = ["name", "weight", "is_required", "position", "workshop"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    fields = ["name", "anchors", "weight", "is_required", "position"]
    actions = None

    def get_deleted_objects(self, objs, request):
        """That reviews have marked it is told, not by which marks: a chair may be in conflict.

        When it comes to deleting the row is locked, so that no review marks it meanwhile.
        """
        if request.method == "POST":
            list(Criterion.objects.select_for_update().filter(pk__in=[one.pk for one in objs]))
        doomed, counts, lacking, marks = super().get_deleted_objects(objs, request)
        return doomed, counts, lacking, [_("marks that reviews have given")] if marks else []


@admin.register(Label)
class LabelAdmin(WorkshopModelAdmin):
    """Which decisions have it is told on the board alone: a chair may be in conflict."""

    hint = _("Words for decisions, such as “best paper”, which the chairs alone read")
    list_display = ["name", "workshop"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    fields = ["name"]
    actions = None

    def get_deleted_objects(self, objs, request):
        _all, _counts, lacking, _kept = super().get_deleted_objects(objs, request)
        return [str(one) for one in objs], {}, lacking, []


@admin.register(ReviewerProfile)
class ReviewerProfileAdmin(ReadOnlyAdmin):
    """Whom she avoids, and by which addresses she is known, is for finding conflicts alone."""

    hint = _("How much each reviewer takes on, and about what; changed on the chairs’ page")
    list_display = ["user", "most", "is_senior", "workshop"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter), "is_senior"]
    list_select_related = ["workshop", "user"]
    search_fields = ["user__name", "user__email"]
    fields = ["user", "most", "topics", "is_senior"]
