"""The porch: Vandaag for the coordinator, the work list for a partner. Reads every floor and owns no table."""
