"""Place components and activities in the five life-cycle stages."""
