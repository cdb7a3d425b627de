"""Places: names of provinces, districts and communes, and the place a document speaks from."""
