from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramConfig(AppConfig):
    name = "program"
    verbose_name = _("Program")

    def ready(self):
        from program.confirmations import ask_anew
        from program.services import leave_program
        from submissions.signals import status_changed

        status_changed.connect(leave_program)
        status_changed.connect(ask_anew)
