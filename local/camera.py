"""A telephone's camera: reads the QR code of a printed sticker."""

import pypdfium2
import zxingcpp

SCALE = 4  # 288 dots per inch


def link_on(pdf: bytes) -> str:
    """What the only QR code on the first page of a print says."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[0].render(scale=SCALE, grayscale=True).to_pil()
        [code] = zxingcpp.read_barcodes(image)
        return str(code.text)
    finally:
        document.close()
