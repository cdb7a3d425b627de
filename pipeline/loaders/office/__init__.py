"""The parts of the loaders of office files: containers, text in runs, lists' numbers, properties."""
