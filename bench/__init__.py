"""How fast it is and how hard to break: people in numbers, servers of their own, and one table. Tests only time nothing."""
