from reviews.models.assignment import Assignment, AssignmentChange
from reviews.models.comment import Comment
from reviews.models.criterion import Criterion, Score
from reviews.models.decision import BoardVisit, Decision, DecisionChange, Label
from reviews.models.named import NamedReviewer
from reviews.models.review import Review, ReviewVersion

__all__ = [
    "Assignment",
    "AssignmentChange",
    "BoardVisit",
    "Comment",
    "Criterion",
    "Decision",
    "DecisionChange",
    "Label",
    "NamedReviewer",
    "Review",
    "ReviewVersion",
    "Score",
]
