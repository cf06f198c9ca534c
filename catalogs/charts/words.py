"""Words in a drawing: how wide they are, and where they break."""

# A Chinese sign is as wide as the type is high; a Latin letter about half of it.
WIDE, NARROW = 1.0, 0.56


def width(text: str, size: float) -> float:
    """Return about how wide ``text`` is drawn in type of ``size``."""
    return size * sum(WIDE if ord(sign) > 0x2E80 else NARROW for sign in text)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Return ``text`` in lines no wider than ``room``: Latin at blanks, Chinese anywhere."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width((line + piece).rstrip(), size) > room:
            lines.append(line.strip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for sign in text:
        joins = ord(sign) <= 0x2E80 and pieces and ord(pieces[-1][-1]) <= 0x2E80
        if joins and not (pieces[-1].endswith(" ") and sign != " "):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces
