"""Submissions that were sent in elsewhere, brought in from a sheet and a ZIP."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from submissions.groups import writers_of_drafts
from submissions.importing.keeping import remove_old
from submissions.importing.packed import NUMBERED, CannotRead, Packed
from submissions.importing.people import people_of
from submissions.importing.plan import plan_of
from submissions.importing.sheet import guessed, sheet_of
from submissions.models import Status, Submission
from submissions.uploads import add_manuscript
from tests.factories import make_topic
from tests.pdfs import paper
from tests.submissions.forms import edit_address, typed, upload
from workshop.models import Job, Message, User
from workshop.queue import perform, work_once
from workshop.sheets import Unreadable

pytestmark = pytest.mark.django_db
CMT = """Paper ID,Paper Title,Abstract,Author Names,Author Emails,Primary Subject Area,Files
7,Cold starts,One.,"Moreau, Ana (Pau)*; Wei, Li (Lyon)",ana@pau.example*; li@l.example,Heat,cold.pdf
8,Warm ends,We end.,"Ott, Eva (Bonn)",eva@bonn.example,Tea,
"""


def packed(**files):
    """A ZIP; of names with dots replaced by double underscores."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", ".").replace("_IN_", "/"), content)
    return out.getvalue()


ZIP = {"cold__pdf": paper(1), "8_IN_any__pdf": paper(2)}


@pytest.fixture
def page(client, cast):
    client.force_login(cast.chair)
    return reverse("import_submissions", args=[cast.workshop.slug])


@pytest.fixture
def send(client, page):
    """Both files: the page of the columns."""

    def files(sheet=CMT, pdfs=None):
        is_packed = isinstance(pdfs, bytes)
        about = {
            "sheet": SimpleUploadedFile("list.csv", sheet.encode()),
            "pdfs": SimpleUploadedFile("all.zip", pdfs if is_packed else packed(**(pdfs or ZIP))),
        }
        return client.post(page, about)

    return files


def chosen(answer, **more):
    form = answer.context["columns"]
    columns = {name: place for name, place in form.initial.items() if name in form.fields}
    return {"token": answer.context["token"], "look": "1"} | columns | more


@pytest.fixture
def look(client, page, send):
    def at(sheet=CMT, pdfs=None, **more):
        answer = send(sheet, pdfs)
        return client.post(page, chosen(answer, **more))

    return at


@pytest.fixture
def ask(client, page, look):
    """Press the button below what was shown: the job."""

    def for_all_of(sheet=CMT, pdfs=None, **more):
        seen = look(sheet, pdfs, **more)
        asked = chosen(seen, do="1", seen=seen.context["plan"].digest, **more)
        asked |= {
            name: place
            for name, place in seen.context["columns"].data.items()
            if name in seen.context["columns"].fields
        }
        client.post(page, asked)
        return Job.objects.filter(kind="import").latest("pk")

    return for_all_of


@pytest.fixture
def bring(ask):
    """Do it, with all that follows: the report, {title: what came of it}."""

    def all_of(sheet=CMT, pdfs=None, **more):
        job = ask(sheet, pdfs, **more)
        for _turn in range(4):
            while work_once("files"):
                pass
            Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
            work_once("long")
        job.refresh_from_db()
        assert job.state == "done", job.error
        with default_storage.open(job.result["file"]) as report:
            lines = csv.reader(io.StringIO(report.read().decode("utf-8-sig")))
            return {title: told for _line, _number, title, _code, told in list(lines)[1:]}

    return all_of


