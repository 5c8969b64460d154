"""From the pool and the settings to what is computed with: places in lists instead of numbers."""

from collections import Counter
from dataclasses import dataclass

from submissions.finding.organisations import organisation_of, organisations_in

MANY, TOP = 500, 50  # submissions; candidates of each that are then looked at
PRICE = 0.2  # of a soft rule that is broken, where scores go from 0 to 1
NO, SOFT, HARD = "no", "soft", "hard"


@dataclass(frozen=True)
class Settings:
    """`keep`: what is assigned stays, whatever else would be better."""

    each: int
    most: int
    balanced: bool = False
    senior: str = NO
    institutions: str = NO
    keep: bool = True


def usual_settings(workshop):
    return Settings(each=workshop.reviews_wanted, most=workshop.most_reviews)


def asked_of(pool, settings):
    """The dictionary that `computing` describes."""
    at_submission = {one.pk: at for at, one in enumerate(pool.submissions)}
    at_reviewer = {one.pk: at for at, one in enumerate(pool.reviewers)}

    def placed(pairs):
        return sorted([at_submission[one], at_reviewer[other]] for one, other in pairs)

    pins, kept = pins_of(pool, settings)
    asked = Counter(submission for submission, _reviewer in pins | kept)
    taken = Counter(reviewer for _submission, reviewer in pins & pool.standing.keys() | kept)
    closed = [
        [at_submission[one], at_reviewer[other], why]
        for (one, other), why in sorted(pool.closed.items())
        if (one, other) not in pins | kept
    ]
    return rules_of(pool, settings) | {
        "texts": [text_of(one.title, one.abstract) for one in pool.submissions],
        "papers": [papers_of(pool, one) for one in pool.reviewers],
        "topics_of_submissions": [topics_of(one) for one in pool.submissions],
        "topics_of_reviewers": [topics_of(pool.profiles.get(one.pk)) for one in pool.reviewers],
        "imported": [[*placed([pair])[0], score] for pair, score in sorted(pool.scores.items())],
        "closed": closed,
        "pins": placed(pins),
        "kept": placed(kept),
        "demand": [
            max(settings.each - pool.served[one.pk], asked[one.pk]) for one in pool.submissions
        ],
        "most": [
            max(pool.most_of(one, settings.most) - pool.elsewhere[one.pk], taken[one.pk], 0)
            for one in pool.reviewers
        ],
        "balanced": settings.balanced,
        "top": TOP if len(pool.submissions) > MANY else None,
        "names": {
            "submissions": [one.code for one in pool.submissions],
            "reviewers": [str(one) for one in pool.reviewers],
        },
    }


def pins_of(pool, settings):
    """(the pairs that must be, those that stand and had better stay)

    What a chair has ruled out goes, unless its review is begun.
    """
    fixed = {pair for pair, one in pool.standing.items() if one.is_fixed}
    others = {pair for pair in pool.standing if pair not in pool.closed} - fixed - pool.pins
    return fixed | pool.pins, others if settings.keep else set()


def rules_of(pool, settings):
    profiles = [pool.profiles.get(one.pk) for one in pool.reviewers]
    rules = {"senior": None, "institutions": None, "soft": {}}
    if settings.senior != NO:
        rules["senior"] = [bool(one and one.is_senior) for one in profiles]
    if settings.institutions != NO:
        rules["institutions"] = [
            institution_of(*both) for both in zip(pool.reviewers, profiles, strict=True)
        ]
    for rule in ("senior", "institutions"):
        if getattr(settings, rule) == SOFT:
            rules["soft"][rule] = PRICE
    return rules


def institution_of(user, profile):
    """The first that she names, else the one of her address; empty where there is none."""
    named = [
        key
        for one in (profile.affiliations.all() if profile else [])
        for key in organisations_in(one.name)
    ]
    return named[0] if named else organisation_of(user.email)


def topics_of(one):
    return [topic.pk for topic in one.topics.all()] if one else []


def papers_of(pool, reviewer):
    profile = pool.profiles.get(reviewer.pk)
    return [text_of(one.title, one.abstract) for one in profile.papers.all()] if profile else []


def text_of(title, abstract):
    return f"{title}. {abstract}"
