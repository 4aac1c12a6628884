"""What a parcel for so many people holds."""
