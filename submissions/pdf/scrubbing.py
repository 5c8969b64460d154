"""Take out of the objects of a PDF what is not drawn, and what tells who wrote it.

A page, a drawing, a picture, a link and the catalogue keep what they are known to need; any other
dictionary loses what is known to tell. A string that leads to an author goes wherever it stands.
"""

from pikepdf import Array, Dictionary, Name, ObjectType, String

from .walking import is_container, is_text, readings, remove, walk

CATALOGUE = set(
    """/Type /Version /Pages /PageLabels /Names /Dests /ViewerPreferences /PageLayout /PageMode
    /Outlines /OpenAction /Lang /MarkInfo /StructTreeRoot /OCProperties /OutputIntents
    /Extensions""".split()
)
PAGE = set(
    """/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Rotate /Group
    /Contents /Annots /StructParents /Tabs /UserUnit""".split()
)
STREAM = {"/Length", "/Filter", "/DecodeParms", "/Type", "/Subtype", "/OC"}
FORM = STREAM | set(
    "/FormType /BBox /Matrix /Resources /Group /StructParent /StructParents".split()
)
IMAGE = STREAM | set(
    """/Width /Height /ColorSpace /BitsPerComponent /Intent /ImageMask /Mask /Decode /Interpolate
    /SMask /SMaskInData /Matte /StructParent""".split()
)
LINK = set(
    """/Type /Subtype /Rect /Border /C /H /A /Dest /QuadPoints /BS /F /P /StructParent /Contents
    /AP /AS /OC""".split()
)
DROPPED = set(
    """/Metadata /PieceInfo /AA /AF /Thumb /LastModified /CreationDate /ModDate /Perms /EF /RF /JS
    /OPI /PA /XFA /Private /CreatorInfo""".split()
)
ACTIONS = (Name.URI, Name.GoTo, Name.GoToR, Name.Named)  # compared: no hash of what is indirect
OF_FONTS = {"/FontFamily", "/CharSet", "/Registry", "/Ordering"}
NEUTRAL = "Layer"


def scrub(pdf, pages, tells):
    """Where it stands; `tells` says of a text whether it leads to an author."""
    keep(pdf.Root, CATALOGUE)
    if not is_mere_destination(pdf.Root.get("/OpenAction")):
        remove(pdf.Root, "/OpenAction")
    for one, place in walk(pdf, pages):
        if one._type_code == ObjectType.array:
            scrub_array(one, tells)
            continue
        if not place.is_map:
            scrub_dictionary(one, place, tells)
        scrub_strings(one, tells)


def is_mere_destination(value):
    if isinstance(value, Dictionary):
        return value.get("/S") == Name.GoTo
    return isinstance(value, Array)


def scrub_dictionary(one, place, tells):
    kind, subtype = one.get("/Type"), one.get("/Subtype")
    if kind == Name.Metadata or subtype == Name.XML or kind == Name.EmbeddedFile:
        empty(one)
    elif kind == Name.Page or (place.where == "page" and not place.key):
        keep(one, PAGE)
        keep_links(one, tells)
    elif subtype == Name.Form:
        keep(one, FORM)
    elif subtype == Name.Image:
        keep(one, IMAGE)
    elif is_annotation(one) and not keeps(one, tells):
        empty(one)
    drop(one)


def keep(one, names):
    for name in set(one.keys()) - names:
        del one[name]


def drop(one):
    for name in list(one.keys()):
        if name in DROPPED or name.startswith("/PTEX") or (name == "/Next" and "/S" in one):
            del one[name]


def empty(one):
    """Nothing may lead to it any more, but nobody can know that."""
    keep(one, {"/Length"})
    if one._type_code == ObjectType.stream:
        one.write(b"")


def is_annotation(one):
    return "/Rect" in one and "/Subtype" in one


def keep_links(page, tells):
    """The annotations of a page that are links and lead to no author."""
    annotations = page.get("/Annots")
    if annotations is None:
        return
    if not isinstance(annotations, Array):
        del page["/Annots"]
        return
    links = [one for one in annotations if isinstance(one, Dictionary) and keeps(one, tells)]
    page.Annots = Array(links)


def keeps(annotation, tells):
    """Whether it is a link to keep; what a link does not need goes."""
    if annotation.get("/Subtype") != Name.Link:
        return False
    action = annotation.get("/A")
    if action is not None and not is_harmless(action):
        return False
    keep(annotation, LINK)
    return not any(says(value, tells) for value in strings_below(annotation))


def is_harmless(action):
    if not isinstance(action, Dictionary) or action.get("/S") not in ACTIONS:
        return False
    return not isinstance(action.get("/F"), Dictionary) or "/EF" not in action.F


def strings_below(one, depth=4):
    """The strings of a link: its own, its action's, a file's; not those of the pages it names."""
    values = one if one._type_code == ObjectType.array else [value for _key, value in one.items()]
    for value in values:
        if is_text(value):
            yield value
        elif is_container(value) and depth and not is_elsewhere(value):
            yield from strings_below(value, depth - 1)


def is_elsewhere(value):
    """A page, a part of the page tree or a drawing."""
    if value._type_code == ObjectType.stream:
        return True
    return value._type_code == ObjectType.dictionary and ("/Kids" in value or "/Parent" in value)


def says(value, tells):
    """Whether a string leads to an author, in any of the ways to read it."""
    return any(tells(reading) for reading in readings(value))


def scrub_strings(one, tells):
    for name, value in list(one.items()):
        if is_text(value) and name not in OF_FONTS and says(value, tells):
            if name == "/Name" and one.get("/Type") == Name.OCG:
                one[name] = String(NEUTRAL)  # a layer must have one
            else:
                del one[name]


def scrub_array(one, tells):
    if is_palette(one):
        return
    for place, value in enumerate(one):
        if is_text(value) and says(value, tells):
            one[place] = String(NEUTRAL)


def is_palette(one):
    """Its string holds colours."""
    return len(one) == 4 and one[0] in (Name.Indexed, Name.I)
