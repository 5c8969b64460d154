"""The child's side: `python -m submissions.pdf.blindchild FILE PEOPLE OUT` prints what came of it.

PEOPLE is a file: names stand on no command line, where other users of the machine could read them.
The limits are those of the check.
"""

from .child import run


def copied(path, people, out):
    import json
    from pathlib import Path

    from .blinding import blind
    from .people import Person

    authors = [Person(**one) for one in json.loads(Path(people).read_bytes())]
    facts, copy = blind(Path(path).read_bytes(), authors)
    if copy:
        Path(out).write_bytes(copy)
    return facts


if __name__ == "__main__":
    run(copied)
