"""What each role may know of the stage's submission, in each state of its life."""

NOTHING = set()
TEXTS = {"title", "author", "affiliation"}
DRAFT = {*TEXTS, "mail", "file", "notes"}
WORK = {*DRAFT, "acting"}  # for which a chair has changed it
MINE = {"reviewer"}  # her own name; chairs may assign her
CHOICES = {"recommendation", "confidence"}  # which she may choose on her form
CONFLICTS = {"conflict", "lifting"}
CASE = {*WORK, "reviewer", *CONFLICTS, "lateness"}
ASKED = {*CASE, "declining", "own_conflict"}
REPORT = {"for_authors", "for_chairs", "earlier", "said", *CHOICES}
HERS = {*MINE, "title", *REPORT}
READ = {*WORK, "for_authors", "word"}
ANSWERED = ASKED | REPORT | {"word"}  # to the authors, with the decision

# state: what its authors, its reviewer, its chairs and everyone else may come across
MAY_KNOW = {
    "draft": (DRAFT, MINE, NOTHING, NOTHING),
    "submitted": (WORK, MINE, CASE, NOTHING),
    "assigned": (WORK, {*MINE, "title", "draft_review", *CHOICES}, ASKED, NOTHING),
    "reviewed": (WORK, HERS, ASKED | REPORT, NOTHING),
    "decided": (WORK, HERS, ANSWERED, NOTHING),
    "released": (READ, HERS, ANSWERED, NOTHING),
    "mailed": (READ, HERS, ANSWERED, NOTHING),
    "published": (READ | {"hours"}, HERS | TEXTS, ANSWERED | {"hours"}, TEXTS),
    "rejected": (READ, HERS, ANSWERED, NOTHING),
    "withdrawn": (WORK, MINE, ASKED | REPORT, NOTHING),
    "desk": (WORK, MINE, ASKED | REPORT, NOTHING),
    "handled": (WORK, HERS, ASKED | REPORT, NOTHING),
}
AUTHORS = dict.fromkeys(["author", "co_author", "reviewing_author"], 0)
COLUMN = AUTHORS | {"reviewer": 1, "chair": 2, "superuser": 2}


OTHERS = {"lateness"}  # of a person who has longer, whatever that person has sent in
ACCEPTED = {"released", "mailed", "published"}  # and its authors know


def may_know(state, role):
    if state == "handled" and role in {"chair", "handling_chair"}:
        role = "conflicted_chair" if role == "chair" else "chair"
    if role in {"conflicted_chair", "conflicted_superuser"} and state != "draft":
        return OTHERS | MAY_KNOW[state][3]
    if role == "publications" and state in ACCEPTED:
        return {*TEXTS, "file"} | (MAY_KNOW[state][0] & {"hours"})  # who places it
    return MAY_KNOW[state][COLUMN.get(role, 3)]
