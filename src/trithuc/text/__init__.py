"""Text as people type it, in six languages and any spelling."""
