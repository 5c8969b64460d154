"""The fields of what a workshop asks beside the proposal: its questions, and what to confirm."""

from django import forms
from django.utils.translation import gettext as _

from submissions.models import Question
from submissions.models.asked import Attestation, attestations_asked
from submissions.words import TOO_LONG
from workshop.forms import OneLine

MOST_OF_AN_ANSWER = 500  # characters
YES = "yes"


def field_of(question):
    fixed = {"label": question.text, "required": False}
    if question.kind == Question.Kind.TICK:
        field = forms.BooleanField(**fixed)
    elif question.kind == Question.Kind.CHOICE:
        choices = [("", "–"), *((one, one) for one in question.choice_list)]
        field = forms.ChoiceField(choices=choices, **fixed)
    else:
        field = OneLine(max_length=MOST_OF_AN_ANSWER, error_messages=TOO_LONG, **fixed)
    field.is_needed = question.is_required
    if question.for_reviewers:
        field.help_text = _("Reviewers see the answer.")
    return field


def field_of_attestation(kind):
    field = forms.BooleanField(label=kind.label, required=False)
    field.is_needed = True
    return field


class AskedFields:
    """A part of the form of a submission. Its fields are `question-N` and `attest-KIND`."""

    def add_asked(self, workshop, submission):
        self.questions = {f"question-{one.pk}": one for one in workshop.questions.all()}
        self.to_attest = {f"attest-{kind}": kind for kind in attestations_asked(workshop)}
        for name, question in self.questions.items():
            self.fields[name] = field_of(question)
        for name, kind in self.to_attest.items():
            self.fields[name] = field_of_attestation(kind)
        if submission.pk and not self.is_bound:
            self.initial |= self._stored(submission)

    def _stored(self, submission):
        answers = {f"question-{one.question_id}": one.text for one in submission.answers.all()}
        attested = {f"attest-{one.kind}": True for one in submission.attestations.all()}
        return answers | attested

    def question_fields(self):
        return [self[name] for name in self.questions]

    def attest_fields(self):
        return [self[name] for name in self.to_attest]

    def answers_typed(self, before):
        """{number of the question: its answer}; of one that is not valid, what is stored."""
        typed = {}
        for name, question in self.questions.items():
            value = self.cleaned_data.get(name, before.get(question.pk, ""))
            text = (YES if value else "") if question.kind == Question.Kind.TICK else value
            if text:
                typed[question.pk] = text
        return typed

    def attested(self, before):
        """What is confirmed; also what was when the workshop asked for it."""
        ticked = {str(kind) for name, kind in self.to_attest.items() if self.cleaned_data.get(name)}
        return ticked | (before - {str(kind) for kind in self.to_attest.values()})

    def ask_for_answers(self):
        for name, question in self.questions.items():
            if question.is_required and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("Needed before it can be sent in."))
        for name in self.to_attest:
            if not self.cleaned_data.get(name):
                self.add_error(name, _("It can be sent in once this is confirmed."))


def write_answers(submission, answers):
    """Let the answers be these: {number of the question: text}."""
    submission.answers.exclude(question__in=answers).delete()
    for question, text in answers.items():
        submission.answers.update_or_create(question_id=question, defaults={"text": text})


def write_attested(submission, kinds, *, by):
    """Let these be confirmed; who confirmed one first, and when, stays."""
    submission.attestations.exclude(kind__in=kinds).delete()
    for kind in kinds:
        submission.attestations.get_or_create(kind=kind, defaults={"by": by})


def answers_missing(submission):
    """The questions that must be answered, and the sentences to confirm, that are not, in words."""
    required = [one for one in submission.workshop.questions.all() if one.is_required]
    answered = {one.question_id for one in submission.answers.all()} if required else set()
    questions = [one for one in required if one.pk not in answered]
    asked = attestations_asked(submission.workshop)
    attested = {one.kind for one in submission.attestations.all()} if asked else set()
    sentences = [kind for kind in asked if kind not in attested]
    return [
        *(_("an answer to “%(question)s”") % {"question": one} for one in questions),
        *(
            _("that you confirm “%(sentence)s”") % {"sentence": Attestation.Kind(kind).label}
            for kind in sentences
        ),
    ]
