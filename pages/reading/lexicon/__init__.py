"""The words that the reader's rules know, as data."""


def words(*rows: str) -> tuple[str, ...]:
    """Words written in rows, with white space between them."""
    return tuple(word for row in rows for word in row.split())
