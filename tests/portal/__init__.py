"""A portal of our own on loopback, in five layouts, with faults on demand. No page of it is a real one's."""
