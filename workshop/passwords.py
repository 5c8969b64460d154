"""Passwords, for those who keep one: long and not to be guessed, made up of whatever they like."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from workshop.models import Workshop
from workshop.reauthentication import AsksAnew
from workshop.trail import record_act

LEAST = 15
LEAST_OF_ONES_OWN = 8  # characters beside the words below
LEAST_DIFFERENT = 4
WORDS_OF_THE_TRADE = {"ossau", "workshop", "submission", "reviewer", "password"}
RUNS = {"1234567890", "123456789", "abcdefghij", "qwertyuiop", "asdfghjkl", "zxcvbnm"}


def letters_of(text):
    return "".join(one for one in text.casefold() if one.isalnum())


def guessable_words(user):
    """The site's, those of public workshops and, of the account, its name and address."""
    workshops = Workshop.objects.public().values_list("name", "acronym", "slug")
    texts = [settings.SITE_HOST.replace(".", " "), *[text for row in workshops for text in row]]
    if user:
        texts += [user.name, user.email.replace("@", " ").replace(".", " ")]
    words = {letters_of(word) for text in texts for word in [text, *text.split()]}
    return {word for word in words if len(word) > 2} | WORDS_OF_THE_TRADE | RUNS


class GuessableWordsValidator:
    """Refuses a password that is little more than what everybody here can guess."""

    def validate(self, password, user=None):
        if len(password) < LEAST:
            return  # is refused as too short; of two reasons the second would only confuse
        rest = letters_of(password)
        for word in sorted(guessable_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        rest += "".join(one for one in password if not one.isalnum() and not one.isspace())
        if len(rest) < LEAST_OF_ONES_OWN or len(set(rest)) < LEAST_DIFFERENT:
            raise ValidationError(
                _(
                    "This password is little more than what can be guessed: words of the site, "
                    "of a workshop, of your name or address, or a row of keys. Add words of your "
                    "own."
                ),
                code="password_guessable",
            )


class SaysTheRule:
    """A form that tells the whole rule in one sentence, instead of one for each part of it."""

    RULE = _lazy(
        "At least 15 characters of any kind, such as five words of your own; what is common, or "
        "can be guessed from this site or your address, is refused."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = self.RULE


class SetForm(AsksAnew, SaysTheRule, SetPasswordForm):
    pass


class ChangeForm(SaysTheRule, ChangePasswordForm):
    pass


class ResetForm(SaysTheRule, ResetPasswordKeyForm):
    pass


@transaction.atomic
def remove_password(user):
    """From now on the account is entered in its other ways; its other sessions end."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record_act(user, "password", "kept", "removed", by=user, workshop=None)
    get_adapter().send_notification_mail("account/email/password_removed", user)
