"""The places a document belongs to: which province "tỉnh" means, which district "huyện"."""

from dataclasses import dataclass

from pipeline.extract.context import Context


@dataclass(frozen=True, slots=True)
class Home:
    """The document's own places, with their level words ("tỉnh Vĩnh Phúc", "huyện Cờ Đỏ"); None where unsettled."""

    province: str | None = None
    district: str | None = None
    commune: str | None = None
    doubt: str | None = None


def find_home(context: Context) -> Home:
    """Where the document comes from, by url, header, footer, phone prefix and the places it names."""
    return Home()
