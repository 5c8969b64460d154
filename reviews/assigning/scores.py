"""How near reviewers are to submissions, as far as it was computed or brought in already."""

from reviews.models import AffinityScore, MatchingRun

MOST_READ = 500  # submissions of a draft: the table of a larger one is too long for a page
WITH_SCORES = {MatchingRun.State.DONE, MatchingRun.State.APPLIED}


def scores_known(workshop, user, submissions):
    """{(submission, reviewer), by number: score}, of the newest draft of `user`.

    Where there is none, what was brought in of `submissions`, a queryset of what they may assign.
    """
    runs = MatchingRun.objects.filter(workshop=workshop, by=user, state__in=WITH_SCORES)
    run = runs.defer("problem").first()
    brought_in = AffinityScore.objects.filter(submission__in=submissions)
    if run and len(run.result["submissions"]) <= MOST_READ:
        return scores_of(run)
    told = brought_in.values_list("submission", "reviewer", "score")
    return {(submission, reviewer): score for submission, reviewer, score in told}


def scores_of(run):
    """Of each pair that was weighed; the draft speaks of both by their places."""
    rows, people = run.result["submissions"], run.result["reviewers"]
    edges = run.problem["solved"]["edges"]
    return {
        (rows[submission], people[reviewer]): score
        for submission, reviewer, score in zip(*edges, strict=True)
    }
