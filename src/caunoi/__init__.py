"""The product: a bridge between experts abroad and the needs at home."""
