"""Questions drafted from anyone's documents, checked, ranked and reviewed."""
