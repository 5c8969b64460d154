"""Whether words name a place of work: what is no author, and no title."""

import re

WORKPLACE = re.compile(
    r"\b(?:univ\.?|universi\w+|institut\w*|inst\.|laborator\w+|labs?|département|departe?ment\w*"
    r"|departamento|dipartimento|dept|faculty|faculté|facultad|fakultät|college|school|schule"
    r"|hochschule|academy|academia|akademie|école|ecole|escuela|escola|politecnico|polytechni\w+"
    r"|cent(?:er|re)|centro|hospital|research|group|ministry|gmbh|inc|ltd|llc|corp|corporation"
    r"|division|society|association|council|agency|observatory|museum|consortium|committee|team"
    r"|project|services?|sciences?|technolog(?:y|ies)|engineering|informatics|mathematics|physics"
    r"|company|foundation|fondation|cnrs|inria|inrae|inserm|cea|csic|eth|epfl|kth|tu|mit|ucl"
    r"|google|microsoft|nvidia|intel|ibm|meta|amazon|huawei|deepmind|openai)\b"
    r"|大学|大學|研究|学院|學院|대학|연구",
    re.IGNORECASE,
)
PLACES = set(
    """ann arbor;buenos aires;cape town;chapel hill;college park;costa rica;czech republic;great
    britain;hong kong;kuala lumpur;los angeles;menlo park;mexico city;mountain view;new brunswick;
    new delhi;new haven;new jersey;new york;new zealand;north carolina;palo alto;rio de janeiro;
    salt lake city;san diego;san francisco;san jose;santa barbara;santa clara;sao paulo;são paulo;
    saudi arabia;south africa;south korea;sri lanka;tel aviv;united arab emirates;united kingdom;
    united states;viet nam;west lafayette""".replace("\n    ", " ")
    .replace("; ", ";")
    .split(";")
)


def names_a_workplace(text):
    return bool(WORKPLACE.search(text))


def is_place(text):
    """Whether it is one of the places that look like a first and a last name."""
    return text.casefold() in PLACES
