"""Facts of a PDF, measured in a throw-away process, and the verdict that follows from them.

No Django in here. Formats: ISO 32000-2 (PDF 2.0).
"""

from submissions.pdf.measure import VERSION, measure
from submissions.pdf.verdict import Finding, Policy, judge

__all__ = ["VERSION", "Finding", "Policy", "judge", "measure"]
