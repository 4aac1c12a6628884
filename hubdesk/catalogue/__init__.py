"""What a barcode is called before anybody here has named it, from lists that others made."""
