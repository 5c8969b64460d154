"""The form of a team: its name, where it works, and who is of it, one a line."""

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from competition.models import Team
from competition.teams import MOST_MEMBERS, Person, people_of
from submissions.pdf.pasting import parse_people
from submissions.people_words import sentence_of
from submissions.querysets import addresses_of
from workshop.fields import validate_mail_address
from workshop.forms import LongText, NameLine, OneLine
from workshop.lookalikes import validate_alphabet
from workshop.models import Membership, User


class TeamForm(forms.ModelForm):
    """Of a new team or a stored one; the rules are accepted once, with the registration."""

    members = LongText(
        label=_("Members"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 4, "autocapitalize": "off", "spellcheck": "false"}),
        help_text=_("One a line, as Name <mail>. You are a member in any case; each is told."),
    )
    accepts = forms.BooleanField(
        label=_("We accept the rules of the competition"),
        error_messages={"required": _("Read the rules and tick this: a team is bound by them.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["name", "affiliation", "members", "accepts"]

    class Meta:
        model = Team
        fields = ["name", "affiliation"]
        field_classes = {"name": NameLine, "affiliation": OneLine}
        help_texts = {"name": _("Everybody reads it on the leaderboard.")}
        error_messages = {"name": {"required": _("Give your team a name.")}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["members"].is_needed = True  # who registers is one, whatever stands there
        if self.instance.pk:
            del self.fields["accepts"]
            self.initial["members"] = lines_of(people_of(self.instance))
            self.initial["seen"] = self.instance.version
        else:
            self.initial["members"] = lines_of([Person(user.name or "", user.email)])

    def clean_members(self):
        """The people, as `Person`; what is not understood is named, line for line."""
        entries = parse_people(self.cleaned_data["members"])
        own = {self.initial["members"].strip()}  # of somebody who has not told a name yet
        wrong = [(one.words, why) for one in entries if one.words not in own and (why := _why(one))]
        if wrong:
            raise ValidationError([f"“{words[:60]}”: {why}" for words, why in wrong])
        if len(entries) > MOST_MEMBERS:
            raise ValidationError(
                _("A team has at most %(most)d members.") % {"most": MOST_MEMBERS}
            )
        people = [Person(one.name, one.mail.lower()) for one in entries if one.name]
        self._leave_chairs_out(people)
        return people

    def _leave_chairs_out(self, people):
        """Nobody else puts a chair into a team: a chair does not judge an own entry."""
        known = {one.mail for one in people_of(self.instance)} if self.instance.pk else set()
        named = {one.mail for one in people} - known - addresses_of(self.user)
        chairs = Membership.objects.chairs().filter(workshop=self.instance.competition.workshop)
        if taken := named & mails_of(chairs):
            told = _("%(mail)s organises this workshop: who does, adds only themself to a team.")
            raise ValidationError([told % {"mail": mail} for mail in sorted(taken)])

    def validate_constraints(self):
        """The service asks whether the name is free, which it alone knows for sure."""

    def texts(self):
        return {name: self.cleaned_data[name] for name in ("name", "affiliation", "members")}


def mails_of(chairs):
    """Every address that is confirmed as one of theirs."""
    people = User.objects.filter(memberships__in=chairs)
    confirmed = EmailAddress.objects.filter(user__in=people, verified=True)
    return {*people.values_list("email", flat=True), *_lower(confirmed)}


def _lower(addresses):
    return {mail.lower() for mail in addresses.values_list("email", flat=True)}


def lines_of(people):
    return "\n".join(f"{one.name} <{one.mail}>".strip() for one in people)


def _why(entry):
    """What is wrong with a line, in words; "" where nothing is."""
    if entry.trouble:
        return sentence_of(entry.trouble)
    if not entry.name:
        return _("The name is missing. Write it as Name <mail>.")
    if not entry.mail:
        return _("The mail address is missing. Write it as Name <mail>.")
    try:
        validate_alphabet(entry.name)
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    try:
        validate_email(entry.mail), validate_mail_address(entry.mail)
    except ValidationError:
        return _("This is no mail address. Write it like name@example.org.")
    return ""
