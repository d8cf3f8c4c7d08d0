"""Working days of the organisation, with holidays and make-up days."""
