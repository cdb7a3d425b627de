"""Printed pages, born digital or scanned: from words with their boxes to running text in reading order."""
