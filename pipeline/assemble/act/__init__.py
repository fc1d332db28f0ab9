"""The act around its plan: title, number, preamble, paragraphs, signature, texts around the plan."""
