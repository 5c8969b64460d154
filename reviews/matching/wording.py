"""Numbers and names as a sentence has them."""

MOST_NAMED = 8


def listed(words):
    words = list(words)
    if len(words) > MOST_NAMED:
        words = [*words[: MOST_NAMED - 1], f"{len(words) - MOST_NAMED + 1} more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number, thing):
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def named(problem, kind, numbers):
    """“submission 7”, “submissions 7 and 9”, or by their names where they have some."""
    names = problem.names.get(f"{kind}s")
    words = [names[one] if names else str(one) for one in map(int, numbers)]
    return f"{kind if len(words) == 1 else f'{kind}s'} {listed(words)}"
