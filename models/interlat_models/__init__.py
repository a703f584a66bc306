"""Training of the lab's models: tokenizer, sender, actor with adapter, compressed sender."""
