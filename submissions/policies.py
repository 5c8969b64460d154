"""What a workshop asks of the PDF of one submission."""

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
        authors=tuple(author.as_person for author in submission.authors.all()),
    )
