"""Officials: a person, the post and the body, tied together from the words around a name."""
