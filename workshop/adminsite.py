from functools import wraps

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workshop.models import Workshop


class OssauAdminSite(AdminSite):
    """The admin for those who work on a workshop, entered through the site's own sign-in."""

    site_title = site_header = _("Ossau")
    index_title = _("Edit your workshops")
    site_url = None
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only pages built on our base: a library's do not know whose rows they show."""
        from workshop.admin.base import WorkshopModelAdmin  # which registers at this site

        if admin_class and issubclass(admin_class, WorkshopModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        if not hasattr(request, "may_enter_admin"):
            own = Workshop.objects.program_edited_by(request.user)
            operator = request.user.is_authenticated and request.user.is_operator
            request.may_enter_admin = operator or own.exists()
        return request.may_enter_admin

    def admin_view(self, view, cacheable=False):
        """What is not for you is not there: 404 instead of Django's 403 and its own sign-in."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request, *args, **kwargs):
            if not self.has_permission(request):
                return self.login(request)
            try:
                return inner(request, *args, **kwargs)
            except PermissionDenied as denied:
                raise Http404 from denied

        return guarded

    def get_urls(self):
        """Without the addresses that look a row up past our querysets; nothing here needs them."""
        unneeded = {"view_on_site", "autocomplete"}
        return [url for url in super().get_urls() if getattr(url, "name", "") not in unneeded]

    def get_app_list(self, request, app_label=None):
        """What is edited first, the program before the workshop under it; then the records.

        The apps are installed from the base upwards, and each names its pages in order.
        """
        found = self._build_app_dict(request, app_label)
        sections = [found[app.label] for app in apps.get_app_configs() if app.label in found]
        records = {"name": _("Records"), "app_label": "records", "models": []}
        for section in sections:
            entries, section["models"] = section["models"], []
            for entry in entries:
                page = self._registry[entry["model"]]
                kept_in = records if page.is_record else section
                kept_in["models"].append(entry | {"hint": page.hint})
        return [part for part in [*reversed(sections), records] if part["models"]]

    def app_index(self, request, app_label, extra_context=None):
        name = {"title": apps.get_app_config(app_label).verbose_name}
        return super().app_index(request, app_label, name | (extra_context or {}))

    def login(self, request, extra_context=None):
        """Strangers sign in; who is signed in and chairs nothing finds no such page."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise Http404
        here = request.get_full_path()
        directly = here == reverse("admin:login")
        asked_for = request.GET.get("next") or (reverse("admin:index") if directly else here)
        return redirect_to_login(asked_for, reverse("account_request_login_code"))

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        return redirect("account_change_password")
