"""The form of a document: its header, outline, signature and what role each block plays."""
