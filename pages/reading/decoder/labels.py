"""The labels of lines: what a line is, and whether a story begins with it."""

# One letter for each kind of line; the weights are stored under these letters.
KINDS = {
    "G": "page",
    "F": "furniture",
    "E": "editors",
    "C": "column",
    "K": "kicker",
    "H": "headline",
    "D": "deck",
    "B": "byline",
    "P": "paragraph",
    "Q": "continued",
    "X": "crosshead",
    "A": "caption",
    "S": "signoff",
    "J": "jump",
}
LETTERS = {kind: letter for letter, kind in KINDS.items()}
OPENING = "KHDBPA"  # these may begin a story
LABELS = (*KINDS, *(letter + "1" for letter in OPENING))
NUMBERS = {label: number for number, label in enumerate(LABELS)}
HEAD = "KHD"
FORBIDDEN = -60.0


def kind_of(label: str) -> str:
    return KINDS[label[0]]


def opens(label: str) -> bool:
    return label.endswith("1")


def allowed(above: str, below: str) -> bool:
    """Whether a line of one label may stand right below another: a head is shoulder, headline and
    deck in this order, a story begins with its head, and only text goes on."""
    one, two = above[0], below[0]
    if two == "Q":
        return one not in "KHDBGCXS"
    if below == "P1":  # an item without a headline stands among others, or below their column
        return one in "CPQXSJ"
    if one in HEAD and opens(below):
        return False
    if one == "K":
        return two in "KHFCG"
    if two == "K":
        return opens(below) or one in "CFG"
    if two == "H":
        return opens(below) or one in "KHFGJCA"
    if two == "D":
        return opens(below) or one in "HDBAFCJG"
    if one == "C":
        return two not in "XS"
    return True