def test_the_columns_of_other_systems_are_known():
    easychair = (
        "#,title,authors,submitted,last updated,form fields,keywords,decision,abstract,deleted?"
    )
    openreview = "number,forum,title,abstract,authors,authorids,keywords,pdf"
    ours = "code,title,state,arrived,abstract,authors,presenter,topics"

    assert guessed(CMT.splitlines()[0].split(",")) == {
        "number": 0, "title": 1, "abstract": 2, "authors": 3, "mails": 4, "topics": 5, "file": 6,
    }  # fmt: skip
    assert guessed(easychair.split(",")) == {
        "number": 0, "title": 1, "authors": 2, "topics": 6, "abstract": 8, "deleted": 9,
    }  # fmt: skip
    assert guessed(openreview.split(",")) == {
        "number": 0, "title": 2, "abstract": 3, "authors": 4, "mails": 5, "topics": 6, "file": 7,
    }  # fmt: skip
    assert guessed(ours.split(",")) == {
        "number": 0, "title": 1, "abstract": 4, "authors": 5, "topics": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("authors", "mails"),
    [
        ("Ana Moreau <ana@x.example> (Pau) 0000-0002-1825-0097; Li Wei <li@x.example>", ""),
        ("Moreau, Ana (Pau)*; Wei, Li", "ana@x.example*; li@x.example"),
        ("Ana Moreau|Li Wei", "ana@x.example|li@x.example"),
        ("Ana Moreau and Li Wei", "Ana@x.example, li@x.example"),
    ],
)
def test_authors_are_read_as_each_system_writes_them(authors, mails):
    people = people_of(authors, mails)

    assert [(one["name"], one["mail"]) for one in people] == [
        ("Ana Moreau", "ana@x.example"),
        ("Li Wei", "li@x.example"),
    ]


EASYCHAIR = """#,title,authors,submitted,last updated,form fields,keywords,abstract,deleted?
8,Warm ends,"Eva Ott and Li Wei",2026-11-01 10:00,2026-11-01 10:00,,,We end.,no
9,Gone,"Jo Roe",2026-11-01 10:00,2026-11-01 10:00,,,We went.,yes
"""
PEOPLE = """submission #,first name,last name,email,country,affiliation,Web page,person #
8,Eva,Ott,eva@bonn.example,Germany,Bonn,,1
8,Li,Wei,li@lyon.example,France,Lyon,,2
9,Jo,Roe,jo@x.example,France,Pau,,3
"""


def test_easychair_has_its_addresses_in_a_list_of_authors(client, page):
    about = {
        "sheet": SimpleUploadedFile("submission.csv", EASYCHAIR.encode()),
        "people": SimpleUploadedFile("author.csv", PEOPLE.encode()),
        "pdfs": SimpleUploadedFile("all.zip", packed(**ZIP)),
    }
    answer = client.post(page, about)

    plan = client.post(page, chosen(answer)).context["plan"]

    assert [(line.title, line.act) for line in plan.lines] == [
        ("Warm ends", "add"),
        ("Gone", "out"),
    ]
    assert plan.lines[0].people[1] == {
        "name": "Li Wei", "mail": "li@lyon.example", "affiliation": "Lyon", "orcid": "",
    }  # fmt: skip


def test_a_list_of_authors_without_addresses_is_refused(client, page):
    about = {
        "sheet": SimpleUploadedFile("submission.csv", EASYCHAIR.encode()),
        "people": SimpleUploadedFile("author.csv", PEOPLE.replace("email", "x").encode()),
        "pdfs": SimpleUploadedFile("all.zip", packed(**ZIP)),
    }

    told = client.post(page, about).content.decode()

    assert "The list of authors lacks the columns: email." in told


@pytest.mark.parametrize(
    ("name", "number"),
    [("12", "12"), ("paper12", "12"), ("paper_0012", "12"), ("submission-12", "12"), ("a12", None)],
)
def test_a_pdf_is_known_by_its_number(name, number):
    match = NUMBERED.fullmatch(name)

    assert (match and match[1]) == number


def test_a_look_tells_of_each_line_what_it_would_do_and_stores_nothing(cast, look):
    make_topic(cast.workshop, "Heat")
    sheet = CMT + "9,,None,Jo Roe,jo@x.example,,\n"

    seen = look(sheet)

    text = seen.content.decode()
    for told in ("Cold starts", "Ana Moreau", "cold.pdf", "8/any.pdf", "2 new"):
        assert told in text
    for told in ("No topic of this workshop: Tea.", "Its title is missing", "not one PDF of it"):
        assert told in text
    assert not Submission.objects.exists()
    assert not User.objects.filter(email="ana@pau.example").exists()


