"""What the hub holds: lines, products, batches with dates, and every movement of them."""
