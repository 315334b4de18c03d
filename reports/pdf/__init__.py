"""Documents on paper, set by typst: what comes from an assessment is data, never typst code."""
