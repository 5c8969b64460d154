from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshop import boards, forms, outbox
from workshop.demo import demo_roles
from workshop.faces import address_of_face
from workshop.markdown import as_html
from workshop.times import offset_of

register = template.Library()
IN_SIGHT = 3  # fields that are seen together


@register.filter
def offset(at):
    """How far the zone being shown is from UTC at that instant: "UTC+1"; or "AoE"."""
    return offset_of(timezone.localtime(at))


@register.filter
def problems(form):
    """[(id, label, sentence), …] of the fields to mend; none of a short form, all in sight."""
    return forms.problems(form) if len(form.visible_fields()) > IN_SIGHT else []


@register.filter
def markdown(text):
    return as_html(text)


@register.filter
def lookup(dictionary, key):
    return dictionary.get(key, "")


@register.filter
def isolated(names):
    """Names beside one another: one that is written from the right turns no other round."""
    return format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in names))


@register.filter
def days_off(days):
    """How far a reminder is from its date, in words."""
    if days == 0:
        return _("at the date")
    after = ngettext("%d day after", "%d days after", days)
    before = ngettext("%d day before", "%d days before", -days)
    return after % days if days > 0 else before % -days


@register.simple_tag(takes_context=True)
def came_from(context):
    """The board that was left for this page (see workshop.boards), or None."""
    return boards.came_from(context["request"])


@register.simple_tag(takes_context=True)
def from_here(context, lead="?"):
    """To append to the addresses on a board, so that they lead back to it."""
    return boards.from_here(context["request"], lead)


@register.simple_tag
def demonstration_roles():
    """[(role, its name for readers), …] of the sign-in buttons; none in production."""
    names = {"chair": _("Chair"), "second-chair": _("Second chair")}
    names |= {"author": _("Author"), "reviewer": _("Reviewer")}
    names |= {"participant": _("Participant"), "speaker": _("Speaker")}
    return [] if settings.PRODUCTION else [(role, names[role]) for role in demo_roles()]


@register.simple_tag
def face(accent):
    """The address of the stylesheet with this colour."""
    return address_of_face(accent)


@register.simple_tag
def code_minutes():
    return settings.CODE_LIFETIME // 60


@register.inclusion_tag("workshop/_demonstration_mail.html")
def demonstration_of(mail):
    """A mail of the demonstration with its code or link: those it is for are nobody."""
    is_shown = demonstration_roles() and not settings.EMAIL_HOST
    return {"message": mail if is_shown and mail.state == mail.State.WAITING else None}


@register.inclusion_tag("workshop/_demonstration_mail.html")
def demonstration_mail(recipient, purpose=""):
    """The mail that waits for this recipient, where no mail server would bring it."""
    shown = recipient and not settings.PRODUCTION and not settings.EMAIL_HOST
    return {"message": outbox.waiting_for(recipient, purpose) if shown else None}
