from submissions.lifecycle import Status
from submissions.models.blind_copy import BlindCopy
from submissions.models.conflict import Conflict
from submissions.models.manuscript import Manuscript
from submissions.models.submission import Author, StatusChange, Submission

__all__ = ["Author", "BlindCopy", "Conflict", "Manuscript", "Status", "StatusChange", "Submission"]
