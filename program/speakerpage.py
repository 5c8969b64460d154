"""The page behind a speaker's link: all that she mends, saved as a whole or not at all."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from program.consent import follow_consent
from program.materials import add_material, remove_material
from program.models import Material, Slot, Speaker
from program.picture_forms import PortraitForm
from program.speakerforms import AboutForm, OwnMaterialForm, StoredMaterialForm, TalkForm
from program.speakers import talks_of
from program.uploads import store_file
from workshop.forms import problems
from workshop.models import Workshop
from workshop.trail import name_of_page, record, stored_snapshot

MOST_OF_A_SLOT = 20
TYPED = {"title": _("title"), "abstract": _("abstract"), "url": _("address")}


@dataclass(frozen=True)
class Talk:
    """A slot of hers with its form, those of its materials, and that of a new one."""

    slot: Slot
    form: TalkForm
    materials: list
    added: OwnMaterialForm | None

    @property
    def forms(self):
        return [self.form, *self.materials, *filter(None, [self.added])]


class SpeakerPage:
    """`sent` are the data and the files of a form; without them the page shows what is stored."""

    def __init__(self, speaker, *sent):
        self.speaker = speaker
        self.about = AboutForm(*sent, instance=speaker, prefix="about")
        self.portrait = PortraitForm(*sent, instance=speaker, prefix="portrait")
        self.talks = [_talk(slot, sent) for slot in talks_of(speaker)]

    @property
    def rows(self):
        return [self.about, *(talk.form for talk in self.talks)]

    @property
    def materials(self):
        return [form for talk in self.talks for form in talk.materials]

    @property
    def forms(self):
        own = [self.about, self.portrait]
        return own + [form for talk in self.talks for form in talk.forms]

    @property
    def problems(self):
        """[(id, label, sentence), …] for `ossau/errors.html`."""
        found = problems(self.about) + problems(self.portrait)
        for talk in self.talks:
            found += [one for form in talk.forms for one in problems(form, f"{talk.slot}: ")]
        return found

    def is_valid(self):
        """What is taken away need not be right."""
        right = [form.is_valid() or _is_removed(form) for form in self.forms if form.is_bound]
        return all(right)


def _talk(slot, sent):
    stored = [
        _form(StoredMaterialForm, row, f"material-{row.code}", sent)
        for row in slot.materials.mended_by_speakers(timezone.now())
    ]
    is_full = len(stored) >= MOST_OF_A_SLOT
    blank = Material(slot=slot)
    added = None if is_full else _form(OwnMaterialForm, blank, f"new-{slot.code}", sent)
    return Talk(slot, _form(TalkForm, slot, f"talk-{slot.code}", sent), stored, added)


def _form(form_class, row, prefix, sent):
    """Without what was sent for a row that came while the page was open: it was not on it."""
    was_shown = sent and any(name.startswith(f"{prefix}-") for name in sent[0])
    return form_class(*(sent if was_shown else ()), instance=row, prefix=prefix)


def _has_changed(form):
    return form.is_bound and form.has_changed() and not _is_removed(form)


def _is_removed(form):
    return bool(getattr(form, "cleaned_data", {}).get("is_removed"))


def left_over(page, request):
    """[(label, text), …] typed about what was taken off the program while it was open here."""
    known = {form.prefix for form in page.forms}
    found = []
    for name, texts in request.POST.lists():
        prefix, _dash, field = name.rpartition("-")
        if prefix and prefix not in known and field in TYPED:
            found += [(capfirst(TYPED[field]), text) for text in texts if text.strip()]
    return found


def save_page(page):
    """Whether it was saved. Of a page that is not, each form says why, and files are kept."""
    if page.is_valid():
        changed = [form for form in page.forms if _has_changed(form)]
        for form in changed:
            _store(form)
        if _saved(page, changed):
            return True
    page.portrait.keep_picture()
    return False


def _store(form):
    """Files first, and then the transaction."""
    if isinstance(form, PortraitForm):
        form.put_picture()
    else:
        store_file(form)


@transaction.atomic
def _saved(page, changed):
    """The workshop's row is locked first: of two saves one comes second, and is refused."""
    speaker = page.speaker
    workshop = Workshop.objects.select_for_update().get(pk=speaker.workshop_id)
    guarded = [form for form in [*page.rows, *page.materials] if form in changed]
    refused = [form for form in guarded if form.refuse_if_stale()]
    if refused:
        return False
    name = Speaker.objects.get(pk=speaker.pk).name
    trail = {"by": None, "via": gettext("%(name)s, speaker by link") % {"name": name}}
    for form in page.rows:
        if form in changed:
            _save_row(form, workshop, trail)
    if page.portrait in changed:
        _save_portrait(page.portrait, workshop, trail)
    for talk in page.talks:
        _save_materials(talk, changed, trail)
    return True


def _save_row(form, workshop, trail):
    """The fields of the form alone: the rest may have been edited meanwhile."""
    row = type(form.instance)._base_manager.get(pk=form.instance.pk)
    before = stored_snapshot(row)
    names = form.guarded
    for name in names:
        setattr(row, name, form.cleaned_data[name])
    row.save(update_fields=[*names, *_followed(row)])
    record(row, workshop=workshop, before=before, **trail)


def _followed(row):
    """The fields that change with a consent."""
    return follow_consent(row, Speaker.objects.get(pk=row.pk)) if isinstance(row, Speaker) else []


def _save_portrait(form, workshop, trail):
    row = Speaker.objects.get(pk=form.instance.pk)
    before = stored_snapshot(row)
    for name in Speaker.FIELDS:
        setattr(row, name, getattr(form.instance, name))
    row.save(update_fields=Speaker.FIELDS)
    record(row, workshop=workshop, before=before, **trail)


def _save_materials(talk, changed, trail):
    for form in talk.materials:
        if _is_removed(form):
            remove_material(form.instance, **trail)
        elif form in changed:
            before = stored_snapshot(form.instance)
            form.save()
            about = {"workshop": talk.slot.workshop, "page": name_of_page(talk.slot)}
            record(form.instance, before=before, **about, **trail)
    if talk.added in changed:
        add_material(talk.added.instance, is_trusted=True, **trail)
