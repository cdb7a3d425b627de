"""PDF files: what their pages hold as characters, rules and pictures."""
