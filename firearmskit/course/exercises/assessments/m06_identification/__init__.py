"""Questions on module M06, by the task that each of them stands for."""
