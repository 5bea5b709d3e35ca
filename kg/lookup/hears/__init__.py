"""Which court hears a matter of a place, on a date."""
