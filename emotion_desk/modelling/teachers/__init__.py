"""Teacher networks whose embeddings are distilled; used only while a data set is prepared for training."""
