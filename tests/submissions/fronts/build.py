"""Makes first pages in the layouts of publishers and conferences from the sources beside this file.

    pip install typst
    python tests/submissions/fronts/build.py

Nothing runs this by itself; what it makes is kept in the repository. People and numbers are
invented.
"""

from pathlib import Path

import typst

HERE = Path(__file__).parent


def main():
    for source in sorted(HERE.glob("*.typ")):
        if source.name != "common.typ":
            made = typst.compile(source, ignore_system_fonts=True, pdf_tags=False)
            source.with_suffix(".pdf").write_bytes(made)


if __name__ == "__main__":
    main()
