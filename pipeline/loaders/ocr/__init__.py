"""Reading pictures of pages with Tesseract, a system program (Debian: tesseract-ocr tesseract-ocr-vie)."""
