"""Questions asked over HTTP: resolved, answered from the store or anew, and handed out."""
