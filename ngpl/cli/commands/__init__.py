"""One module a command: its docstring is the help, ``add_flags`` the flags, ``run`` the work."""
