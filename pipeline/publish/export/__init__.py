"""The dataset in the forms that people ask for: a workbook, CSV files, JSON Lines."""
