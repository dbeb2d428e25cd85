"""Studies: participants, stimuli and conditions in plain files; recordings; one table of all."""
