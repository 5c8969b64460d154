"""What a workshop asks of the PDF of one submission."""

from submissions.pdf.policy import PAPERS, Policy
from workshop.models import Workshop


def policy_of(submission):
    workshop = submission.workshop
    authors = tuple(author.as_person for author in submission.authors.all())
    return format_of(workshop, anonymous=workshop.is_double_blind, authors=authors)


def format_of(workshop, **more):
    """Its length and its paper alone, with `more` of a Policy."""
    is_any = workshop.paper == Workshop.Paper.ANY
    paper = tuple(PAPERS) if is_any else (workshop.paper,)
    return Policy(workshop.page_limit, workshop.reference_pages, paper, **more)
