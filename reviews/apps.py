from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviewing")

    def ready(self):
        from reviews.announcing import forget_release
        from submissions.signals import status_changed

        status_changed.connect(forget_release)
