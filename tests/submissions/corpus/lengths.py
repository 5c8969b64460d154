"""How many pages, and whether the last is of references alone."""

from tests.submissions.corpus.case import accepted, either, refused
from tests.submissions.corpus.press import BOLD, body, half_empty, paper, title, two_columns, write

ONE_MORE = {"references": 1}
NAMES = "A. Canziani|M. Davies|P. Henderson|A. Lacoste|D. Patterson|R. Schwartz|E. Strubell".split(
    "|"
)


def entries(made, top, number=12):
    for line in range(number):
        name = NAMES[line % len(NAMES)]
        text = f"[{line + 1}] {name}. On the energy of networks. In Proc. ACL, {2009 + line}."
        write(made, 60, top - 14 * line, text, 8.5)


def references(heading="References", above=None, behind=None, size=12, top=760):
    """Two pages of text and a third with this heading, entries, and what else is said."""

    def draw(made, number):
        if number < 3:
            return body(made, number)
        if above:
            for line, text in enumerate(above):
                write(made, 60, 800 - 14 * line, text, 9)
        write(made, 60, top, heading, size, BOLD)
        entries(made, top - 20)
        for line, text in enumerate(behind or ()):
            write(made, 60, top - 230 - 14 * line, text, 12 if line == 0 else 9)
        return None

    return lambda: paper(pages=3, draw=draw)


def small_capitals(made, number):
    """A large R, then smaller letters: extracted as two words."""
    if number < 3:
        return body(made, number)
    write(made, 60, 760, "R", 12)
    write(made, 70, 760, "EFERENCES", 9.5)
    entries(made, 740)
    return None


def on_the_second(made, number):
    """The list begins on page 2 and goes on over page 3."""
    if number == 1:
        return body(made, number)
    if number == 2:
        half_empty(made, number)
        write(made, 60, 390, "References", 12, BOLD)
    entries(made, 370 if number == 2 else 770, 20)
    return None


def in_columns(made, number):
    if number < 3:
        return body(made, number)
    write(made, 54, 770, "References", 12, BOLD)
    two_columns(made, 750, 400, seed=9)
    return None


def blank_third(made, number):
    return body(made, number) if number < 3 else None


def numbered(made, number):
    title(made) if number == 1 else None
    two_columns(made, seed=number)
    write(made, 290, 30, str(number), 8)


SPILLED = [f"which ends the discussion begun on the page before, line {n} of it." for n in range(9)]
APPENDIX = ["A  Appendix", *[f"We repeat the proof in full, step {n} of many." for n in range(12)]]
CASES = [
    accepted("one page", lambda: paper(pages=1)),
    accepted("two pages", paper),
    refused("three pages", lambda: paper(pages=3), "too-long"),
    refused("fifty pages", lambda: paper(pages=50), "too-long"),
    accepted("three where three are allowed", lambda: paper(pages=3), policy={"pages": 3}),
    refused("references on a third page, without leave", references(), "too-long"),
    *[
        accepted(f"a third page of “{heading}”", references(heading), policy=ONE_MORE)
        for heading in (
            "References",
            "REFERENCES",
            "Bibliography",
            "7 References",
            "7. References",
            "VII. REFERENCES",
            "References:",
        )
    ],
    either(
        "a third page of “Literature”",
        references("Literature"),
        "accept",
        "too-long",
        policy=ONE_MORE,
    ),
    accepted("a small heading", references(size=8.5), policy=ONE_MORE),
    accepted(
        "a heading in small capitals", lambda: paper(pages=3, draw=small_capitals), policy=ONE_MORE
    ),
    accepted(
        "a running head above",
        references(above=["Under double-blind review"], top=740),
        policy=ONE_MORE,
    ),
    accepted("a page number above", references(above=["3"], top=740), policy=ONE_MORE),
    either(
        "a list that goes on",
        lambda: paper(pages=3, draw=on_the_second),
        "accept",
        "too-long",
        policy=ONE_MORE,
    ),
    either(
        "a heading with the paper going on below",
        lambda: paper(pages=3, draw=in_columns),
        "accept",
        "too-long",
        policy=ONE_MORE,
    ),
    either(
        "an empty third page",
        lambda: paper(pages=3, draw=blank_third),
        "accept",
        "too-long",
        may={"no-text"},
        policy=ONE_MORE,
    ),
    refused(
        "an appendix behind the references",
        references(behind=APPENDIX),
        "too-long",
        policy=ONE_MORE,
    ),
    refused(
        "text that spills over above them",
        references(above=SPILLED, top=640),
        "too-long",
        policy=ONE_MORE,
    ),
    refused("a third page of text", lambda: paper(pages=3), "too-long", policy=ONE_MORE),
    refused(
        "a sentence that begins with the word",
        references("References to heat are many, and we discuss them here at length."),
        "too-long",
        policy=ONE_MORE,
    ),
    refused(
        "a heading that only contains it",
        references("Cross-references and their cost"),
        "too-long",
        policy=ONE_MORE,
    ),
    refused("four pages where three may be", lambda: paper(pages=4), "too-long", policy=ONE_MORE),
    accepted("two pages where three may be", lambda: paper(draw=numbered), policy=ONE_MORE),
]
