"""Stage sets, applications, moves and the next action; importing."""
