"""The shipped Word styles in a theme's colours and fonts.

Owns what stands for what in the shipped reference.docx; a theme that brings its own is left as it is.
"""

from __future__ import annotations

import re

from jtbd_diag.ground.library import Library
from jtbd_diag.publishing.theme.theme import Theme, load_theme

FONT = "Cambria"  # in the shipped reference.docx; on every machine that has Word
HEADINGS = ("Title", "Heading1", "Heading2", "Heading3")
_STYLE = re.compile(r'<w:style [^>]*w:styleId="([^"]+)".*?</w:style>', re.DOTALL)
_COLOUR = re.compile(r'(?<=")[0-9A-Fa-f]{6}(?=")')


def dressed(styles: bytes, theme: Theme) -> bytes:
    """The text of styles.xml with the theme's colours and fonts in place of the shipped ones."""
    shipped = load_theme(Library())
    if theme.path("reference.docx") != shipped.path("reference.docx") or theme.look == shipped.look:
        return styles
    text = in_colours(styles.decode(), theme, shipped)
    fonts, usual = theme.look.fonts, shipped.look.fonts
    if (fonts.print, fonts.print_headings) != (usual.print, usual.print_headings):
        text = _STYLE.sub(lambda found: _in_fonts(found[0], found[1], theme), text)
    return text.encode()


def in_colours(text: str, theme: Theme, shipped: Theme) -> str:
    """The text of a file of styles with the theme's colors in place of the shipped ones."""
    old, new = vars(shipped.look.colours), vars(theme.look.colours)
    instead = {old[name][1:].upper(): new[name][1:].upper() for name in old}
    return _COLOUR.sub(lambda found: instead.get(found[0].upper(), found[0]), text)


def _in_fonts(style: str, name: str, theme: Theme) -> str:
    fonts = theme.look.fonts
    return style.replace(f'"{FONT}"', f'"{(fonts.print_headings if name in HEADINGS else fonts.print)[0]}"')
