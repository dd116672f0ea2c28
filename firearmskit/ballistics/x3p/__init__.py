"""X3P files, ISO 25178-72: a surface in a zip archive, with its description in XML."""
