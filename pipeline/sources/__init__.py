"""Where documents come from: portals described in YAML, crawled politely, kept as they came."""
