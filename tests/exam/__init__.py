"""An exam by chance: plans, engines, fonts, borders and pages drawn by seed, read, and judged."""
