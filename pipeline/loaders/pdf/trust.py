"""How far the text layer of a PDF page can be trusted."""

from typing import TYPE_CHECKING

from pipeline.loaders.legibility import judge
from pipeline.loaders.pdf.layer import Layer
from pipeline.loaders.pdf.pictures import picture_share
from pipeline.loaders.printed.grades import Judgement
from pipeline.model import Quality

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

NO_LAYER = Quality.UNREADABLE, "a scan without a text layer"
STAMP_ONLY = Quality.UNREADABLE, "a scan whose text layer holds a stamp only"
_STAMP_LETTERS = 400  # a signature's stamp has fewer
_STAMP_SHARE = 0.12  # of the page that it covers at most
_SCAN_SHARE = 0.4  # of the page that a scan covers at least


def judge_layer(layer: Layer, page: "PdfPage") -> Judgement:
    """The grade of a page's text layer; that of a page which shows nothing at all is good."""
    letters = sum(len(word.text) for word in layer.words)
    if letters < _STAMP_LETTERS and _extent(layer) < _STAMP_SHARE and picture_share(page) > _SCAN_SHARE:
        return STAMP_ONLY if letters else NO_LAYER
    return judge(" ".join(word.text for word in layer.words))


def _extent(layer: Layer) -> float:
    """The share of the page that the box around all its words covers."""
    if not layer.words:
        return 0.0
    width = max(word.right for word in layer.words) - min(word.left for word in layer.words)
    height = max(word.bottom for word in layer.words) - min(word.top for word in layer.words)
    return width * height / max(layer.width * layer.height, 1.0)
