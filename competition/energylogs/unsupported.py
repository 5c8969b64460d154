"""What is never read, each with its own sentence: nothing is unpacked, unpickled or decoded."""

import re

MAGIC = {
    b"PK\x03\x04": "This is a ZIP archive or a workbook, which is not unpacked. Give the log"
    " itself; from a spreadsheet save it as CSV.",
    b"PK\x05\x06": "This is an empty ZIP archive. Give the log itself.",
    b"\x1f\x8b": "This is compressed by gzip. Give the log itself.",
    b"BZh": "This is compressed by bzip2. Give the log itself.",
    b"\xfd7zXZ": "This is compressed by xz. Give the log itself.",
    b"7z\xbc\xaf": "This is a 7z archive. Give the log itself.",
    b"\x28\xb5\x2f\xfd": "This is compressed by zstd. Give the log itself.",
    b"%PDF": "This is a PDF. Give the log that the tool wrote.",
    b"\xff\xfe": "This text is in UTF-16. Save it as UTF-8.",
    b"\xfe\xff": "This text is in UTF-16. Save it as UTF-8.",
}
PICKLE = "This is a pickle, which could run a program when read; it never is. Give a text log."
BINARY = "This is no text. Give the log as the tool wrote it; from an editor, saved as UTF-8."
ENCODED = "This is eco2AI's encoded file or other encoded text. Give the plain emission.csv."
TRACKER = "experiment-impact-tracker is not supported: half of its log is a pickle. Export power"
TRACKER += " and time as CSV with timestamp,power_w."
SCAPHANDRE = "Scaphandre's JSON is not supported. Export the power of the host, in W, as CSV with"
SCAPHANDRE += " timestamp,power_w."
SIDE = "This is a file that AIPowerMeter writes beside its log. Give power_metrics.json."
OMEGA = "Omegawatt's own CSV is not supported. Name the columns timestamp,power_w, for one plug."
OTHER = "This is no energy log that is known."
TRACKED = ("rapl_power_draw_absolute", "rapl_estimated_attributable_power_draw")
TRACKED += ("nvidia_estimated_attributable_power_draw",)


def why_binary(head):
    """None for what may be a text."""
    for magic, why in MAGIC.items():
        if head.startswith(magic):
            return why
    if re.match(rb"\x80[\x02-\x05]", head) or (head[:2] in (b"(d", b"(l", b"cc")):
        return PICKLE
    return BINARY if b"\0" in head else None


def why_unknown(head):
    text = head.decode("utf-8", "replace").lstrip("\ufeff").strip()
    if not text:
        return "This file is empty."
    if any(name in text for name in TRACKED):
        return TRACKER
    if text[0] in "[{" and '"consumption"' in text and '"host"' in text:
        return SCAPHANDRE
    if "#frame_is_ok" in text or "#activepow" in text:
        return OMEGA
    if text[0] == "{" and ('"metrics"' in text or '"description"' in text):
        return SIDE
    if re.fullmatch(r"[A-Za-z0-9+/=_-]{40,}", text.split("\n", 1)[0].strip()):
        return ENCODED
    if "power_consumption(k" in text.lower():
        return "This looks like a fork of eco2AI: columns of the tool itself are missing."
    return OTHER
