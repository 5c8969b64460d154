from workshop.views.chair import chair, publish
from workshop.views.health import healthz
from workshop.views.pages import home, me
from workshop.views.signing_in import action_link, demo_sign_in, sign_up
from workshop.views.start import start, start_by_link

__all__ = [
    "action_link",
    "chair",
    "demo_sign_in",
    "healthz",
    "home",
    "me",
    "publish",
    "sign_up",
    "start",
    "start_by_link",
]
