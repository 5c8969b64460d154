from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class WorkshopConfig(AppConfig):
    name = "workshop"
    verbose_name = _("Workshop")

    def ready(self):
        from allauth.account.signals import email_changed

        from workshop.accounts import remember_address

        email_changed.connect(remember_address)


class OssauAdminConfig(admin.AdminConfig):
    default = False
    default_site = "workshop.adminsite.OssauAdminSite"
