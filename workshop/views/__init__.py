from workshop.views.arrivals import arrival
from workshop.views.chair import chair, publish
from workshop.views.editions import invite_people, new_edition
from workshop.views.face import face
from workshop.views.health import healthz
from workshop.views.jobs import job, job_file
from workshop.views.letters import letter, write_letter
from workshop.views.mail_setup import mail_setup
from workshop.views.outbox import message, outbox
from workshop.views.pages import home, me, preview
from workshop.views.privacy import erase_me, my_data, privacy
from workshop.views.reauthentication import ReauthenticateByCode
from workshop.views.reminders import reminders
from workshop.views.security import security_txt
from workshop.views.sessions import sessions
from workshop.views.signing_in import action_link, demo_sign_in, remove_password, sign_up
from workshop.views.start import start, start_by_link
from workshop.views.texts import mail_text, mail_texts

__all__ = [
    "ReauthenticateByCode",
    "action_link",
    "arrival",
    "chair",
    "demo_sign_in",
    "erase_me",
    "face",
    "healthz",
    "home",
    "invite_people",
    "job",
    "job_file",
    "letter",
    "mail_setup",
    "mail_text",
    "mail_texts",
    "me",
    "message",
    "my_data",
    "new_edition",
    "outbox",
    "preview",
    "privacy",
    "publish",
    "reminders",
    "remove_password",
    "security_txt",
    "sessions",
    "sign_up",
    "start",
    "start_by_link",
    "write_letter",
]
