"""Exercises of module M06, identifying a firearm from its markings."""
