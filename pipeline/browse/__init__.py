"""The archive in a browser: Datasette over the store, with a search page and documents whose facts are marked."""
