"""Writes hokkien.tsv: Hokkien readings that PyPI's taibun adds or mends.

    python3 compile_hokkien.py --unihan /usr/share/unicode --taibun taibun-1.1.8-py3-none-any.whl

taibun's data are CC BY-SA 4.0, so they stay in a table of their own, which whoever embeds the name engine may leave out.
"""
import argparse, shutil, subprocess, sys, tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
arguments = argparse.ArgumentParser()
arguments.add_argument('--unihan', required=True)
arguments.add_argument('--taibun', required=True)
options = arguments.parse_args()

def column(path):
    rows = (line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8') if not line.startswith('#'))
    return {row[0]: row[3] for row in rows if len(row) > 3}

with tempfile.TemporaryDirectory() as folder:
    copy = Path(folder) / 'Knowledge/names/romanisation'
    shutil.copytree(HERE, copy)
    shutil.copytree(HERE / '../../languages', Path(folder) / 'Knowledge/languages')
    subprocess.run([sys.executable, copy / 'compile_readings.py', '--unihan', options.unihan, '--taibun', options.taibun],
                   check=True, stdout=subprocess.DEVNULL)
    plain, mended = column(HERE / 'readings.tsv'), column(copy / 'readings.tsv')
with open(HERE / 'hokkien.tsv', 'w', encoding='utf-8') as out:
    out.write('# character\tHokkien readings, in place of those in readings.tsv; made by compile_hokkien.py from taibun (data CC BY-SA 4.0)\n')
    for character in sorted(mended):
        if mended[character] and mended[character] != plain.get(character):
            out.write(f'{character}\t{mended[character]}\n')
