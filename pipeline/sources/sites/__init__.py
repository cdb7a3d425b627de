"""What YAML cannot say of a source: one module a source, named as it is, with `_` for `-`.

A module may have `read_listing(page, source, start) -> Listing` and `read_detail(page, source) -> Detail`, which then
take the place of those in pipeline.sources.reading.
"""
