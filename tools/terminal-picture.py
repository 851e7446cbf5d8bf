#!/usr/bin/env python3
"""Draws what a command prints on a terminal: text with ANSI colours on standard input, an SVG on standard output.

    COLUMNS=118 script -qec 'build/detente code --to table samples/korea-2024.jsonl' /dev/null |
        tools/terminal-picture.py 'detente code samples/korea-2024.jsonl' >docs/terminal.svg

The argument is the command line to show above it. Knows the colours that Detente uses: bold, dim, six hues.
"""
import re, sys
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, TOP = 8.0, 18, 16, 44  # of a character; of the margins
INK = {"31": "#e06c75", "32": "#98c379", "33": "#e5c07b", "35": "#c678dd", "36": "#56b6c2"}


def pieces(line):
    """The (column, text, style) of a line, cut where the style changes."""
    style, column = "", 0
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if code:
            style = {"1": 'font-weight="bold" fill="#ffffff"', "2": 'fill="#7f8793"'}.get(code[1], "")
            style = f'fill="{INK[code[1]]}"' if code[1] in INK else style
            continue
        # blanks only move on: fonts whose characters are not quite as wide then still keep the columns
        for word in re.finditer(r"\S+(?: \S+)*", piece):
            yield column + word.start(), word[0], style
        column += len(piece)


def main():
    lines = sys.stdin.read().replace("\r", "").rstrip("\n").split("\n")
    if len(sys.argv) > 1:
        lines.insert(0, f"\x1b[2m$\x1b[0m \x1b[1m{sys.argv[1]}\x1b[0m")
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    width = round(max(map(len, plain)) * WIDTH + 2 * LEFT)
    height = len(lines) * HEIGHT + TOP + LEFT
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">')
    print(f'<rect width="{width}" height="{height}" rx="8" fill="#1e2127"/>')
    for i, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        print(f'<circle cx="{LEFT + 6 + 20 * i}" cy="18" r="6" fill="{colour}"/>')
    print('<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" font-size="13" '
          'fill="#d7dae0" xml:space="preserve">')
    for row, line in enumerate(lines):
        for column, text, style in pieces(line):
            print(f'<text x="{LEFT + column * WIDTH:g}" y="{TOP + (row + 0.8) * HEIGHT:g}" '
                  f'textLength="{len(text) * WIDTH:g}" {style}>{escape(text)}</text>'.replace(' >', '>'))
    print("</g>\n</svg>")


main()