def test_a_look_shows_topics_and_how_the_abstract_begins(cast, look):
    make_topic(cast.workshop, "Heat")

    text = look(CMT.replace("One.", f"One. {'long ' * 100}")).content.decode()

    assert ">Heat</span>" in text
    assert "One. long" in text
    assert "long" * 50 not in text.replace(" ", "")


@pytest.mark.parametrize(("old", "new"), [("One.", "Two."), ("Heat", "Ice")])
def test_another_abstract_or_topic_is_another_thing_that_was_shown(cast, old, new):
    for name in ("Heat", "Ice", "Tea"):
        make_topic(cast.workshop, name)
    columns = guessed(CMT.splitlines()[0].split(","))
    shown = [
        plan_of(cast.workshop, sheet_of(text.encode()), columns, None, {}).digest
        for text in (CMT, CMT.replace(old, new))
    ]

    assert len(set(shown)) == 2


def test_what_was_seen_is_brought_in_and_sent_in_without_a_mail(cast, bring):
    topic = make_topic(cast.workshop, "Heat")

    assert bring() == {"Cold starts": "sent in", "Warm ends": "sent in"}

    row = Submission.objects.get(title="Cold starts")
    assert (row.status, row.submitter.email) == (Status.SUBMITTED, "ana@pau.example")
    assert not row.submitter.emailaddress_set.filter(verified=True).exists()
    assert list(row.topics.all()) == [topic]
    assert [one.affiliation for one in row.authors.all()] == ["Pau", "Lyon"]
    assert row.proposal.is_accepted
    assert not Message.objects.exclude(purpose="code").exists()


def test_receipts_go_out_where_they_are_wanted(bring):
    bring(mails_to_authors="on")

    assert set(Message.objects.filter(purpose="receipt").values_list("recipient", flat=True)) == {
        "ana@pau.example", "li@l.example", "eva@bonn.example",
    }  # fmt: skip


def test_the_same_files_twice_make_nothing_twice(bring):
    bring()

    again = bring()

    assert set(again.values()) == {"is here already"}
    assert Submission.objects.count() == 2


def test_the_same_title_by_the_same_authors_is_here_under_another_number(bring):
    bring()

    again = bring(CMT.replace("\n7,", "\n70,"))

    assert again["Cold starts"] == "is here already"


def test_one_whose_pdf_is_refused_is_named_in_the_report_and_not_sent_in(bring):
    told = bring(pdfs=ZIP | {"cold__pdf": b"%PDF-1.4 broken"})

    assert "not sent in, its PDF is refused" in told["Cold starts"]
    assert told["Warm ends"] == "sent in"
    assert Submission.objects.get(title="Cold starts").is_draft


def test_only_who_writes_in_what_was_not_sent_in_is_reminded_of_it(client, cast, bring):
    bring(pdfs=ZIP | {"cold__pdf": b"%PDF-1.4 broken"})
    assert writers_of_drafts(cast.workshop) == []

    draft = Submission.objects.get(title="Cold starts")
    client.force_login(draft.submitter)
    client.post(edit_address(draft), typed(key=draft.key, seen=draft.version, save="1"))

    assert [one.mail for one in writers_of_drafts(cast.workshop)] == ["ana@pau.example"]


def test_who_sends_a_pdf_of_what_was_brought_in_is_reminded_of_it(cast, bring):
    bring(pdfs=ZIP | {"cold__pdf": b"%PDF-1.4 broken"})
    draft = Submission.objects.get(title="Cold starts")

    add_manuscript(draft, upload(paper(3)), by=draft.submitter)

    assert [one.mail for one in writers_of_drafts(cast.workshop)] == ["ana@pau.example"]


def test_one_whose_pdf_cannot_be_unpacked_leaves_no_draft(bring):
    whole = packed(**ZIP)
    begin = whole.index(paper(1))
    damaged = whole[:begin] + b"X" * 60 + whole[begin + 60 :]

    told = bring(pdfs=damaged)

    assert told == {
        "Cold starts": "The PDF cannot be unpacked. Pack it anew.",
        "Warm ends": "sent in",
    }
    assert [one.title for one in Submission.objects.all()] == ["Warm ends"]


