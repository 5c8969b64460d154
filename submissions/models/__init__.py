from submissions.models.conflict import Conflict
from submissions.models.manuscript import Manuscript
from submissions.models.submission import Author, Status, StatusChange, Submission

__all__ = ["Author", "Conflict", "Manuscript", "Status", "StatusChange", "Submission"]
