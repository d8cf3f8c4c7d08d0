"""Any command of the registry as a sheet, made from its declaration."""
