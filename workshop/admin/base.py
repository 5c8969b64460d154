"""What every admin page of ours has: rows of one's own workshops, its zone, the trail, the counter."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.models import Change, Workshop
from workshop.trail import record, snapshot, stored_snapshot, workshop_of

DATE, TIME = {"type": "date"}, {"type": "time"}


class InstantWidget(forms.SplitDateTimeWidget):
    """The browser's own date and time fields: keyboard, phone and no script."""

    def __init__(self, attrs=None):
        super().__init__(
            attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs=DATE | {"aria-label": _("Date")},
            time_attrs=TIME | {"aria-label": _("Time")},
        )


NATIVE_FIELDS = {
    models.DateTimeField: {"form_class": forms.SplitDateTimeField, "widget": InstantWidget},
    models.DateField: {"widget": forms.DateInput(attrs=DATE, format="%Y-%m-%d")},
}


class OwnRows:
    """Rows and choices of the workshops that the signed-in person chairs. For pages and inlines."""

    workshop_path = "workshop"
    formfield_overrides = NATIVE_FIELDS

    def get_queryset(self, request):
        chaired = Workshop.objects.chaired_by(request.user)
        return super().get_queryset(request).filter(**{f"{self.workshop_path}__in": chaired})

    def get_field_queryset(self, db, db_field, request):
        """Choices are what the related model's own page lists, of the workshop being edited."""
        page = self.admin_site._registry.get(db_field.remote_field.model)
        if page is None:
            return super().get_field_queryset(db, db_field, request)
        rows = page.get_queryset(request)
        edited = getattr(request, "workshop", None)
        return rows.filter(**{page.workshop_path: edited.pk}) if edited else rows

    def _may(self, request, obj=None):
        """Rows are found through `get_queryset`, so who gets hold of one may edit it."""
        return self.admin_site.has_permission(request)

    has_view_permission = has_change_permission = has_delete_permission = _may

    def has_add_permission(self, request, obj=None):
        return self._may(request)

    def has_module_permission(self, request):
        return self._may(request)


class WorkshopInline(OwnRows, admin.TabularInline):
    extra = 0


class WorkshopModelAdmin(OwnRows, admin.ModelAdmin):
    list_per_page = 100
    show_full_result_count = False
    save_on_top = False

    # --- which workshop ---

    def workshop_being_edited(self, request, object_id):
        """The workshop of the row, or the one chosen for a new row; None if none is chosen."""
        if object_id:
            return workshop_of(self.get_object(request, object_id), self.workshop_path)
        chaired = Workshop.objects.chaired_by(request.user)
        chosen = request.GET.get("workshop", "")
        if chosen:
            return chaired.filter(pk=chosen).first() if chosen.isdigit() else None
        first_two = list(chaired[:2])
        return first_two[0] if len(first_two) == 1 else None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form in the workshop's zone; for a new row the question which workshop, if open."""
        request.workshop = self.workshop_being_edited(request, object_id)
        if request.workshop is None:
            return self.choose_workshop(request)
        with timezone.override(request.workshop.tz):
            response = super().changeform_view(
                request, object_id, form_url, (extra_context or {}) | {"workshop": request.workshop}
            )
            return response.render() if hasattr(response, "render") else response

    def choose_workshop(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("Which workshop is it for?"),
            "opts": self.opts,
            "workshops": Workshop.objects.chaired_by(request.user),
        }
        return TemplateResponse(request, "admin/choose_workshop.html", context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (OfWorkshop, form), {"workshop": request.workshop})

    def get_object(self, request, object_id, from_field=None):
        """Not yours and not there are the same answer."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    # --- the trail and the counter ---

    def save_model(self, request, obj, form, change):
        obj.before = stored_snapshot(obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """Save an inline and record each of its rows."""
        workshop = workshop_of(form.instance, self.workshop_path)
        stored = formset.model._base_manager.filter(pk__in=[f.instance.pk for f in formset.forms])
        before = {row.pk: snapshot(row) for row in stored}
        trail = {"by": request.user, "workshop": workshop}
        for doomed in formset.deleted_forms:
            if doomed.instance.pk:
                record(doomed.instance, before=before[doomed.instance.pk], removed=True, **trail)
        super().save_formset(request, form, formset, change)
        for row in formset.new_objects:
            record(row, **trail)
        for row, _changed in formset.changed_objects:
            record(row, before=before[row.pk], **trail)

    def log_addition(self, request, obj, message):
        self._log(request, obj)

    def log_change(self, request, obj, message):
        self._log(request, obj, before=obj.before)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._log(request, obj, before=snapshot(obj), removed=True)

    def _log(self, request, obj, **what):
        workshop = workshop_of(obj, self.workshop_path)
        record(obj, by=request.user, workshop=workshop, **what)
        _touch(workshop)

    def delete_model(self, request, obj):
        workshop = workshop_of(obj, self.workshop_path)
        super().delete_model(request, obj)
        _touch(workshop)

    def delete_queryset(self, request, queryset):
        workshops = {workshop_of(obj, self.workshop_path) for obj in queryset}
        super().delete_queryset(request, queryset)
        for workshop in workshops:
            _touch(workshop)

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, object_id)
        context = self.admin_site.each_context(request) | {
            "title": _("History of %(name)s") % {"name": row},
            "object": row,
            "opts": self.opts,
            "changes": Change.objects.filter(
                model=self.opts.label_lower, object_id=row.pk
            ).select_related("by"),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


class OfWorkshop:
    """A form whose row belongs to `workshop` from the start, so that its constraints are checked."""

    workshop = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if hasattr(type(self.instance), "workshop") and not self.instance.workshop_id:
            self.instance.workshop = self.workshop

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"workshop"}


class ReadOnlyAdmin(WorkshopModelAdmin):
    """A store-room: to look at, not to change."""

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


def _touch(workshop):
    if workshop:
        Workshop.objects.filter(pk=workshop.pk).touch()


def local_instant(field, description, workshop_path="workshop"):
    """A list column that shows `field` in the workshop's zone."""

    @admin.display(description=description, ordering=field)
    def column(self, row):
        at = getattr(row, field)
        zone = workshop_of(row, workshop_path).tz
        return f"{at.astimezone(zone):%d %b %Y, %H:%M}" if at else "–"

    return column
