"""Logs that come in two files: carbontracker's, which differ in the ends of their names alone."""

from competition.energylogs.reading import OUTPUT

SISTER = "_carbontracker.log"


def in_pairs(uploads):
    """[(file, its sister or None), …] of what was uploaded at once."""
    sisters = {one.name.removesuffix(SISTER): one for one in uploads if one.name.endswith(SISTER)}
    mains = {one.name.removesuffix(OUTPUT) for one in uploads if one.name.endswith(OUTPUT)}
    taken = {id(one) for stem, one in sisters.items() if stem in mains}
    return [
        (one, sisters.get(one.name.removesuffix(OUTPUT)) if one.name.endswith(OUTPUT) else None)
        for one in uploads
        if id(one) not in taken
    ]
