"""One folder per outside format: each reads it and yields records with their problems.

Reach for a sibling (`ror`, `seminar`, …) to read one format, for `spreadsheet` to read rows of any
workbook, and for `reading` for the shapes they all answer with. Nothing here decides what an
import changes: that is the plan's business.
"""
