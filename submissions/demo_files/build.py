"""Makes the demonstration's proposals, two pages of A4 each, from the texts in `sources/`.

    pip install typst
    python submissions/demo_files/build.py

Nothing runs this by itself; what it makes is kept in the repository. Titles and abstracts come
from `submissions/demo_texts.py`. The review is double-blind: no file names an author. Beside the
proposals stands `three-pages.pdf`, which is one page too long, for tries and tests.
"""

import runpy
from pathlib import Path

import typst

HERE = Path(__file__).parent


def source(name):
    return (HERE / "sources" / f"{name}.typ").read_text()


def make(name, proposal, *texts):
    pdf = typst.compile(
        "\n".join(map(source, ["layout", *texts])).encode(),
        sys_inputs={"title": proposal["title"], "abstract": proposal["abstract"]},
        ignore_system_fonts=True,
        pdf_tags=False,  # they would be a third of each file
    )
    (HERE / f"{name}.pdf").write_bytes(pdf)


def main():
    words = runpy.run_path(str(HERE.parent / "demo_texts.py"))
    by_key = {proposal["key"]: proposal for proposal in words["PROPOSALS"]}
    for key, proposal in by_key.items():
        make(key, proposal, key)
    make("three-pages", by_key["early-exits"], "early-exits", "appendix")


if __name__ == "__main__":
    main()
