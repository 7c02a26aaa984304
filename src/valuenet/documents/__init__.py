"""A network as a file: read, planned as an import, written, compared; and as the sheets of a spreadsheet. Pure: texts in, texts out."""
