"""From the accepted offer to the ninetieth day: plan, welcome pack, buddy, check-ins."""
