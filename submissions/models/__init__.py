from submissions.lifecycle import Status
from submissions.models.conflict import Conflict
from submissions.models.manuscript import Manuscript
from submissions.models.submission import Author, StatusChange, Submission

__all__ = ["Author", "Conflict", "Manuscript", "Status", "StatusChange", "Submission"]
