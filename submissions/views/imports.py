"""Bringing submissions in from elsewhere: the files, which column is what, a look, and then it."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from submissions.importing.doing import ask_for_import, kept_sheet, opened_plan
from submissions.importing.keeping import folder_of, keep
from submissions.importing.packed import MOST_BYTES as MOST_OF_ZIP
from submissions.importing.packed import MOST_ENTRIES, Packed
from submissions.importing.people import people_listed
from submissions.importing.sheet import (
    FIELDS,
    MOST_BYTES,
    MOST_LINES,
    NEEDED,
    guessed,
    sheet_of,
)
from workshop.chair_page import chair_context
from workshop.sheets import Unreadable
from workshop.views.shared import chaired

SHOWN = 100  # lines that would be added; of those that are wrong all are


class FilesForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("The list, a CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    pdfs = forms.FileField(
        label=gettext_lazy("The PDFs, in one ZIP"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    people = forms.FileField(
        label=gettext_lazy("The list of authors"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=gettext_lazy(
            "EasyChair’s author.csv, which has the mail addresses that its submission.csv lacks."
        ),
    )

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop

    def clean_sheet(self):
        upload = self.cleaned_data["sheet"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB. Bring it in parts."))
        return self._readable(upload, lambda: sheet_of(upload.read()))

    def clean_people(self):
        upload = self.cleaned_data["people"]
        if upload and upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB. Bring it in parts."))
        read = self._readable
        return upload and read(upload, lambda: people_listed(sheet_of(upload.read())))

    def clean_pdfs(self):
        upload = self.cleaned_data["pdfs"]
        if upload.size > MOST_OF_ZIP:
            raise forms.ValidationError(_("The ZIP is larger than 2 GB. Bring it in parts."))
        most = self.workshop.most_megabytes
        return self._readable(upload, lambda: Packed(upload, most_megabytes=most))

    @staticmethod
    def _readable(upload, read):
        try:
            read()
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        upload.seek(0)
        return upload


class ColumnsForm(forms.Form):
    """Which column each field is read from; and whether authors get a receipt."""

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, initial=guessed(names), **kwargs)
        columns = [(place, name or f"{place + 1}") for place, name in enumerate(names)]
        for name, (label, _known) in FIELDS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=[("", _("no column")), *columns],
                coerce=int,
                empty_value=None,
                required=name in NEEDED,
            )
        self.fields["mails_to_authors"] = forms.BooleanField(
            label=_("Send each author a receipt"), required=False
        )

    @property
    def columns(self):
        chosen = {name: self.cleaned_data[name] for name in FIELDS}
        return {name: place for name, place in chosen.items() if place is not None}


@require_http_methods(["GET", "HEAD", "POST"])
def import_submissions(request, slug):
    """Both files are kept after the first step; “look” shows, “do” does what was shown."""
    workshop = chaired(request, slug)
    token = request.POST.get("token", "")
    if not token:
        return _files(request, workshop)
    folder = folder_of(token, workshop, request.user)
    if folder is None:
        messages.error(request, _("These files are not kept any more. Choose them once more."))
        return redirect("import_submissions", slug)
    return _columns(request, workshop, folder, token, is_new=False)


def _files(request, workshop):
    form = FilesForm(request.POST or None, request.FILES or None, workshop=workshop)
    if not (request.method == "POST" and form.is_valid()):
        return _page(request, workshop, form=form)
    files = [form.cleaned_data[name] for name in ("sheet", "pdfs", "people")]
    token = keep(workshop, request.user, *files)
    folder = folder_of(token, workshop, request.user)
    return _columns(request, workshop, folder, token, is_new=True)


def _columns(request, workshop, folder, token, *, is_new):
    sheet = kept_sheet(folder)
    form = ColumnsForm(None if is_new else request.POST, names=sheet.names)
    about = {"columns": form, "token": token, "note": sheet.note}
    if is_new or not form.is_valid():
        return _page(request, workshop, **about)
    with opened_plan(workshop, folder, form.columns) as (plan, _packed):
        if "do" in request.POST and request.POST.get("seen") == plan.digest:
            about = {"with_mails": form.cleaned_data["mails_to_authors"], "by": request.user}
            job = ask_for_import(workshop, folder, form.columns, **about)
            return redirect("job", job.code)
        if "do" in request.POST:
            messages.warning(
                request, _("This is not what was shown, so nothing was done. Look again.")
            )
        return _page(request, workshop, plan=plan, lines=_shown(plan), **about)


def _shown(plan):
    """All that is wrong, and the first of what is not."""
    wrong = [line for line in plan.lines if line.act == "wrong"]
    return [*wrong, *[line for line in plan.lines if line.act != "wrong"][:SHOWN]]


def _page(request, workshop, **about):
    context = chair_context(workshop) | {"section": "chair_list", "most": MOST_LINES}
    context |= {"most_files": MOST_ENTRIES} | about
    return render(request, "submissions/import.html", context)
