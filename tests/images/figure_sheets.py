"""What the tests of figures and things share: a drawing on a sheet of pixels."""

import io
import xml.etree.ElementTree as ElementTree

import numpy as np
import resvg_py
from PIL import Image

from storyvid.images.storyboard.drawing import Drawing


def svg_of(drawing: Drawing, *, reach: float) -> str:
    """A whole SVG that shows x in -reach..reach and y in -2 reach..reach * 0.2."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-reach} {-2 * reach} {2 * reach} {2.2 * reach}"'
        f' width="200" height="220">{drawing.svg}</svg>'
    )


def pixels(drawing: Drawing, *, reach: float) -> np.ndarray:
    """RGBA, 220 rows of 200; the ground is at row 200."""
    png = resvg_py.svg_to_bytes(svg_string=svg_of(drawing, reach=reach))
    return np.asarray(Image.open(io.BytesIO(bytes(png))).convert("RGBA"))


def bounds(drawing: Drawing) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is visible, in units."""
    reach = max(drawing.width, drawing.height) * 0.75 + 1
    rows, columns = np.nonzero(pixels(drawing, reach=reach)[:, :, 3] > 40)
    unit = reach / 100
    return (
        columns.min() * unit - reach,
        rows.min() * unit - 2 * reach,
        (columns.max() + 1) * unit - reach,
        (rows.max() + 1) * unit - 2 * reach,
    )


def parsed(drawing: Drawing) -> ElementTree.Element:
    """The drawing as XML; raises ParseError when it is not well formed."""
    return ElementTree.fromstring(svg_of(drawing, reach=100))


def share_of(drawing: Drawing, *, red: range, green: range, blue: range) -> float:
    """The share of the visible pixels whose colour lies in the ranges."""
    sheet = pixels(drawing, reach=max(drawing.width, drawing.height) * 0.75 + 1)
    seen = sheet[sheet[:, :, 3] > 200][:, :3].astype(int)
    inside = np.ones(len(seen), bool)
    for channel, wanted in enumerate((red, green, blue)):
        inside &= (seen[:, channel] >= wanted.start) & (seen[:, channel] < wanted.stop)
    return float(inside.mean())
