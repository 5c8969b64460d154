"""Links, notes, bookmarks and places in a blind copy: those of an author, and their neighbours."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from tests.submissions.blind.dressing import annotation, link, places


@pytest.mark.parametrize(
    "one",
    [
        link("https://github.example/anamoreau/warm"),
        link("mailto:ana@pau.example.org"),
        link("https://example.org/~moreau/"),
        link("https://warm.example.org/", Contents=String("page of Ana Moreau")),
        link("https://example.org/%4doreau"),
        annotation(A=Dictionary(S=Name.GoToR, F=String("/home/moreau/warm.pdf"))),
        annotation(A=Dictionary(S=Name.Launch, F=String("moreau.exe"))),
        annotation(Name.Text, T=String("Ana Moreau"), Contents=String("better so?")),
        annotation(Name.Highlight, Contents=String("to do")),
        annotation(Name.FileAttachment, FS=Dictionary(F=String("moreau.zip"))),
    ],
    ids=range(10),
)
def test_a_link_to_an_author_and_any_note_go_and_their_neighbours_stay(blinded, one):
    def dress(pdf):
        own, near = pdf.make_indirect(one), link("https://warm.example.org/2026/")
        pdf.Root.StructTreeRoot = Dictionary(K=Dictionary(Type=Name.OBJR, Obj=own))
        pdf.pages[0].obj.Annots = Array([own, near, link("https://youngsters.example.org/")])

    with blinded(dress) as copy:
        links = copy.pages[0].obj.Annots
        addresses = ["https://warm.example.org/2026/", "https://youngsters.example.org/"]
        assert [str(kept.A.URI) for kept in links] == addresses


def bookmarks(copy):
    with copy.open_outline() as outline:
        return [told(item) for item in outline.root]


def told(item):
    return [item.title, *map(told, item.children)] if item.children else item.title


def test_a_bookmark_with_a_name_goes_and_its_siblings_and_what_is_below_stay(blinded):
    def dress(pdf):
        with pdf.open_outline() as outline:
            by = OutlineItem("About Ana Moreau", 0)
            by.children.append(OutlineItem("Her method", 1))
            last = OutlineItem("Results", 1)
            last.children += [OutlineItem("Moreau 2020", 1), OutlineItem("Heat", 1)]
            outline.root += [OutlineItem("Introduction", 0), by, last]

    with blinded(dress) as copy:
        assert bookmarks(copy) == ["Introduction", "Her method", ["Results", "Heat"]]


def test_bookmarks_of_names_alone_leave_none(blinded):
    def dress(pdf):
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("MOREAU, Ana", 0))

    with blinded(dress) as copy:
        assert "/Outlines" not in copy.Root


def landed(pdf):
    """The number of the page that each link leads to."""
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    targets = [one.A.D if "/A" in one else one.Dest for one in pdf.pages[0].obj.Annots]
    return [numbers[names[str(target)][0].objgen] for target in targets]


def test_places_named_after_an_author_are_renamed_and_links_still_land(blinded):
    names = ["cite.arrow1963", "cite.moreau2020", "cite.zuse1941", "place.1"]

    with blinded(lambda pdf: places(pdf, names)) as copy:
        assert landed(copy) == [0, 1, 0, 1] * 2
        assert {"cite.arrow1963", "cite.zuse1941"} < set(pikepdf.NameTree(copy.Root.Names.Dests))


def test_places_of_the_old_kind_are_renamed_too(blinded):
    def dress(pdf):
        target = Array([pdf.pages[1].obj, Name.Fit])
        pdf.Root.Dests = Dictionary({"/cite.moreau": target, "/cite.arrow": target})
        links = [annotation(Dest=Name(f"/cite.{name}")) for name in ("moreau", "arrow")]
        pdf.pages[0].obj.Annots = Array(links)

    with blinded(dress) as copy:
        targets = [copy.Root.Dests[one.Dest] for one in copy.pages[0].obj.Annots]
        assert [target[0].objgen for target in targets] == [copy.pages[1].obj.objgen] * 2
        assert "/cite.arrow" in copy.Root.Dests
