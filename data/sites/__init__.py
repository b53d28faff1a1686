"""Sites as people give them: coordinates, drawn parcels, tables; and facts of the undertaking."""
