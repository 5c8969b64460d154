"""Edits in the admin: each leaves a line in the trail, raises the counter, overwrites nobody's."""

import hashlib
import json

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Q
from django.forms.models import _get_foreign_key
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.admin.words import kind_of, lines_of
from workshop.keys import is_key
from workshop.models import Change
from workshop.trail import name_of_page, record, snapshot, stored_snapshot


class Trailed:
    """For a ModelAdmin: the trail, the counter, and what a form was opened on.

    The page it is mixed into says which workshop a row is of (`workshop_of_row`) and in which
    zone its times are told (`zone_of`).
    """

    # --- the guard against stale saves ---

    def state_of_page(self, request, obj):
        """A digest of the row and of the rows in its inlines, as they are stored now.

        While a form is being saved the row is locked, so that of two saves one comes second.
        """
        stored = type(obj)._base_manager.filter(pk=obj.pk).order_by()
        rows = list(stored.select_for_update() if request.method == "POST" else stored)
        for inline in self.get_inline_instances(request, obj):
            parent = _get_foreign_key(self.model, inline.model).name
            rows += inline.model._base_manager.filter(**{parent: obj.pk}).order_by("pk")
        told = [[row._meta.label, row.pk, snapshot(row)] for row in rows]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]

    def trail_of(self, row):
        """The lines about a row and about the rows edited on its page, newest first."""
        own = Q(model=self.opts.label_lower, object_id=row.pk)
        return Change.objects.filter(own | Q(page=name_of_page(row))).select_related("by")

    # --- the trail and the counter ---

    def response_action(self, request, queryset):
        """Rows go together with the lines of the trail that say so, or not at all."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(map(is_key, chosen)):
            raise Http404
        with transaction.atomic():
            return super().response_action(request, queryset)

    def save_model(self, request, obj, form, change):
        obj.before = stored_snapshot(obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """Save an inline and record each of its rows."""
        stored = formset.model._base_manager.filter(pk__in=[f.instance.pk for f in formset.forms])
        before = {row.pk: snapshot(row) for row in stored}
        trail = {
            "by": request.user,
            "workshop": self.workshop_of_row(form.instance),
            "page": name_of_page(form.instance),
        }
        for doomed in formset.deleted_forms:
            if doomed.instance.pk in before:
                record(doomed.instance, before=before[doomed.instance.pk], removed=True, **trail)
        super().save_formset(request, form, formset, change)
        for row in formset.new_objects:
            record(row, **trail)
        for row, _changed in formset.changed_objects:
            record(row, before=before.get(row.pk), **trail)

    def log_addition(self, request, obj, message):
        self._log(request, obj)

    def log_change(self, request, obj, message):
        self._log(request, obj, before=obj.before)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._log(request, obj, before=snapshot(obj), removed=True)

    def _log(self, request, obj, **what):
        record(obj, by=request.user, workshop=self.workshop_of_row(obj), **what)

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        workshop = self.workshop_of_row(row)
        with timezone.override(self.zone_of(workshop)):
            context = self.admin_site.each_context(request) | {
                "title": _("History of %(name)s") % {"name": row},
                "object": row,
                "opts": self.opts,
                "workshop": workshop,
                "changes": [
                    (change, kind_of(change), lines_of(change)) for change in self.trail_of(row)
                ],
            }
            return TemplateResponse(request, "admin/object_history.html", context).render()
