"""What a file does when it is opened, and what only looks like it."""

from pikepdf import Array, Dictionary, Name

from tests.submissions.corpus.case import accepted, either, refused, survived
from tests.submissions.corpus.press import edited, paper, write

SCRIPT = "app.alert('Good morning')"


def javascript(**more):
    return Dictionary(S=Name.JavaScript, JS=SCRIPT, **more)


def action(kind, **more):
    return Dictionary(S=Name(f"/{kind}"), **more)


def opening(made, **options):
    """The paper that does this when it is opened; `made` takes the open file, if need be."""

    def change(pdf):
        pdf.Root.OpenAction = made(pdf) if callable(made) else made

    return lambda: edited(paper(), change, **options)


def rooted(**entries):
    def change(pdf):
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value(pdf) if callable(value) else value

    return lambda: edited(paper(), change)


def noted(subtype, **entries):
    """With such an annotation on the first page."""

    def change(pdf):
        made = {name: value(pdf) if callable(value) else value for name, value in entries.items()}
        note = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([60, 60, 160, 72]), **made
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return lambda: edited(paper(), change)


def linked(to):
    return noted("Link", A=to, Border=Array([0, 0, 0]))


def respelled(content, *changes):
    """Names written another way that means the same; whoever reads it mends the table."""

    def make():
        text = edited(content(), object_stream_mode=0)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return text

    return make


def paged(**entries):
    def change(pdf):
        for name, value in entries.items():
            pdf.pages[0].obj[f"/{name}"] = value

    return lambda: edited(paper(), change)


def in_the_names():
    tree = Dictionary(Names=Array(["start", javascript()]))
    return rooted(Names=Dictionary(JavaScript=tree))()


def behind_harmless_ones():
    last = Dictionary(S=Name.Named, N=Name.NextPage, Next=Array([javascript()]))
    return opening(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=last))()


def in_a_stream(pdf):
    return Dictionary(S=Name.JavaScript, JS=pdf.make_stream(SCRIPT.encode()))


def in_an_object(pdf):
    return pdf.make_indirect(javascript())


def unreached():
    """No part of the file leads to it; some program may all the same."""

    def change(pdf):
        pdf.Root.Odd = Array([Dictionary(Deep=Array([javascript(Type=Name.Action)]))])

    return edited(paper(), change)


def bookmarked():
    def change(pdf):
        item = pdf.make_indirect(Dictionary(Title="Results", A=javascript()))
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))

    return edited(paper(), change)


def attached(name="data.csv", content=b"a,b\n1,2\n", **more):
    """Made when the file is open: a specification of an attached file."""

    def make(pdf):
        data = pdf.make_stream(content)
        data.Type = Name.EmbeddedFile
        return pdf.make_indirect(
            Dictionary(Type=Name.Filespec, F=name, UF=name, EF=Dictionary(F=data), **more)
        )

    return make


def carrying(made, key="EmbeddedFiles"):
    def change(pdf):
        tree = Dictionary(Names=Array(["one", made(pdf)]))
        pdf.Root.Names = Dictionary({f"/{key}": pdf.make_indirect(tree)})

    return lambda: edited(paper(), change)


def with_formulas(relation="Supplement", in_tree=False):
    """As tagged LaTeX does it: the formula once more, as MathML for those who listen."""
    formula = b"<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>E</mi></math>"
    made = attached("formula-1.xml", formula, AFRelationship=Name(f"/{relation}"))

    def change(pdf):
        file = made(pdf)
        file.EF.F.Subtype = Name("/application/mathml+xml")
        element = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Formula, AF=Array([file]), Alt="E")
        )
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=element))
        pdf.Root.AF = Array([file])
        if in_tree:
            tree = Dictionary(Names=Array(["formula-1.xml", file]))
            pdf.Root.Names = Dictionary(EmbeddedFiles=tree)

    return lambda: edited(paper(), change)


def scripted(pdf):
    pdf.Root.AcroForm.Fields[0].AA = Dictionary(K=javascript())


def collected(pdf):
    pdf.Root.Collection = Dictionary(View=Name.D)


def form(**more):
    def change(pdf):
        field = pdf.make_indirect(
            Dictionary(FT=Name.Tx, T="name", Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]))
        )
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), **more)

    return lambda: edited(paper(), change)


def words(made):
    for line, text in enumerate(
        ("/OpenAction << /S /JavaScript /JS (app.alert) >>", "/Launch /XFA /SubmitForm /AA")
    ):
        write(made, 60, 800 - 10 * line, text)


def resource(kind, name):
    """A form, font or state that bears the name of something active."""

    def change(pdf):
        held = pdf.pages[0].obj.Resources
        made = pdf.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form)
        made.BBox = Array([0, 0, 9, 9])
        held[f"/{kind}"] = held.get(f"/{kind}", Dictionary())
        held[f"/{kind}"][f"/{name}"] = (
            made if kind == "XObject" else Dictionary(Type=Name.ExtGState)
        )

    return lambda: edited(paper(), change)


