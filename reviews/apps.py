from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self):
        from reviews.services import forget_release
        from submissions.signals import status_changed

        status_changed.connect(forget_release)
