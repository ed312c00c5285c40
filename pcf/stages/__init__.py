"""The five life-cycle stages: what a product draws from the background, stage by stage."""
