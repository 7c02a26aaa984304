"""Pictures of figures: what an opportunity is worth, how sure that is, and what discounts cost, as SVG and in words."""
