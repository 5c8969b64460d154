from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from workshop.admin.base import ReadOnlyAdmin, WorkshopInline, WorkshopModelAdmin
from workshop.admin.forms import MembershipForm, UserForm
from workshop.models import Change, Job, KeyDate, Membership, Message, Topic, User, Workshop
from workshop.services import add_membership, end_membership, is_last_chair
from workshop.trail import snapshot


class KeyDateInline(WorkshopInline):
    model = KeyDate


class TopicInline(WorkshopInline):
    model = Topic


@admin.register(Workshop)
class WorkshopAdmin(WorkshopModelAdmin):
    """Adding one is the operator's act; the rest is the chairs'. None is deleted, only hidden."""

    workshop_path = "pk"
    list_display = ["name", "slug", "first_day", "zone", "is_public"]
    search_fields = ["name", "slug"]
    inlines = [KeyDateInline, TopicInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "is_public", "summary", "introduction"]}),
        (_("When and where"), {"fields": ["first_day", "last_day", "zone", "place", "host"]}),
        (_("Who"), {"fields": ["organisers", "contact"]}),
    ]

    def workshop_being_edited(self, request, object_id):
        return self.get_object(request, object_id) if object_id else Workshop()

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj and not request.user.is_superuser else []

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def save_model(self, request, obj, form, change):
        """Never write the counter back: another edit may have raised it meanwhile."""
        if not change:
            return super().save_model(request, obj, form, change)
        stored = Workshop.objects.get(pk=obj.pk)
        obj.before = snapshot(stored)
        return obj.save(update_fields=form.changed_data) if form.changed_data else None

    def has_add_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, obj):
        return obj.get_absolute_url()


@admin.register(Membership)
class MembershipAdmin(WorkshopModelAdmin):
    """Roles are given and taken, not edited; the person is told by mail."""

    form = MembershipForm
    list_display = ["user", "mail", "role", "workshop", "created_at"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter), "role"]
    list_select_related = ["user", "workshop"]
    search_fields = ["user__name", "user__email"]
    actions = None

    @admin.display(description=_("mail address"), ordering="user__email")
    def mail(self, membership):
        return membership.user.email

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request) and not (obj and is_last_chair(obj))

    def save_model(self, request, obj, form, change):
        saved = add_membership(
            obj.workshop,
            mail=form.cleaned_data["mail"],
            name=form.cleaned_data["name"],
            role=obj.role,
            by=request.user,
        )
        obj.pk, obj.user = saved.pk, saved.user
        messages.info(request, _("A mail to %(mail)s is on its way.") % {"mail": saved.user.email})

    def delete_model(self, request, obj):
        end_membership(obj, by=request.user)

    def log_addition(self, request, obj, message):
        """The service has written the trail."""

    log_deletions = log_addition


@admin.register(User)
class UserAdmin(WorkshopModelAdmin):
    """Accounts, for the operator alone."""

    form = UserForm
    workshop_path = ""
    list_display = ["email", "name", "is_active", "is_superuser", "last_login"]
    search_fields = ["email", "name"]

    def get_queryset(self, request):
        return User.objects.all() if request.user.is_superuser else User.objects.none()

    def _may(self, request, obj=None):
        return request.user.is_active and request.user.is_superuser

    has_view_permission = has_change_permission = has_module_permission = _may

    def has_add_permission(self, request, obj=None):
        return False

    has_delete_permission = has_add_permission


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "name", "model", "action"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter), "action"]
    list_select_related = ["by"]
    search_fields = ["name"]
    fields = ["at", "by", "action", "model", "name", "fields"]


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """The outbox of one's workshops. Codes and links are masked."""

    list_display = ["created_at", "recipient", "subject", "state", "tries"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter), "state", "purpose"]
    search_fields = ["recipient", "subject"]
    fields = ["recipient", "subject", "text", "purpose", "state", "error", "tries", "created_at"]

    @admin.display(description=_("text"))
    def text(self, message):
        return message.masked_text


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """The operator's: jobs belong to no one workshop."""

    workshop_path = ""
    list_display = ["created_at", "kind", "lane", "state", "tries"]
    list_filter = ["kind", "state"]

    def get_queryset(self, request):
        return Job.objects.all() if request.user.is_superuser else Job.objects.none()
