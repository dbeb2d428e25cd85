"""The study page: participants are run one after another, stimuli full screen, everything recorded."""
