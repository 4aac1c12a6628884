"""What is where (Alt+K): the book of goods, and what is done with them outside a visit."""
