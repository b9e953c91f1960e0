"""Data sharing (数据共享): other departments' registries are asked here, with consent, and citizens see who asked what."""
