"""How Alembic reaches a registry: over the connection that the registry hands it."""

from alembic import context

from firearmskit.records.registry.tables import METADATA

# Alembic runs this file under this name; who imports it migrates nothing.
if __name__ == "env_py":
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        version_table="registry_version",
    )
    context.run_migrations()
