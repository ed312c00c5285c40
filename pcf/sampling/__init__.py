"""Monte Carlo of a product: sampled parameters through models and stages."""
