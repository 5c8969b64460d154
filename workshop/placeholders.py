"""Named places in a text that chairs write: {title} stands for the title of a submission."""

import re

from workshop.outbox import subject_line

PLACEHOLDER = re.compile(r"\{ *(\w+) *\}")


def names_in(*texts):
    """The names of the placeholders, each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in PLACEHOLDER.findall(text)))


def stands_alone(name, text):
    """Whether each line of the text that has the placeholder has nothing else."""
    lines = [line.strip() for line in text.splitlines() if name in names_in(line)]
    return all(PLACEHOLDER.fullmatch(line) for line in lines)


def fill(text, values):
    """Put the values in, in one pass: what stands in a value is never read as a placeholder."""
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def fill_line(text, values):
    return subject_line(fill(text, values))


def fill_lines(text, values):
    """The same of a whole text. A line of placeholders without a value goes, its gap as well."""
    kept = []
    for line in text.splitlines():
        filled = fill(line, values)
        is_gone = bool(line.strip()) and not filled.strip()
        is_second_gap = not filled.strip() and (not kept or not kept[-1].strip())
        if not is_gone and not is_second_gap:
            kept.append(filled.rstrip())
    return "\n".join(kept).strip()
