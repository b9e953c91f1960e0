"""Documents on paper: a page of Chinese text with a QR code, as a PDF of a few kilobytes. Certificates, notices, receipts."""

from chalicelib.paper.lines import width, wrapped
from chalicelib.paper.sheet import Sheet

__all__ = ["Sheet", "width", "wrapped"]
