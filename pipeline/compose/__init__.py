"""From an act in printed words to the records of its edition: who calls which parser on which words."""
