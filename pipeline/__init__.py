"""Plans of measures from Kazakh Government decrees: from the PDF to a dataset that one can trust."""
