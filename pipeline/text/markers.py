"""How the items of a list are marked: "-", "1.", "2.1)", "a)", "(b)", "B.", "IV."; as patterns to build others of."""

BULLET = "[-+•*–·]"
NUMBER = r"\(?\p{N}{1,2}(?:\.\p{N}{1,2})*[.)]"
LETTER = r"\(?[a-zđA-HĐ][.)]"
ITEM_MARKER = rf"{BULLET}|{NUMBER}|{LETTER}|[IVXL]{{1,6}}[.)]"
