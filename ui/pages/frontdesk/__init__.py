"""The front desk: who is expected today, received by somebody who shall see nothing else."""
