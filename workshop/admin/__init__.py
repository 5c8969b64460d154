from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import Select
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workshop.accounts import tell_renamed
from workshop.admin.base import (
    ReadOnlyAdmin,
    WorkshopInline,
    WorkshopModelAdmin,
    local_instant,
)
from workshop.admin.forms import KeyDateForm, KeyDateFormSet, MembershipForm
from workshop.admin.words import kind_of, lines_of
from workshop.discovery import found
from workshop.fields import zone_names
from workshop.mailserver import why_mail_waits
from workshop.models import Change, Job, KeyDate, Membership, Message, Topic, User, Workshop
from workshop.outbox import cancel, send_again, without_hidden
from workshop.progress import cancel_job
from workshop.queue import enqueue_again
from workshop.second_factor import remove_second_factor
from workshop.services import (
    LastChair,
    add_membership,
    end_membership,
    is_last_chair,
)
from workshop.trail import stored_snapshot


class KeyDateInline(WorkshopInline):
    model = KeyDate
    form = KeyDateForm
    formset = KeyDateFormSet


class TopicInline(WorkshopInline):
    model = Topic


ASKED = {"page_limit", "reference_pages", "paper", "blind_mode"}  # of a proposal's PDF


@admin.register(Workshop)
class WorkshopAdmin(WorkshopModelAdmin):
    """Name, place and dates, edited by the chairs. None is added here or deleted."""

    workshop_path = "pk"
    hint = _("Name, place, key dates and topics")
    list_display = ["name", "slug", "first_day", "zone", "is_public"]
    search_fields = ["name", "slug"]
    inlines = [KeyDateInline, TopicInline]
    fieldsets = [
        (None, {"fields": ["name", "acronym", "slug", "is_public", "summary", "introduction"]}),
        (_("When and where"), {"fields": ["first_day", "last_day", "zone", "place", "host"]}),
        (
            _("Who"),
            {
                "fields": [
                    *("organisers", "committee", "contact", "blind_mode", "previous"),
                    "needs_second_factor",
                ]
            },
        ),
        (
            _("Proposals"),
            {
                "fields": [
                    *("page_limit", "reference_pages", "paper", "most_megabytes"),
                    *("abstract_words", "most_drafts"),
                    *("needs_topic", "needs_affiliation", "needs_orcid"),
                    *("asks_parallel", "asks_registration", "asks_posting"),
                ]
            },
        ),
        (
            _("Reviewing"),
            {"fields": ["guidelines", "reviews_wanted", "most_reviews", "reviewers_discuss"]},
        ),
        (
            _("What is shown"),
            {
                "fields": [
                    "accent",
                    "call_shown",
                    "is_program_hidden",
                    "participants_shown",
                    "approves_materials",
                ]
            },
        ),
        (_("Elsewhere"), {"fields": ["submit_url", "register_url", "proceedings_url"]}),
    ]

    def workshop_of_row(self, row):
        return row

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "previous":
            field.queryset = self._editions_before(request)
        if db_field.name == "zone":
            field.widget = Select(choices=[(name, name) for name in zone_names()])
        return field

    @staticmethod
    def _editions_before(request):
        """Those that everybody knows, or that the reader chairs, and the one that is stored."""
        number = getattr(request.workshop, "pk", None)
        own = Workshop.objects.chaired_by(request.user)
        stored = Workshop.objects.filter(following=number) if number else own.none()
        known = Q(is_public=True) | Q(pk__in=own.values("pk")) | Q(pk__in=stored.values("pk"))
        return Workshop.objects.filter(known).exclude(pk=number)

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj and not request.user.is_operator else []

    def add_view(self, request, form_url="", extra_context=None):
        """To the operator's own form, which gives a workshop its dates and its chair."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("start")

    def save_model(self, request, obj, form, change):
        """Never write the counter back: another edit may have raised it meanwhile."""
        obj.before = stored_snapshot(obj)
        if "zone" in form.changed_data:
            messages.warning(
                request,
                _(
                    "The time zone has changed. Each date and slot stays at its instant, so it now "
                    "reads at another time of day: look through them."
                ),
            )
        if form.changed_data:
            obj.save(update_fields=form.changed_data)
        if ASKED & set(form.changed_data):
            for judge_again in found("checks", "judge_again"):
                judge_again(obj)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is KeyDate and (kinds := formset.edited_kinds):
            for moved in found("dates", "moved"):
                moved(form.instance, kinds, by=request.user)

    def has_add_permission(self, request, obj=None):
        return request.user.is_operator

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, obj):
        return obj.get_absolute_url()


@admin.register(Membership)
class MembershipAdmin(WorkshopModelAdmin):
    """Roles are given and taken, not edited; the person is told by mail."""

    form = MembershipForm
    hint = _("Who chairs and who reviews")
    list_display = ["user", "mail", "role", "workshop", "since"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter), "role"]
    list_select_related = ["user", "workshop"]
    search_fields = ["user__name", "user__email"]
    actions = None

    since = local_instant("created_at", _("since"), "j M Y")

    @admin.display(description=_("mail address"), ordering="user__email")
    def mail(self, membership):
        return membership.user.email

    def get_fields(self, request, obj=None):
        return ["person", "mail", "role", "since"] if obj else ["mail", "name", "role"]

    @admin.display(description=_("person"))
    def person(self, membership):
        return membership.user

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

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
        messages.info(request, _("A mail to %(mail)s is in the outbox.") % {"mail": obj.user.email})

    def response_add(self, request, obj, post_url_continue=None):
        """To the page of the new role; the demonstration shows the mail there."""
        super().response_add(request, obj, post_url_continue)
        return redirect("admin:workshop_membership_change", obj.pk)

    def delete_model(self, request, obj):
        """Two chairs who remove each other at once: the second is refused."""
        try:
            end_membership(obj, by=request.user)
        except LastChair as last:
            raise PermissionDenied from last

    def log_addition(self, request, obj, message):
        """The service has written the trail."""

    def log_deletions(self, request, queryset):
        """The service will write the trail."""


@admin.register(User)
class UserAdmin(WorkshopModelAdmin):
    """Accounts, for the operator alone. Only its owner changes an address, and confirms it."""

    workshop_path = ""
    hint = _("Everyone with an account")
    list_display = ["email", "name", "is_active", "is_superuser", "last_login"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "is_active", "is_superuser"]
    readonly_fields = ["email"]
    actions = ["remove_second_factor"]

    def has_add_permission(self, request, obj=None):
        return False

    has_delete_permission = has_add_permission

    @admin.action(description=_("Remove the second factor, and tell them"))
    def remove_second_factor(self, request, queryset):
        count = remove_second_factor(queryset, request=request)
        text = ngettext("Removed from %d account.", "Removed from %d accounts.", count)
        self.message_user(request, text % count)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        tell_renamed(obj)


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """The outbox of one's workshops."""

    hint = _("Every mail: to whom, and whether it has left")
    list_display = ["created", "recipient", "subject", "state", "next_try", "reason", "workshop"]
    list_display_links = ["created", "subject"]
    actions = ["send_again", "cancel"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter), "state", "purpose"]
    list_select_related = ["workshop"]
    search_fields = ["recipient", "subject"]
    fields = [
        "recipient",
        "subject",
        "text",
        "purpose",
        "state",
        "error",
        "tries",
        "created",
        "finished",
    ]

    created = local_instant("created_at", _("created"))
    finished = local_instant("finished_at", _("finished"))
    due = local_instant("due_at", _("due"), "j M, H:i T")

    @admin.display(description=_("next try"), ordering="due_at")
    def next_try(self, message):
        return self.due(message) if message.state == Message.State.WAITING else ""

    @admin.display(description=_("reason"))
    def reason(self, message):
        return Truncator(message.error).chars(80)

    @admin.action(description=_("Send again"))
    def send_again(self, request, queryset):
        count = send_again(queryset, by=request.user)
        text = ngettext("%d mail is queued again.", "%d mails are queued again.", count)
        self.message_user(request, text % count)

    @admin.action(description=_("Cancel what waits"))
    def cancel(self, request, queryset):
        count = cancel(queryset, by=request.user)
        text = ngettext("%d mail is cancelled.", "%d mails are cancelled.", count)
        self.message_user(request, text % count)

    def changelist_view(self, request, extra_context=None):
        if told := why_mail_waits(request.user):
            messages.warning(request, told)
        return super().changelist_view(request, extra_context)

    def get_queryset(self, request):
        """Without the mails about what the reader is in conflict with."""
        return without_hidden(super().get_queryset(request), request.user)

    def name_of(self, row):
        return row.subject

    def get_object(self, request, object_id, from_field=None):
        message = super().get_object(request, object_id, from_field)
        message.shown = message.text_for(request.user)
        return message

    @admin.display(description=_("text"))
    def text(self, message):
        return message.shown


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    hint = _("Who changed what, and when")
    list_display = ["when", "who", "kind", "name", "action", "workshop"]
    list_display_links = ["when", "name"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter), "action"]
    list_select_related = ["by", "workshop"]
    search_fields = ["name"]
    fields = ["when", "who", "action", "kind", "name", "from_to"]

    when = local_instant("at", _("when"))

    def get_queryset(self, request):
        """Without what no app lets the reader know, as it judges their own."""
        rows = super().get_queryset(request)
        for hidden_from in found("trails", "hidden_from"):
            rows = rows.exclude(hidden_from(request.user))
        return rows

    @admin.display(description=_("who"), ordering="by")
    def who(self, change):
        return change.who

    @admin.display(description=_("kind"), ordering="model")
    def kind(self, change):
        return capfirst(kind_of(change))

    @admin.display(description=_("from, to"))
    def from_to(self, change):
        return render_to_string("admin/_lines.html", {"lines": lines_of(change)})


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """The operator's: jobs belong to no one workshop."""

    workshop_path = ""
    hint = _("Work that runs behind the pages")
    list_display = ["created", "kind", "lane", "state", "tries", "percent", "reason", "by"]
    list_filter = ["kind", "state"]
    list_select_related = ["by"]
    exclude = ["arguments", "result", "step"]  # of a reviewer's job they tell what was assigned
    actions = ["try_again", "cancel"]

    created = local_instant("created_at", _("created"))

    @admin.display(description=_("reason"))
    def reason(self, job):
        return Truncator(job.error).chars(80)

    @admin.action(description=_("Try again what failed"))
    def try_again(self, request, queryset):
        failed = queryset.filter(state=Job.State.FAILED).values_list("key", flat=True)
        count = sum(enqueue_again(key) for key in list(failed))
        text = ngettext("%d job is queued again.", "%d jobs are queued again.", count)
        self.message_user(request, text % count)

    @admin.action(description=_("Cancel"))
    def cancel(self, request, queryset):
        count = sum(cancel_job(job, by=request.user) for job in queryset)
        text = ngettext("%d job is cancelled.", "%d jobs are cancelled.", count)
        self.message_user(request, text % count)
