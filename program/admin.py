from django.contrib import admin, messages
from django.forms import Select
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from program.invitations import end_links, invite
from program.materialforms import ContributionMaterialForm, MaterialForm
from program.models import (
    Contribution,
    Feature,
    Logo,
    Material,
    News,
    Room,
    Section,
    Slot,
    SlotSpeaker,
    Speaker,
)
from program.picture_forms import FeatureForm, LogoForm, SpeakerForm
from program.schedule import public_speakers
from workshop.admin.base import WorkshopInline, WorkshopModelAdmin, local_instant
from workshop.fields import zone_names
from workshop.models import Workshop

BY_WORKSHOP = ("workshop", admin.RelatedOnlyFieldListFilter)


class OfProgram:
    """Pages that the publications chair edits as well."""

    @staticmethod
    def workshops_of(user):
        return Workshop.objects.program_edited_by(user)


class SlotSpeakerInline(OfProgram, WorkshopInline):
    model = SlotSpeaker
    workshop_path = "slot__workshop"


class MaterialInline(OfProgram, WorkshopInline):
    model = Material
    form = MaterialForm
    workshop_path = "slot__workshop"


class ContributionMaterialInline(MaterialInline):
    form = ContributionMaterialForm
    workshop_path = "contribution__workshop"


class SpeakerMaterialInline(MaterialInline):
    workshop_path = "speaker__workshop"


class HasMaterials:
    """For a page with an inline of materials."""

    def save_formset(self, request, form, formset, change):
        """Each new link is shown as everyone gets it: nobody else tries it out in time."""
        super().save_formset(request, form, formset, change)
        if formset.model is Material:
            changed = [row for row, fields in formset.changed_objects if "url" in fields]
            for material in [*formset.new_objects, *changed]:
                if material.url:
                    messages.info(request, self._to_be_tried(material))

    @staticmethod
    def _to_be_tried(material):
        link = format_html('<a href="{}" rel="noopener">{}</a>', material.url, material.url)
        told = _("Open it once, as everyone gets it: %s. If it does not open, mend it here.")
        return format_html(str(told).replace("%s", "{}"), link)


@admin.register(Slot)
class SlotAdmin(HasMaterials, OfProgram, WorkshopModelAdmin):
    hint = _("Talks, breaks and all else that has a time")
    list_display = ["day", "time", "__str__", "kind", "people", "room", "workshop"]
    list_display_links = ["time", "__str__"]
    list_filter = [BY_WORKSHOP, "kind"]
    search_fields = ["title", "group", "chaired_by", "speakers__name"]
    inlines = [SlotSpeakerInline, MaterialInline]
    fields = ["kind", "starts_at", "ends_at", "title", "abstract", "room", "group", "chaired_by"]
    fields += ["is_cancelled"]

    day = local_instant("starts_at", _("day"), "D j M Y")
    starts = local_instant("starts_at", _("starts"), "H:i")
    ends = local_instant("ends_at", _("ends"), "H:i")

    @admin.display(description=_("time"), ordering="starts_at")
    def time(self, slot):
        return f"{self.starts(slot)}–{self.ends(slot)}" if slot.ends_at else self.starts(slot)

    @admin.display(description=_("people"))
    def people(self, slot):
        names = [appearance.speaker.name for appearance in slot.appearances.all()]
        return ", ".join([*names, *filter(None, [slot.group])])

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def view_on_site(self, slot):
        return slot.get_absolute_url()


class WithPicture:
    """Pages of rows that have one; before WorkshopModelAdmin."""

    PICTURE = ["as_shown", "upload", "drop", "waits"]
    readonly_fields = ["as_shown"]

    @admin.display(description=_("picture"))
    def as_shown(self, row):
        return render_to_string("program/_picture_in_admin.html", {"row": row})

    def get_fields(self, request, obj=None):
        """What is there is shown, and may be taken off where the row can do without."""
        left_out = set() if obj and obj.picture else {"as_shown", "drop"}
        left_out |= {"drop"} if self.form.is_needed else set()
        return [name for name in self.fields if name not in left_out]

    def save_model(self, request, obj, form, change):
        form.put_picture()
        super().save_model(request, obj, form, change)


