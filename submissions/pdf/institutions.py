"""Whether words name a place of work: what is no author, and no title."""

import re

WORKPLACE = re.compile(
    r"\b(?:univ\.?|universi\w+|institut\w*|inst\.|laborator\w+|labs?|département|departe?ment\w*"
    r"|departamento|dipartimento|dept|faculty|faculté|facultad|fakultät|college|school|schule"
    r"|hochschule|academy|academia|akademie|école|ecole|escuela|escola|politecnico|polytechni\w+"
    r"|cent(?:er|re)|centro|hospital|research|group|ministry|gmbh|inc|ltd|llc|corp|corporation"
    r"|company|foundation|fondation|cnrs|inria|inrae|inserm|cea|csic|eth|epfl|kth|tu|mit|ucl"
    r"|google|microsoft|nvidia|intel|ibm|meta|amazon|huawei|deepmind|openai)\b"
    r"|大学|大學|研究|学院|學院|대학|연구",
    re.IGNORECASE,
)


def names_a_workplace(text):
    return bool(WORKPLACE.search(text))
