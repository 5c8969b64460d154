"""Who is asked, and the rules that the rows of the table are made of.

An answer is a status, "in" for the way to the sign-in page, or "→" for any other redirect. A rule
has one for each role, by a method; a row is a pair of them, for GET and for POST.
"""

VISITORS = ["anonymous", "speaker"]  # who has a speaker's link is signed in by nothing
PARTICIPANTS = ["stranger", "participant"]
AUTHORS = ["author", "co_author", "reviewing_author"]
REVIEWERS = ["reviewer", "free_reviewer", "conflicted_reviewer", "writing_reviewer"]
STAFF = ["publications", "other_chair", "chair", "conflicted_chair", "handling_chair"]
SUPERUSERS = ["superuser", "conflicted_superuser"]
SIGNED_IN = [*PARTICIPANTS, *AUTHORS, *REVIEWERS, *STAFF, *SUPERUSERS]
ROLES = [*VISITORS, *SIGNED_IN]

# --- of the cast's workshop ---
CHAIRS = ["chair", "conflicted_chair", "handling_chair", *SUPERUSERS]
EDITORS = ["publications", *CHAIRS]  # of the program
COMMITTEE = [*REVIEWERS, "reviewing_author"]

# --- of a submission; `handling_chair` has one of her own, with which all the others conflict ---
SUBMITTER = ["author"]
FREE_CHAIRS = ["chair", "handling_chair", "superuser"]
READERS = [*AUTHORS, *FREE_CHAIRS]
ASSIGNED = ["reviewer", "writing_reviewer"]  # who wrote another one

# --- of the admin ---
ADMIN_OF_CHAIRS = ["other_chair", *CHAIRS]
ADMIN = ["other_chair", *EDITORS]
ALIKE_TO_ADMIN = [  # to those who are asked all of it
    *("participant", "co_author", "reviewing_author"),
    *("free_reviewer", "conflicted_reviewer", "writing_reviewer"),
    *("handling_chair", "conflicted_superuser"),
]

# For tests that take long.
OF_EACH_KIND = [role for role in ROLES if role not in {"speaker", *ALIKE_TO_ADMIN}]


def everyone(answer):
    return dict.fromkeys(ROLES, answer)


def visitors(answer, *, others):
    return everyone(others) | dict.fromkeys(VISITORS, answer)


def signed_in(answer):
    return visitors("in", others=answer)


def only(people, answer="200"):
    """To all others it is not there; visitors are asked to sign in, whether it is there or not."""
    return signed_in("404") | dict.fromkeys(people, answer)


def row(get, post):
    return {"get": get, "post": post}


def public_page():
    return row(everyone("200"), everyone("405"))


def page(people):
    """To be read, and nothing else."""
    return row(only(people), signed_in("405"))


def form(people, empty="200"):
    """`empty` answers it with nothing filled in: shown again, or with errors (422), or done."""
    return row(only(people), only(people, empty))


def act(people, empty="→"):
    """What only a button does."""
    return row(signed_in("405"), only(people, empty))


def same(rule):
    return row(rule, rule)
