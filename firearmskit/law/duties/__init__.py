"""What instruments ask of a State, taken apart: obligations, the elements that they share, the terms they define."""
