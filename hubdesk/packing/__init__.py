"""Parcels that are packed before anybody comes for them."""
