from django.apps import AppConfig
from django.contrib.admin import apps as admin


class WorkshopConfig(AppConfig):
    name = "workshop"


class OssauAdminConfig(admin.AdminConfig):
    default = False
    default_site = "workshop.adminsite.OssauAdminSite"
