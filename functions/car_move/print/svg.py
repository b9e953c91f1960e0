"""A drawing as SVG: paths only."""

from functions.car_move.print.drawing import Drawing, Outline


def render(drawing: Drawing) -> bytes:
    paths = "\n".join(f'<path fill="{shape.fill}" d="{_path(shape.outline)}"/>' for shape in drawing.shapes)
    width, height = f"{drawing.width:g}", f"{drawing.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
        f' viewBox="0 0 {width} {height}" role="img"><title>{drawing.title}</title>\n{paths}\n</svg>\n'
    ).encode()


def _path(outline: Outline) -> str:
    return "".join(_segment(letter, [f"{number:.2f}" for number in numbers]) for letter, numbers in outline)


def _segment(letter: str, numbers: list[str]) -> str:
    if letter == "R":
        x, y, width, height = numbers
        return f"M{x} {y}h{width}v{height}h-{width}Z"
    return letter + " ".join(numbers)
