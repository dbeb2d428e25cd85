"""Networks of others that ours learns identities from: asked once about the data sets, at training time only."""
