"""Who helps at this hub, and who is serving on this laptop now."""
