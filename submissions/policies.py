"""What a workshop asks of the PDF of one submission."""

from submissions.pdf.people import Person
from submissions.pdf.policy import PAPERS, Policy
from workshop.models import Workshop


def policy_of(submission):
    workshop = submission.workshop
    is_any = workshop.paper == Workshop.Paper.ANY
    return Policy(
        pages=workshop.page_limit,
        references=workshop.reference_pages,
        paper=tuple(PAPERS) if is_any else (workshop.paper,),
        anonymous=workshop.is_double_blind,
        authors=tuple(
            Person(author.name, author.mail, author.affiliation)
            for author in submission.authors.all()
        ),
    )
