"""The planner of interview days: plain files in, plain files out; knows no vault and no window.

`planning.plan` and `planning.replan` are the doors. They solve in a child process, so that its
memory goes back to the system, the solver's slow import stays out of the program's start, and
whoever waits may stop with the best plan so far.
"""
