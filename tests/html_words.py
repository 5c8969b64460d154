"""What HTML has, as far as our pages use it (the living standard, 2025)."""


def _each(text):
    """{name: {words}} of lines "name: words"."""
    lines = [line.partition(":") for line in text.strip().splitlines()]
    return {name.strip(): set(words.split()) for name, _colon, words in lines}


# Each element with the attributes that are its own.
ATTRIBUTES = _each(
    """
    html: lang
    head:
    title:
    base: href target
    link: rel href type media sizes as crossorigin integrity
    meta: charset name content http-equiv property
    style: media
    script: src type async defer nomodule crossorigin integrity
    noscript:
    template:
    body:
    header:
    footer:
    main:
    nav:
    section:
    article:
    aside:
    div:
    p:
    hr:
    pre:
    blockquote: cite
    ol: reversed start type
    ul:
    li: value
    dl:
    dt:
    dd:
    figure:
    figcaption:
    h1:
    h2:
    h3:
    h4:
    h5:
    h6:
    hgroup:
    search:
    a: href target download rel hreflang type referrerpolicy
    em:
    strong:
    small:
    s:
    cite:
    q: cite
    abbr:
    code:
    kbd:
    samp:
    var:
    sub:
    sup:
    i:
    b:
    u:
    mark:
    bdi:
    bdo:
    span:
    br:
    wbr:
    time: datetime
    data: value
    ins: cite datetime
    del: cite datetime
    img: src alt srcset sizes width height loading decoding crossorigin referrerpolicy
    picture:
    source: src srcset sizes media type width height
    iframe: src title name width height loading sandbox allow referrerpolicy
    object: data type name width height
    video: src poster controls preload width height
    audio: src controls preload
    track: src kind srclang label default
    table:
    caption:
    colgroup: span
    col: span
    thead:
    tbody:
    tfoot:
    tr:
    th: scope colspan rowspan headers abbr
    td: colspan rowspan headers
    form: action method enctype autocomplete novalidate target accept-charset name rel
    label: for
    input: type name value checked disabled readonly required placeholder size maxlength minlength
    button: type name value disabled form
    select: name multiple size required disabled form autocomplete
    datalist:
    optgroup: label disabled
    option: value label selected disabled
    textarea: name rows cols maxlength minlength required disabled readonly placeholder wrap form
    output: for form name
    progress: value max
    meter: value min max low high optimum
    fieldset: disabled form name
    legend:
    details: open name
    summary:
    dialog: open
    """
)
ATTRIBUTES["input"] |= set("min max step pattern list accept multiple form alt src".split())
OF_BUTTONS = set("formaction formmethod formtarget formnovalidate formenctype".split())
ATTRIBUTES["input"] |= OF_BUTTONS | {"autocomplete"}
ATTRIBUTES["button"] |= OF_BUTTONS
ATTRIBUTES["textarea"] |= {"autocomplete"}
EVERYWHERE = set(
    """
    id class lang dir title hidden tabindex accesskey role translate spellcheck inputmode
    enterkeyhint autocapitalize autocorrect autofocus draggable inert popover itemprop
    aria-label aria-labelledby aria-describedby aria-current aria-hidden aria-live aria-expanded
    aria-controls aria-invalid aria-required aria-disabled aria-checked aria-selected aria-pressed
    aria-sort aria-atomic aria-busy aria-haspopup aria-level aria-modal aria-valuenow aria-valuemin
    aria-valuemax aria-valuetext aria-errormessage aria-owns aria-details aria-roledescription
    """.split()
)
SVG = set("svg g a path circle rect line polyline polygon ellipse use defs symbol text".split())
SVG |= {"title", "desc"}
VOID = set("area base br col embed hr img input link meta source track wbr".split())
TRANSPARENT = {"a", "ins", "del"}
IN_HEAD = set("base link meta style title".split())
SCRIPTS = {"script", "template"}
PHRASING = set(
    """
    a abbr audio b bdi bdo br button cite code data datalist del em i iframe img input ins kbd
    label mark meter noscript object output picture progress q s samp script select small span
    strong sub sup svg template textarea time u var video wbr
    option optgroup source track
    """.split()
)
PHRASING_ONLY = set(
    """
    p pre h1 h2 h3 h4 h5 h6 abbr b bdi bdo button cite code data em i kbd label mark meter output
    progress q s samp small span strong sub sup time u var
    """.split()
)
LISTS = {"ul", "ol", "menu"}
BODIES = {"thead", "tbody", "tfoot"}
# What may stand straight in an element, and what an element may stand straight in.
CHILDREN = {
    "html": {"head", "body"},
    "head": IN_HEAD | {"noscript"},
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": BODIES | {"caption", "colgroup"},
    **{body: {"tr"} for body in BODIES},
    "tr": {"th", "td"},
    "colgroup": {"col"},
    "select": {"option", "optgroup", "hr"},
    "optgroup": {"option"},
    "datalist": {"option"},
    "picture": {"source", "img"},
}
PARENTS = {
    "li": LISTS,
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "option": {"select", "optgroup", "datalist"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "figcaption": {"figure"},
    "caption": {"table"},
    "body": {"html"},
    "head": {"html"},
    "tr": BODIES,
    "th": {"tr"},
    "td": {"tr"},
    **{body: {"table"} for body in BODIES},
}
NOT_INSIDE = {
    "form": ["form"],
    "a": ["a"],
    "label": ["label"],
    "header": ["header", "footer"],
    "footer": ["header", "footer"],
    "main": ["article", "aside", "footer", "header", "nav"],
    "table": ["caption"],
}
WITHOUT_TEXT = CHILDREN.keys() - {"picture"}
INTERACTIVE = {"a", "button", "details", "iframe", "input", "label", "select", "textarea"}
PRESSED = {"a", "button"}
LABELLED = {"button", "input", "meter", "output", "progress", "select", "textarea"}
REFERENCES = {"for", "headers", "list", "form", "aria-labelledby", "aria-describedby"}
REFERENCES |= {"aria-controls", "aria-owns", "aria-details", "aria-errormessage"}
