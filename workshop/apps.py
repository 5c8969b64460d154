from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class WorkshopConfig(AppConfig):
    name = "workshop"
    verbose_name = _("Workshop")

    def ready(self):
        from allauth.account import signals as account
        from allauth.mfa import signals as mfa

        from workshop.accounts import remember_address
        from workshop.second_factor import factor_added, factor_removed
        from workshop.sessions import end_others

        account.email_changed.connect(remember_address)
        mfa.authenticator_added.connect(factor_added)
        mfa.authenticator_reset.connect(factor_added)
        mfa.authenticator_removed.connect(factor_removed)
        for changed in (
            account.email_changed,
            account.password_changed,
            account.password_set,
            mfa.authenticator_added,
            mfa.authenticator_removed,
        ):
            changed.connect(end_others)


class OssauAdminConfig(admin.AdminConfig):
    default = False
    default_site = "workshop.adminsite.OssauAdminSite"
