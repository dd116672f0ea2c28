"""The exercises of module M16, crime scene, forensic ballistics and chain of custody."""
