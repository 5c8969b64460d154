from workshop.models.closing import Closing
from workshop.models.editions import KeyDate, Membership, Topic, Workshop
from workshop.models.links import ActionLink
from workshop.models.mail import Letter, MailText, Reminder
from workshop.models.people import FormerAddress, User
from workshop.models.queue import Job, Message, Outage
from workshop.models.trail import Change, History, Unsealing

__all__ = [
    "ActionLink",
    "Change",
    "Closing",
    "FormerAddress",
    "History",
    "Job",
    "KeyDate",
    "Letter",
    "MailText",
    "Membership",
    "Message",
    "Outage",
    "Reminder",
    "Topic",
    "Unsealing",
    "User",
    "Workshop",
]
