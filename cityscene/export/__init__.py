"""Cards and selections to files, built only when somebody asks for one."""
