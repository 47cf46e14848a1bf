"""How each agency sees the borough: its register of people, its tables, its delays and its mistakes."""
