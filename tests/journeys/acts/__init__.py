"""The acts of a whole Saturday: each a short story, with what it costs in keys and scans."""
