"""programme.toml, model specifications and the deployment's environment, parsed once into frozen values."""
