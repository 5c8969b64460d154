"""Files to try the PDF check on, with what it has to say of each.

Made on the spot and by hand, but for the honest ones; written without a look at how the check
does its work. One module for each kind of file; `CASES` is the table of all of them.
"""

from tests.submissions.corpus import (
    actives,
    bombs,
    damage,
    filenames,
    fonts,
    hidden,
    honest,
    identity,
    kinds,
    layouts,
    lengths,
    scans,
    sizes,
)

GROUPS = {
    module.__name__.rpartition(".")[2]: module.CASES
    for module in (
        honest,
        kinds,
        damage,
        bombs,
        sizes,
        lengths,
        actives,
        fonts,
        layouts,
        hidden,
        scans,
        identity,
        filenames,
    )
}
CASES = [case for cases in GROUPS.values() for case in cases]
NAMED = {f"{group}: {case.name}": case for group, cases in GROUPS.items() for case in cases}
