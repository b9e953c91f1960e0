"""What both layouts of a sticker share: its size, its colours, and the room between the small codes."""

WIDTH, HEIGHT, FRAME = 90.0, 130.0, 0.7
MIDDLE, ROOM = WIDTH / 2, WIDTH - 2 * 7.0
GREEN, INK, QUIET = "#06803d", "#1a1d21", "#4c535b"
BETWEEN = 46.0
