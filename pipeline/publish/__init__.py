"""Values to files: Parquet tables, nested JSON with its schema, a data package, all or nothing."""
