"""The printed sticker: one drawing in outlines, written as SVG, PNG and PDF."""
