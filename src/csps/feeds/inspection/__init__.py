"""What a file is and what would become of its rows, without taking anything in."""
