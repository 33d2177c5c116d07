"""From the data of a round to the data of its official papers (records/rendering/kinds). Papers are in Chinese."""