def layers_shown(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Figure"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    return Dictionary(S=Name.SetOCGState, State=Array([Name.ON, layer]))


ATTACHED = {"may": {"embedded-files", "annotations"}}
SUBMIT = action("SubmitForm", F="https://collect.example/")
JS = b"/JavaScript"
CASES = [
    refused("a script at opening", opening(javascript()), "active"),
    refused("a script at opening, an object of its own", opening(in_an_object), "active"),
    refused("a script in a stream", opening(in_a_stream), "active"),
    refused("a script in an object stream", opening(in_an_object, object_stream_mode=2), "active"),
    refused("a script in the names", in_the_names, "active"),
    refused("a script behind harmless actions", behind_harmless_ones, "active"),
    refused("a script that nothing leads to", unreached, "active"),
    refused("a script of a bookmark", bookmarked, "active"),
    refused("a script of a link", linked(javascript()), "active"),
    refused("a script when a page is opened", paged(AA=Dictionary(O=javascript())), "active"),
    refused("a script when the file is closed", rooted(AA=Dictionary(WC=javascript())), "active"),
    refused("a script of a field", lambda: edited(form()(), scripted), "active"),
    refused("a script of a rendition", linked(action("Rendition", JS=SCRIPT)), "active"),
    refused(
        "a script with its name in numbers",
        respelled(opening(javascript()), (b"/JS ", b"/#4a#53 "), (JS, b"/J#61vaScript")),
        "active",
    ),
    refused("a program to start at opening", opening(action("Launch", F="cmd.exe")), "active"),
    refused("a program to start by a link", linked(action("Launch", F="calc.exe")), "active"),
    refused(
        "a program by the name of L#61unch",
        respelled(linked(action("Launch", F="a")), (b"/Launch", b"/L#61unch")),
        "active",
    ),
    refused("a form sent off at opening", opening(SUBMIT), "active"),
    refused("a form sent off by a link", linked(SUBMIT), "active"),
    refused("data brought in", opening(action("ImportData", F="data.fdf")), "active"),
    refused("a form in XML", form(XFA=Array(["template", "x"])), "active"),
    refused("a film with a program", noted("RichMedia", RichMediaContent=Dictionary()), "active"),
    refused("an attached table", carrying(attached()), "active"),
    refused("an attached program", carrying(attached("run.exe", b"MZ")), "active"),
    refused(
        "an attached PDF with the whole paper",
        carrying(attached("full.pdf", b"%PDF-1.4")),
        "active",
    ),
    refused("a file pinned to the page", noted("FileAttachment", FS=attached()), "active"),
    refused("a portfolio", lambda: edited(carrying(attached())(), collected), "active"),
    either("an associated file of data", with_formulas("Data"), "active", "accept", **ATTACHED),
    either(
        "a link into an attached file",
        linked(action("GoToE", D="x")),
        "active",
        "accept",
        may={"remote-link"},
    ),
    either("a three-dimensional view", noted("3D"), "active", "accept", may={"annotations"}),
    either("a sound", noted("Sound"), "active", "accept", may={"annotations"}),
    either("a film", noted("Movie"), "active", "accept", may={"annotations"}),
    either(
        "a link to a script by its address",
        linked(action("URI", URI="javascript:alert(1)")),
        "active",
        "accept",
        may={"remote-link"},
    ),
    survived("an action that is a number", opening(7)),
    survived("an action without a kind", opening(Dictionary(JS=SCRIPT))),
    # What looks like it
    accepted("the words in the text", lambda: paper(words)),
    accepted("opened at a place", opening(lambda pdf: Array([pdf.pages[0].obj, Name.Fit]))),
    accepted("opened at a named place", opening("section.1")),
    accepted(
        "opened by going to a place",
        opening(lambda pdf: action("GoTo", D=Array([pdf.pages[0].obj, Name.XYZ, None, None, 0]))),
    ),
    accepted("a link to a place", linked(action("GoTo", D="cite.own"))),
    accepted("a link to the next page", linked(action("Named", N=Name.NextPage))),
    accepted("a link that shows a layer", noted("Link", A=layers_shown)),
    accepted(
        "a link to a publisher",
        linked(action("URI", URI="https://doi.org/10.1145/3381831")),
        may={"remote-link"},
    ),
    accepted(
        "a link to another file",
        linked(action("GoToR", F="other.pdf", D=Array([0, Name.Fit]))),
        {"remote-link"},
    ),
    accepted("formulas for those who listen", with_formulas(), {"embedded-files"}),
    accepted("formulas, in the names too", with_formulas(in_tree=True), {"embedded-files"}),
    accepted("the source of formulas", with_formulas("Source"), {"embedded-files"}),
    accepted("a form to fill in", form(), {"form"}, {"annotations"}),
    accepted(
        "an empty form, as some programs leave it", rooted(AcroForm=Dictionary(Fields=Array([])))
    ),
    accepted("a comment", noted("Text", Contents="Is this so?"), {"annotations"}),
    accepted(
        "a highlight",
        noted("Highlight", QuadPoints=Array([60, 60, 160, 60, 60, 72, 160, 72])),
        {"annotations"},
    ),
    accepted("a picture named JS", resource("XObject", "JS")),
    accepted("a picture named XFA", resource("XObject", "XFA")),
    accepted("a state named AA", resource("ExtGState", "AA")),
    accepted("a state named Launch", resource("ExtGState", "Launch")),
    accepted("a slide’s transition", paged(Trans=Dictionary(S=Name.Dissolve))),
]
