"""The promises about speed, each as a ratio that is measured side by side in one run. `python -m benchmarks` shows them all."""
