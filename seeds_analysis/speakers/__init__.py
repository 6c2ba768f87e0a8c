"""From a source phrase to the person or body that it means."""

from seeds_analysis.speakers.component import SpeakerResolver

__all__ = ["SpeakerResolver"]
