from django.contrib import admin
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from competition.adminforms import CompetitionForm, SliceForm, SliceFormSet, usual_slices
from competition.judging_again import ON_WHICH_FINDINGS_DEPEND, ask_to_judge_again
from competition.models import Award, Competition, Entry, Opening, Slice, Team
from competition.units import accuracy
from workshop.admin.base import ReadOnlyAdmin, WorkshopInline, WorkshopModelAdmin, local_instant
from workshop.trail import stored_snapshot, unsealed

BY_WORKSHOP = ("workshop", admin.RelatedOnlyFieldListFilter)


class SliceInline(WorkshopInline):
    """To be read alone while they are frozen."""

    model = Slice
    form = SliceForm
    formset = SliceFormSet
    workshop_path = "competition__workshop"

    def get_extra(self, request, obj=None, **kwargs):
        return self.extra if obj else len(usual_slices()) + self.extra

    def has_add_permission(self, request, obj=None):
        is_open = obj is None or not obj.are_slices_frozen
        return is_open and super().has_add_permission(request, obj)

    has_change_permission = has_delete_permission = has_add_permission


class OpeningInline(WorkshopInline):
    model = Opening
    workshop_path = "competition__workshop"
    extra = 0
    fields = ["version", "mode", "ranges", "reason", "whom", "at"]
    readonly_fields = fields

    @admin.display(description=_("by"))
    def whom(self, opening):
        return opening.by

    @admin.display(description=_("slices"))
    def ranges(self, opening):
        return render_to_string("competition/_ranges.html", {"slices": opening.slices})

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


class AwardInline(WorkshopInline):
    """To entries of the competition alone; of a team of one's own nothing is to be seen."""

    model = Award
    workshop_path = "competition__workshop"

    def get_queryset(self, request):
        judged = Entry.objects.judged_by(request.user)
        return super().get_queryset(request).filter(entry__in=judged.values("pk"))

    def get_field_queryset(self, db, db_field, request):
        return super().get_field_queryset(db, db_field, request).select_related("team")


FIELDSETS = [
    (_("Task and prize"), {"fields": ["name", "task", "rules", "prize"]}),
    (_("Data set"), {"fields": ["dataset", "test_size"]}),
    (
        _("Reference platform"),
        {"fields": ["hardware", "software", "cpu_name", "gpu_name", "most_watts", "idle_watts"]},
    ),
    (
        _("What is measured"),
        {"fields": ["counts_cpu", "counts_gpu", "counts_ram", "iterations"]},
    ),
    (_("Ranking"), {"fields": ["mode", "tolerance", "counts", "only_verified_win"]}),
    (_("Carbon"), {"fields": ["grams_per_kwh", "carbon_source"]}),
    (_("Limits"), {"fields": ["most_entries", "most_a_day", "most_logs"]}),
    (_("What a team confirms"), {"fields": ["attestation"]}),
    (_("What is shown"), {"fields": ["standing", "lessons", "feedback"]}),
]


@admin.register(Competition)
class CompetitionAdmin(WorkshopModelAdmin):
    """Defined here; it is opened, closed, hidden and judged on the chairs' page."""

    form = CompetitionForm
    hint = _("Task, platform, slices, ranking and awards of the jury")
    list_display = ["name", "opened", "shown", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    fieldsets = FIELDSETS
    inlines = [SliceInline, AwardInline, OpeningInline]
    actions = None

    opened = local_instant("opened_at", _("opened"), "j M Y")

    @admin.display(description=_("the competition is"))
    def standing(self, competition):
        if not competition.pk:
            return _("not there yet: it is opened on the chairs’ page")
        page = reverse("chair_competition", args=[competition.workshop.slug])
        return format_html('<a href="{}">{}</a>', page, competition.get_shown_display())

    def get_readonly_fields(self, request, obj=None):
        return ["standing", "mode"] if obj and obj.are_slices_frozen else ["standing"]

    def get_inlines(self, request, obj):
        """Awards and versions are of one that is there."""
        return self.inlines if obj else [SliceInline]

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A new one begins with slices that are common; each can be changed or emptied."""
        more = super().get_formset_kwargs(request, obj, inline, prefix)
        is_new = not obj.pk and request.method == "GET" and isinstance(inline, SliceInline)
        return more | {"initial": usual_slices()} if is_new else more

    def render_change_form(self, request, context, *args, **kwargs):
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def add_view(self, request, form_url="", extra_context=None):
        """A workshop has one: where it is there, this leads to it."""
        workshop = self.workshop_of_new_row(request) if self.has_add_permission(request) else None
        there = Competition.objects.filter(workshop=workshop).first() if workshop else None
        if there and request.method == "GET":
            return redirect("admin:competition_competition_change", there.pk)
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """Only what was typed: the chairs' page may have opened it meanwhile."""
        obj.before = stored_snapshot(obj)
        if not change:
            return obj.save()
        obj.save(update_fields=form.changed_data)
        if ON_WHICH_FINDINGS_DEPEND & set(form.changed_data):
            ask_to_judge_again(obj, by=request.user)
        return None

    def delete_model(self, request, obj):
        with unsealed("a competition without entries is deleted", by=request.user):
            super().delete_model(request, obj)

    def has_delete_permission(self, request, obj=None):
        """What teams have entered goes with nothing."""
        has_teams = bool(obj) and obj.teams.exists()
        return super().has_delete_permission(request, obj) and not has_teams


@admin.register(Team)
class TeamAdmin(ReadOnlyAdmin):
    workshop_path = "competition__workshop"
    hint = _("Who has registered for a competition")
    list_display = ["name", "affiliation", "people", "registered"]
    search_fields = ["name", "affiliation"]
    fields = ["name", "affiliation", "people", "registered", "accepted"]

    registered = local_instant("registered_at", _("registered"))
    accepted = local_instant("rules_accepted_at", _("rules accepted"))

    @admin.display(description=_("members"))
    def people(self, team):
        return ", ".join(f"{one.name} <{one.mail}>" for one in team.members.all())

    def get_queryset(self, request):
        rows = super().get_queryset(request).judged_by(request.user)
        return rows.select_related("competition__workshop").prefetch_related("members")


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    workshop_path = "team__competition__workshop"
    hint = _("What teams compete with; it is judged on the chairs’ page")
    list_display = ["__str__", "team", "state", "claim", "sent"]
    list_filter = ["state"]
    search_fields = ["title", "code", "team__name"]
    fields = ["title", "team", "state", "reason", "is_baseline", "summary", "hardware"]
    fields += ["claim", "found", "sent", "page"]

    sent = local_instant("submitted_at", _("sent in"))

    @admin.display(description=_("accuracy, as the team says"))
    def claim(self, entry):
        return accuracy(*entry.claimed) if entry.claimed else "–"

    @admin.display(description=_("accuracy, as measured"))
    def found(self, entry):
        return accuracy(*entry.measured) if entry.measured else "–"

    @admin.display(description=_("to be judged"))
    def page(self, entry):
        address = reverse("chair_entry", args=[entry.workshop.slug, entry.code])
        return format_html('<a href="{}">{}</a>', address, _("on the chairs’ page"))

    def get_queryset(self, request):
        rows = super().get_queryset(request).judged_by(request.user)
        return rows.select_related("team__competition__workshop")
