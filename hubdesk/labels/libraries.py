"""The libraries that draw labels, loaded without Pillow: 4 MiB, and no label has a photograph.

Whoever needs them asks here, so that none is loaded another way before.
"""

from __future__ import annotations

from hubdesk.stand_ins import stood_in_for

with stood_in_for("PIL", "PIL.Image", "PIL.ImageDraw", "PIL.ImageFont"):
    from barcode.charsets import code128 as code128_signs
    from barcode.codex import Code128
    from barcode.ean import EuropeanArticleNumber8, EuropeanArticleNumber13
    from barcode.writer import SVGWriter
    from reportlab import rl_config
    from reportlab.pdfbase.pdfmetrics import getFont, registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

__all__ = [
    "Canvas",
    "Code128",
    "EuropeanArticleNumber8",
    "EuropeanArticleNumber13",
    "SVGWriter",
    "TTFont",
    "code128_signs",
    "getFont",
    "registerFont",
    "rl_config",
]