def test_a_job_that_is_done_again_makes_nothing_twice(bring):
    bring()
    job = Job.objects.get(kind="import")

    perform(job)

    assert Submission.objects.count() == 2
    assert Submission.objects.get(title="Cold starts").manuscripts.count() == 1


def test_while_pdfs_are_checked_the_page_of_the_job_says_so(client, ask):
    job = ask()
    page = reverse("job", args=[job.code])
    assert "It waits for its turn." in client.get(page).content.decode()

    work_once("long")

    told = client.get(page).content.decode()
    assert "2 PDFs are being checked." in told
    assert "It waits for its turn." not in told


def test_what_was_not_seen_is_not_done(client, page, look):
    seen = look()

    answer = client.post(page, chosen(seen, **seen.context["columns"].initial, do="1", seen="x"))

    assert "This is not what was shown" in answer.content.decode()
    assert not Job.objects.filter(kind="import").exists()


def test_files_are_given_back_to_who_sent_them_alone(client, cast, page, send):
    asked = chosen(send())
    cast.workshop.memberships.create(user=cast.stranger, role="chair")
    client.force_login(cast.stranger)

    answer = client.post(page, asked, follow=True)

    assert "not kept any more" in answer.content.decode()


@pytest.mark.parametrize(
    ("sheet", "pdfs", "told"),
    [
        (b"%PDF-1.4", None, "This is no text."),
        (b"", None, "empty"),
        (CMT.encode(), b"no zip", "This is no ZIP file"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_the_reason(client, page, sheet, pdfs, told):
    about = {
        "sheet": SimpleUploadedFile("list.csv", sheet),
        "pdfs": SimpleUploadedFile("all.zip", pdfs or packed(**ZIP)),
    }

    assert told in client.post(page, about).content.decode()


def test_a_list_of_empty_lines_is_told_before_each_is_read():
    with pytest.raises(Unreadable, match="over 500000 line breaks"):
        sheet_of(b"title,authors\n" + b"\n" * 500_001)


def test_a_damaged_entry_is_one_pdf_that_cannot_be_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("12.pdf", bytes(range(256)) * 200)
    damaged = bytearray(out.getvalue())
    damaged[60:120] = b"\xff" * 60

    packed_pdfs = Packed(io.BytesIO(damaged), most_megabytes=1)
    with pytest.raises(CannotRead, match="cannot be unpacked"):
        packed_pdfs.read(packed_pdfs.entry_of("12.pdf", ""))


def test_nobody_else_can_begin_what_an_import_goes_on_with(cast):
    """Forms bring a key with them: one that could be worked out would be found by the import."""
    columns = guessed(CMT.splitlines()[0].split(","))
    plan = plan_of(cast.workshop, sheet_of(CMT.encode()), columns, None, {})
    with override_settings(SECRET_KEY="another"):
        elsewhere = plan_of(cast.workshop, sheet_of(CMT.encode()), columns, None, {})

    assert {one.key for one in plan.lines}.isdisjoint({one.key for one in elsewhere.lines})


def test_a_zip_bomb_is_told_by_what_it_says_of_itself():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5001):
            archive.writestr(f"{number}.pdf", b"")

    with pytest.raises(Unreadable, match="5001 files"):
        Packed(out, most_megabytes=1)


def test_a_pdf_that_is_too_large_is_left_out_before_it_is_unpacked(cast, look):
    cast.workshop.most_megabytes = 1
    cast.workshop.save()

    seen = look(pdfs=ZIP | {"cold__pdf": b"%PDF" + b"0" * 2**20})

    assert "The PDF is larger than 1 MB." in seen.content.decode()


def test_files_of_an_import_are_removed_in_the_end(send):
    send()
    assert remove_old(timezone.now()) == 0

    assert remove_old(timezone.now() + timedelta(days=4)) >= 1
    assert default_storage.listdir("imports")[0] == []
