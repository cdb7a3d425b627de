"""Document numbers: a document's own and the ones it cites, with issuer and date."""
