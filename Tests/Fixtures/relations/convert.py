#!/usr/bin/env python3
"""Writes the labels of relations as fixtures:   convert.py LABELS TEXTS

LABELS holds `pairs` (texts and labels of our own) and `gold` (labels of real documents and of the example
case); TEXTS the real documents, NAME.txt. Of a real document nothing is kept but offsets: names, words,
speakers and details become ranges of Unicode scalars, where they first stand.
"""
import hashlib
import json
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).parent


def main(labels, texts):
    for folder in ("pairs", "gold"):
        for source in sorted((labels / folder).glob("*.json")):
            label = json.loads(source.read_text())
            text = source.with_suffix(".txt") if folder == "pairs" else texts / (label["document"] + ".txt")
            real = folder == "gold" and text.exists()
            if folder == "pairs":
                shutil.copyfile(text, HERE / folder / text.name)
            shown = text.read_text() if text.exists() else "".join(words(label))
            write(HERE / folder / source.name, convert(label, language(shown), shown if real else None))


def words(label):
    return (relation["words"] for relation in label["links"] + label["events"])


def convert(label, language, text):
    """The fixture; `text` of a real document, of which no word may stay."""
    if text is None:
        place = lambda words: words
    else:
        place = lambda words: find(words, text)
    result = {"document": label["document"], "language": language}
    if text is not None:
        result["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    result["entities"] = [
        {"id": entity["id"], "kind": entity["kind"], "names": [place(name) for name in entity["names"]]}
        for entity in label["entities"]
    ]
    result["relations"] = [relation(one, place) for one in label["links"] + label["events"]]
    return result


def relation(label, place):
    roles = {role: ids if isinstance(ids, list) else [ids] for role, ids in label["roles"].items()}
    details = {name: place(words) for name, words in (label.get("text") or {}).items() if words}
    result = {
        "type": label["type"],
        "roles": roles,
        "details": {name: words for name, words in details.items() if words},
        "words": place(label["words"]),
    }
    if result["words"] is None:
        raise SystemExit(f"not in the text: {label['words']}")
    # The outermost first; the innermost is who says it.
    chain = label.get("chain", [])
    if label["speaker"] and chain[-1:] != [label["speaker"]]:
        chain = chain + [label["speaker"]]
    speakers = [place(name) for name in chain]
    # Somebody says it, under a name that does not stand in the text as it was written down.
    result["speakers"] = None if speakers and speakers[-1] is None else [one for one in speakers if one]
    result["modality"] = label["modality"]
    if label.get("hedged"):
        result["hedged"] = True
    for key in ("date", "from", "to", "place"):
        if label.get(key):
            result[key] = label[key]
    if label.get("offence"):
        result["offence"] = True
    return result


def find(words, text):
    """Where the words first stand, whatever white space parts them; null where they do not."""
    match = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return list(match.span()) if match else None


def language(text):
    han = sum("\u3400" <= letter <= "\u9fff" for letter in text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return "zh" if han * 4 > latin else "en"


def write(path, fixture):
    """One entity and one relation a line."""
    parts = []
    for key, value in fixture.items():
        if isinstance(value, list):
            lines = ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in value)
            parts.append(f"{json.dumps(key)}: [\n{lines}\n]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    path.write_text("{" + ",\n".join(parts) + "}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
