"""The assistant's own sentences: ``<language>.ftl`` is what it says, ``<language>.cues.yaml`` what it understands."""
