from competition.models.competition import Competition, Opening, Slice
from competition.models.entries import Description, Entry
from competition.models.measurements import Measurement
from competition.models.results import Award
from competition.models.teams import Team, TeamMember

__all__ = [
    "Award",
    "Competition",
    "Description",
    "Entry",
    "Measurement",
    "Opening",
    "Slice",
    "Team",
    "TeamMember",
]
