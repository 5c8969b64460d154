"""A result as it is stored: by the numbers of the rows, without what only the computing needs."""


def stored_result(pool, answer):
    """What the page shows of it, each pair with the title of the paper that speaks for it."""
    rows, people = pool.submissions, pool.reviewers
    lines = [_line(pool, one) for one in answer["lines"]]
    names = ("total", "bound", "is_best", "gap", "worst", "notes", "floor", "plain", "fair")
    return {name: answer[name] for name in names} | {
        "lines": lines,
        "standing": sorted(pair for pair, one in pool.standing.items() if not one.is_fixed),
        "submissions": [one.pk for one in rows],
        "reviewers": [one.pk for one in people],
    }


def _line(pool, line):
    submission, reviewer = line["pair"]
    user = pool.reviewers[reviewer]
    return {
        "submission": pool.submissions[submission].pk,
        "reviewer": user.pk,
        "score": line["score"],
        "rank": line["rank"],
        "of": line["of"],
        "topics": line["topics"],
        "terms": line.get("terms", []),
        "paper": _title(pool, user, line["paper"]),
        "better": [[pool.reviewers[one].pk, why] for one, why in line["better"]],
    }


def _title(pool, user, number):
    if number is None:
        return ""
    return list(pool.profiles[user.pk].papers.all())[number].title
