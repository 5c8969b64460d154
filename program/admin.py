from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from program.models import Material, Room, Slot, SlotSpeaker, Speaker
from workshop.admin.base import WorkshopInline, WorkshopModelAdmin, local_instant

BY_WORKSHOP = ("workshop", admin.RelatedOnlyFieldListFilter)


class SlotSpeakerInline(WorkshopInline):
    model = SlotSpeaker
    workshop_path = "slot__workshop"


class MaterialInline(WorkshopInline):
    model = Material
    workshop_path = "slot__workshop"


@admin.register(Slot)
class SlotAdmin(WorkshopModelAdmin):
    hint = _("Talks, breaks and all else that has a time")
    list_display = ["day", "time", "__str__", "kind", "people", "room", "workshop"]
    list_display_links = ["time", "__str__"]
    list_filter = [BY_WORKSHOP, "kind"]
    search_fields = ["title", "group", "speakers__name"]
    inlines = [SlotSpeakerInline, MaterialInline]
    fields = ["kind", "starts_at", "ends_at", "title", "abstract", "room", "group"]

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


@admin.register(Speaker)
class SpeakerAdmin(WorkshopModelAdmin):
    hint = _("Names, affiliations and biographies")
    list_display = ["name", "affiliation", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    search_fields = ["name", "affiliation"]
    fields = ["name", "affiliation", "mail", "biography"]


@admin.register(Room)
class RoomAdmin(WorkshopModelAdmin):
    hint = _("For slots that run at the same time")
    list_display = ["name", "position", "workshop"]
    list_filter = [BY_WORKSHOP]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    fields = ["name", "position"]
