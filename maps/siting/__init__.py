"""一键预览: surveys, screenings and comparisons as pages that open from disk and print on A4."""
