"""A telephone's camera: reads the QR code of a printed sticker."""

import pypdfium2
import zxingcpp

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
SCALE = 4  # 288 dots per inch


def link_on(pdf: bytes) -> str:
    """What the QR codes on the first page of a print say, which is one thing."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[0].render(scale=SCALE, grayscale=True).to_pil()
        [link] = {code.text for code in zxingcpp.read_barcodes(image, formats=QR)}
        return str(link)
    finally:
        document.close()
