from submissions.lifecycle import Status
from submissions.models.asked import Answer, Attestation, Question
from submissions.models.author import Author
from submissions.models.blind_copy import BlindCopy
from submissions.models.conflict import Conflict
from submissions.models.extension import Extension
from submissions.models.history import Edit, StatusChange
from submissions.models.manuscript import Manuscript
from submissions.models.submission import Submission

__all__ = [
    "Answer",
    "Attestation",
    "Author",
    "BlindCopy",
    "Conflict",
    "Edit",
    "Extension",
    "Manuscript",
    "Question",
    "Status",
    "StatusChange",
    "Submission",
]
