from reviews.models.assignment import Assignment, AssignmentChange
from reviews.models.comment import Comment
from reviews.models.criterion import Criterion, Score
from reviews.models.decision import BoardVisit, Decision, DecisionChange, Label
from reviews.models.invitation import Invitation
from reviews.models.matching import AffinityScore, MatchingRun, Preference
from reviews.models.named import NamedReviewer
from reviews.models.profile import (
    PastPaper,
    ProfileAffiliation,
    ProfileAlias,
    ProfileAvoid,
    ReviewerProfile,
)
from reviews.models.review import Review, ReviewVersion

__all__ = [
    "AffinityScore",
    "Assignment",
    "AssignmentChange",
    "BoardVisit",
    "Comment",
    "Criterion",
    "Decision",
    "DecisionChange",
    "Invitation",
    "Label",
    "MatchingRun",
    "NamedReviewer",
    "PastPaper",
    "Preference",
    "ProfileAffiliation",
    "ProfileAlias",
    "ProfileAvoid",
    "Review",
    "ReviewVersion",
    "ReviewerProfile",
    "Score",
]
