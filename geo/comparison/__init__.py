"""智能对比: sites against the conditions, and sites against each other."""
