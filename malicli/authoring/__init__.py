"""YAML → model: the reader (bytes to nodes), the loader (nodes to records), the formatter."""
