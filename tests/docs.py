#!/usr/bin/env python3
"""docs.py PROGRAM [--update] FILE.md…: runs the examples in the documents and compares what they print.

In a fenced block of kind "console" every line after "$ " is a command, with "> " before the lines that continue it; the
lines below are what it must print, on both streams. "..." stands for anything within a line, alone on a line for any
lines; a JSON record may be broken into several lines. A block with a file name behind its kind ("```c say.c") is that
file. All blocks of a document share one empty folder, in which "detente" is PROGRAM and the folders of the project have
their names. Blocks of other kinds are only read. With --update, what a command prints replaces what stood there, where
that has no "...". data/README.md is read in another way: run_formats.
"""
import os, pathlib, re, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def environment(program, folder):
    build = program.parent
    (folder / ".bin").mkdir()
    (folder / ".bin" / "detente").symlink_to(program)
    for name in ("data", "include", "models", "samples", "tests"):
        (folder / name).symlink_to(ROOT / name)
    return dict(os.environ, PATH=f"{folder}/.bin:{os.environ['PATH']}", LC_ALL="C.UTF-8", NO_COLOR="1", COLUMNS="110",
                DETENTE_DATA=str(ROOT / "data"), DETENTE_MODEL=str(ROOT / "models/english.model"),
                PKG_CONFIG_PATH=f"{build}/meson-uninstalled", LD_LIBRARY_PATH=str(build), CPATH=str(ROOT / "include"))


def commands(lines):
    """The (command, wanted lines) of a console block."""
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append(([line[2:]], []))
        elif re.match(r">( |$)", line) and not found[-1][1]:
            found[-1][0].append(line[2:])
        else:
            found[-1][1].append(line)
    return found


def fits(wanted, got):
    if wanted and wanted[0].startswith("{"):
        wanted = ["".join(line.strip() for line in wanted)]
    pattern = ""
    for line in wanted:
        pattern += r"(?:.*\n)*" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in got)) is not None


def run_console(lines, folder, env, where, update, tally):
    out = []
    for command, wanted in commands(lines):
        done = subprocess.run("\n".join(command), shell=True, cwd=folder, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
        got = done.stdout.replace(str(folder) + "/", "").replace(str(ROOT) + "/", "").rstrip("\n").split("\n")
        got = [line.rstrip() for line in got] if got != [""] else []
        good = fits(wanted, got)
        tally[good] += 1
        if not good and not update:
            print(f"{where}: $ {command[0]}\n  wanted", *wanted, "  printed", *got, sep="\n  ")
        replaced = update and not good and not any("..." in line for line in wanted)
        if update and not good and not replaced:
            print(f"{where}: $ {command[0]}: has ... and no longer fits; printed", *got, sep="\n  ")
        out += ["$ " + command[0]] + [("> " + line).rstrip() for line in command[1:]] + (got if replaced else wanted)
    return out


def run_document(path, program, update, tally):
    lines, out, i = path.read_text().split("\n"), [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        env = environment(program, folder)
        while i < len(lines):
            start = re.match(r"```(\w+) ?(\S*)$", lines[i])
            out.append(lines[i])
            i += 1
            if not start:
                continue
            end = lines.index("```", i)
            block = lines[i:end]
            if start[2]:
                (folder / start[2]).write_text("\n".join(block) + "\n")
            elif start[1] == "console":
                block = run_console(block, folder, env, f"{path.name}:{i + 1}", update, tally)
            out += block + ["```"]
            i = end + 1
    if update and out != lines:
        path.write_text("\n".join(out))


def run_formats(path, program, tally):
    """The examples of data/README.md, each section's in a file of its kind, are dictionaries without a fault."""
    with tempfile.TemporaryDirectory() as folder:
        folder, section = pathlib.Path(folder), None
        env = environment(program, folder)
        for line in path.read_text().split("\n"):
            if line.startswith("## "):
                section = re.match(r"## (\w+)/(\*|\w+)\.(\w+)$", line)
            elif section and line.startswith("    "):
                file = folder / "mine" / section[1] / f"{section[2].replace('*', 'example')}.{section[3]}"
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("a") as out:
                    out.write(line[4:] + "\n")
        files = sorted(str(file.relative_to(folder)) for file in folder.glob("mine/world/*.*"))
        files += sorted(str(file.relative_to(folder)) for file in folder.glob("mine/places/*.*"))
        script = ["$ detente dict format " + " ".join(files), "...", "$ detente dict check --data mine",
                  "dictionaries are in order: ..."]
        run_console(script, folder, env, path.name, False, tally)


def main():
    program, names = pathlib.Path(sys.argv[1]).resolve(), [name for name in sys.argv[2:] if name != "--update"]
    tally = {True: 0, False: 0}
    for name in names:
        if name == "data/README.md":
            run_formats(ROOT / name, program, tally)
        else:
            run_document(ROOT / name, program, "--update" in sys.argv, tally)
    print(f"{tally[True]} of {tally[True] + tally[False]} examples print what the documents say")
    sys.exit(0 if tally[True] and not tally[False] else 1)


main()
