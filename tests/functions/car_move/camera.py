"""A sticker before a phone's camera, and what the phone reads."""

import io

import zxingcpp
from PIL import Image

from functions.car_move.model.sticker import Face
from functions.car_move.print import png, sticker

LINK = "HTTPS://TONGBAN.EXAMPLE/M/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FACE = Face(link=LINK, serial="7K3M9QX2", domain="tongban.example", hotline="12345")
LAYOUTS = ["standard", "elder"]


def photograph(face: Face = FACE, layout: str = "standard") -> Image.Image:
    return Image.open(io.BytesIO(png.render(sticker.draw(face, layout)))).convert("RGBA")


def seen(image: Image.Image, turned: float = 0, width: int = 360) -> Image.Image:
    """As a phone's camera has it: on a grey car, at an angle, small."""
    car = Image.new("RGBA", (image.width * 3 // 2, image.height * 3 // 2), "#8a8f96")
    car.alpha_composite(image, (image.width // 4, image.height // 4))
    turned_car = car.rotate(turned, Image.Resampling.BICUBIC, fillcolor="#8a8f96")
    return turned_car.convert("L").resize((width, width * car.height // car.width), Image.Resampling.LANCZOS)


def texts(image: Image.Image) -> set[str]:
    """What the QR codes in view say."""
    return {code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)}
