"""What every admin page of ours has: own rows alone, their zone, the trail, plain words."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workshop.admin.fields import NATIVE_FIELDS
from workshop.admin.forms import OfWorkshop
from workshop.admin.trailed import Trailed
from workshop.keys import is_key
from workshop.models import Workshop
from workshop.trail import workshop_of


class OwnRows:
    """Rows and choices of the workshops that the signed-in person works on. For pages and inlines.

    Without a `workshop_path` the rows belong to no workshop: they are the operator's alone.
    """

    workshop_path = "workshop"
    formfield_overrides = NATIVE_FIELDS

    @staticmethod
    def workshops_of(user):
        """The workshops whose rows `user` edits here."""
        return Workshop.objects.chaired_by(user)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        operator = request.user.is_operator
        if not self.workshop_path:
            return rows if operator else rows.none()
        own = Q(**{f"{self.workshop_path}__in": self.workshops_of(request.user)})
        if operator:
            own |= Q(**{f"{self.workshop_path}__isnull": True})
        return rows.filter(own)

    def get_field_queryset(self, db, db_field, request):
        """Choices are what the related model's own page lists, of the workshop being edited.

        A model without a page offers none: nothing says whose rows they are.
        """
        page = self.admin_site._registry.get(db_field.remote_field.model)
        if page is None:
            return db_field.remote_field.model._base_manager.none()
        rows = page.get_queryset(request)
        edited = getattr(request, "workshop", None)
        path = page.workshop_path
        return rows.filter(**{path: edited.pk}) if edited and path else rows

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A plain select: related rows have pages of their own instead of pop-ups."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def has_view_permission(self, request, obj=None):
        """Rows are found through `get_queryset`, so who gets hold of one may edit it."""
        if not self.admin_site.has_permission(request) or request.user.is_operator:
            return self.admin_site.has_permission(request)
        return bool(self.workshop_path) and self._edits_some(request)

    def _edits_some(self, request):
        """Whether there is any workshop for this kind of page; asked once in a request."""
        known = request.__dict__.setdefault("edits_some", {})
        if self.workshops_of not in known:
            known[self.workshops_of] = self.workshops_of(request.user).exists()
        return known[self.workshops_of]

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
    has_module_permission = has_view_permission


class WorkshopInline(OwnRows, admin.TabularInline):
    """One row waits empty, for those without JavaScript; untouched, it is not saved."""

    extra = 1
    view_on_site = False


class WorkshopModelAdmin(Trailed, OwnRows, admin.ModelAdmin):
    is_record = False
    hint = ""
    view_on_site = False
    empty_value_display = ""
    list_per_page = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions_on_top, actions_on_bottom = False, True

    @property
    def media(self):
        """Of Django's scripts the one for ticking rows; inlines bring theirs. None is needed."""
        return forms.Media(js=["admin/js/actions.js"])

    def get_action_choices(self, request, default_choices=()):
        """Without the empty one: a confirmation follows anyway."""
        return super().get_action_choices(request, list(default_choices))

    # --- which workshop ---

    def workshop_of_row(self, row):
        return workshop_of(row, self.workshop_path) if self.workshop_path else None

    @staticmethod
    def zone_of(workshop):
        return workshop.tz if workshop else timezone.get_default_timezone()

    def workshop_of_new_row(self, request):
        return self.workshop_named(request, "workshop")

    def workshop_named(self, request, parameter):
        """The workshop that the address names, or the only one there is; None while it is open."""
        own = self.workshops_of(request.user)
        chosen = request.GET.get(parameter, "")
        if chosen:
            return own.filter(pk=chosen).first() if is_key(chosen) else None
        first_two = list(own[:2])
        return first_two[0] if len(first_two) == 1 else None

    def choose_workshop(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("Which workshop is it for?"),
            "opts": self.opts,
            "workshops": self.workshops_of(request.user),
        }
        return TemplateResponse(request, "admin/choose_workshop.html", context)

    # --- the pages ---

    def changelist_view(self, request, extra_context=None):
        request.workshop = self.workshop_named(request, "workshop__id__exact")
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "workshop": request.workshop,
            "has_workshops": "workshop" in self.list_display,
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def response_action(self, request, queryset):
        """A page that asks whether to delete the ticked rows leads to where their list does."""
        response = super().response_action(request, queryset)
        if hasattr(response, "context_data"):
            response.context_data["workshop"] = request.workshop
        return response

    def get_list_display(self, request):
        """Where all rows are of one workshop, no column says so."""
        one = getattr(request, "workshop", None)
        return [name for name in self.list_display if not (one and name == "workshop")]

    def lookup_allowed(self, lookup, value, request=None):
        """The address may ask what the filters ask and nothing else.

        Django lets it ask about any column, such as how the secret of a message begins.
        """
        filters = [f if isinstance(f, str) else f[0] for f in self.list_filter]
        offered = {f"{name}__{ask}" for name in filters for ask in ("exact", "id__exact")}
        return lookup in offered and super().lookup_allowed(lookup, value, request)

    def get_search_results(self, request, queryset, search_term):
        """Each word is a condition, and a database takes only so many."""
        return super().get_search_results(request, queryset, search_term[:100])

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form in the workshop's zone; for a new row the question which workshop, if open."""
        if object_id:
            request.workshop = self.workshop_of_row(self.get_object(request, unquote(object_id)))
        else:
            request.workshop = self.workshop_of_new_row(request)
            if request.workshop is None:
                return self.choose_workshop(request)
            if request.workshop.pk:
                form_url = f"?workshop={request.workshop.pk}"
        with timezone.override(self.zone_of(request.workshop)):
            response = super().changeform_view(
                request, object_id, form_url, (extra_context or {}) | {"workshop": request.workshop}
            )
            return response.render() if hasattr(response, "render") else response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        kind = self.opts.verbose_name
        name = self.name_of(obj) if obj else _("Add %(kind)s") % {"kind": kind}
        title = f"{capfirst(kind)}: {name}" if obj else name
        context.update(title=title, subtitle=None, name=name)
        if obj:
            context["seen"] = self.state_of_page(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def name_of(self, row):
        return str(row)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        about = {"workshop": getattr(request, "workshop", None)}
        if obj and request.method == "POST":
            about |= {"state": self.state_of_page(request, obj), "trail": self.trail_of(obj)}
        return type(form)(form.__name__, (OfWorkshop, form), about)

    def get_object(self, request, object_id, from_field=None):
        """Not yours and not there are the same answer; a row is found by its number alone."""
        found = super().get_object(request, object_id)
        if found is None:
            raise Http404
        return found

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        context = {
            "title": _("Delete this %(kind)s?") % {"kind": self.opts.verbose_name},
            "workshop": self.workshop_of_row(row),
        }
        return super().delete_view(request, object_id, context | (extra_context or {}))

    # --- what is said afterwards: plainly, and not that it was successful ---

    def response_add(self, request, obj, post_url_continue=None):
        request.done = _("Added: %(name)s") % {"name": obj}
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        request.done = _("Saved: %(name)s") % {"name": obj}
        return super().response_change(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        request.done = _("Deleted: %(name)s") % {"name": obj_display}
        return super().response_delete(request, obj_display, obj_id)

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        if level == messages.SUCCESS:
            message = getattr(request, "done", message)
        super().message_user(request, message, level, *args, **kwargs)

    def delete_queryset(self, request, queryset):
        count = queryset.count()
        super().delete_queryset(request, queryset)
        told = ngettext("Deleted: %(count)d row", "Deleted: %(count)d rows", count)
        request.done = told % {"count": count}


class ReadOnlyAdmin(WorkshopModelAdmin):
    """A store-room: to look at, not to change."""

    is_record = True

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


def local_instant(field, description, form="j M Y, H:i T"):
    """A list column that shows `field` in the zone of the row's workshop."""

    @admin.display(description=description, ordering=field)
    def column(self, row):
        at = getattr(row, field)
        zone = self.zone_of(self.workshop_of_row(row))
        return date_format(at.astimezone(zone), form) if at else "–"

    return column
