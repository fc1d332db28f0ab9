"""Where the work on each file is done: in guarded processes here, on a cluster, or in this very process.

A PDF library can crash or hang on a hostile file, and a machine of a cluster can go away. So a run hands
each file to an executor, and an executor answers for every task: with the function's result, or with the
way in which the task died. It never lets one task's end become the run's.
"""
