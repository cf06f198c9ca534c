"""Push of publications by departmental systems: read the body, ask the verbs, say what came."""
