"""What a proposal's PDF is, and whether that is what the call asks for.

`measure` takes facts from a file that nobody trusts, in a process of its own; `judge` compares
facts with a workshop's policy. Facts are stored with the verdict that followed: when the policy
changes, they can be judged again and no file is opened. Plain Python; words for people are in
`submissions.findings`.
"""

from .facts import VERSION
from .judging import judge
from .measuring import drawings, measure
from .people import Person
from .policy import PAPERS, Finding, Policy
from .texts import body_of, text_of

__all__ = [
    "PAPERS",
    "VERSION",
    "Finding",
    "Person",
    "Policy",
    "body_of",
    "drawings",
    "judge",
    "measure",
    "text_of",
]
