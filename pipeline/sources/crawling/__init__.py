"""Crawling, on Scrapy: robots.txt, throttling, retries and duplicates are its work; ours are descriptions and archive."""
