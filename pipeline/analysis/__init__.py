"""The dataset for one who asks questions of it: `pipeline.load(...)`, tables as pandas DataFrames."""
