"""A matter made for trying out the HTTP edge."""