@admin.register(Speaker)
class SpeakerAdmin(HasMaterials, OfProgram, WithPicture, WorkshopModelAdmin):
    form = SpeakerForm
    hint = _("Names, affiliations and biographies")
    list_display = ["name", "affiliation", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    search_fields = ["name", "affiliation"]
    inlines = [SpeakerMaterialInline]
    fields = ["name", "affiliation", "mail", "zone", "biography", "consents_to_recording"]
    fields += ["shows_name", "shows_photo", *WithPicture.PICTURE, "focus_x", "focus_y"]
    readonly_fields = [*WithPicture.readonly_fields, "shows_name", "shows_photo"]  # their word
    actions = ["invite"]

    @admin.action(description=_("Mail the link to their page"))
    def invite(self, request, queryset):
        workshops = Workshop.objects.filter(speakers__in=queryset).distinct()
        of_each = [queryset.filter(workshop=workshop) for workshop in workshops]
        count = sum(invite(list(speakers), by=request.user) for speakers in of_each)
        text = ngettext("%d speaker is mailed.", "%d speakers are mailed.", count) % count
        once = _("Each once a day, and only those whose mail address is known.")
        self.message_user(request, f"{text} {once}")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "zone":
            names = [(name, name.replace("_", " ")) for name in zone_names()]
            field.widget = Select(choices=[("", _("not said yet")), *names])
        return field

    def save_model(self, request, obj, form, change):
        """A link that went to another address opens no more, even if that comes back."""
        if change and "mail" in form.changed_data:
            end_links(form.instance, by=request.user)
        super().save_model(request, obj, form, change)

    def view_on_site(self, speaker):
        """Who stands in no slot has no page."""
        is_there = speaker in public_speakers(speaker.workshop)
        return speaker.get_absolute_url() if is_there else None


@admin.register(Room)
class RoomAdmin(OfProgram, WorkshopModelAdmin):
    hint = _("For slots that run at the same time")
    list_display = ["name", "position", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    fields = ["name", "position"]


@admin.register(Section)
class SectionAdmin(WorkshopModelAdmin):
    hint = _("Further parts of the first page, each with its text")
    list_display = ["title", "position", "from_", "until", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    search_fields = ["title", "text"]
    fields = ["title", "text", "position", "shown_from", "shown_until"]

    from_ = local_instant("shown_from", _("shown from"), "j M Y, H:i")
    until = local_instant("shown_until", _("shown until"), "j M Y, H:i")

    def view_on_site(self, section):
        return section.get_absolute_url()


@admin.register(News)
class NewsAdmin(WorkshopModelAdmin):
    hint = _("One line each, on the first page; a date that moves writes its own")
    list_display = ["when", "line", "workshop"]
    list_display_links = ["line"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    search_fields = ["line"]
    fields = ["at", "line", "url"]

    when = local_instant("at", _("when"), "j M Y, H:i")

    def view_on_site(self, line):
        return line.get_absolute_url()


@admin.register(Logo)
class LogoAdmin(WithPicture, WorkshopModelAdmin):
    form = LogoForm
    hint = _("Of hosts and sponsors, in a row on the first page")
    list_display = ["name", "kind", "position", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    fields = ["name", *WithPicture.PICTURE, "url", "kind", "position"]

    def view_on_site(self, logo):
        return logo.get_absolute_url()


@admin.register(Feature)
class FeatureAdmin(WithPicture, WorkshopModelAdmin):
    form = FeatureForm
    hint = _("One wide picture, under the dates")
    list_display = ["alt", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    fields = [*WithPicture.PICTURE, "alt"]

    def view_on_site(self, feature):
        return feature.get_absolute_url()


@admin.register(Contribution)
class ContributionAdmin(HasMaterials, OfProgram, WorkshopModelAdmin):
    """Placed here; which submissions are listed at all follows from the decisions.

    What was accepted elsewhere is added, worded and deleted here.
    """

    hint = _("What was accepted, here or elsewhere: slot and order")
    list_display = ["what", "by_whom", "slot", "position", "minutes", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop", "submission", "slot"]
    search_fields = ["title", "authors", "submission__title"]
    actions = None
    placing = ["slot", "position", "minutes"]
    inlines = [ContributionMaterialInline]

    @admin.display(description=_("title"))
    def what(self, contribution):
        return contribution.name

    @admin.display(description=_("authors"))
    def by_whom(self, contribution):
        return ", ".join(name for name, _affiliation in contribution.people)

    def get_fields(self, request, obj=None):
        is_submitted = obj and obj.submission_id
        texts = ["what", "by_whom"] if is_submitted else ["title", "authors", "abstract"]
        return [*texts, *self.placing]

    def get_readonly_fields(self, request, obj=None):
        return ["what", "by_whom"] if obj and obj.submission_id else []

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.prefetch_related("submission__authors")

    def view_on_site(self, contribution):
        return contribution.get_absolute_url()

    def has_delete_permission(self, request, obj=None):
        """A submission leaves the program by another decision."""
        return super().has_delete_permission(request) and not (obj and obj.submission_id)
