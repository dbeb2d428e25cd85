"""Completions of the command line for bash, zsh and fish, generated from the program's parsers."""

from __future__ import annotations

from collections.abc import Iterator

from linux.command_line import Command, Option, desk_commands

_NAME = "emotion-desk"


def bash() -> str:
    """Return the completion for bash, for ``/usr/share/bash-completion/completions``."""
    commands = desk_commands()
    lines = [
        "# bash completion for emotion-desk; made from its own parsers",
        "_emotion_desk() {",
        "    local cur prev words cword command",
        "    _init_completion -n = || return",
        '    command="${words[1]} ${words[2]}"',
        '    case "$command" in',
        f"        {_pairs(commands)}) ;;",
        '        *) command="${words[1]}" ;;',
        "    esac",
        "    [[ $command == -* ]] && command=window  # the window needs no command",
        '    case "$command $prev" in',
    ]
    for command in commands:
        for option in command.options:
            if option.value:
                patterns = "|".join(f'"{command.name} {name}"' for name in option.names)
                lines.append(f"        {patterns}) {_bash_value(option)}; return ;;")
    lines += ["    esac", '    if [ "$cword" -eq 1 ]; then']
    window = next(command for command in commands if command.words == ("window",))
    lines += [f'        COMPREPLY=($(compgen -W "{_words(commands)} {_names(window)}" -- "$cur"))']
    lines += ["        _filedir", "        return", "    fi", '    case "$command" in']
    for first, seconds in _nested(commands).items():
        lines.append(f'        {first}) COMPREPLY=($(compgen -W "{" ".join(seconds)}" -- "$cur")); return ;;')
    for command in commands:
        lines.append(f'        "{command.name}") _emotion_desk_options "{_names(command)}" ;;')
    lines += ["    esac", "}", ""]
    lines += [
        "_emotion_desk_options() {",
        '    if [[ "$cur" == -* ]]; then',
        '        COMPREPLY=($(compgen -W "$1" -- "$cur"))',
    ]
    lines += ["    else", "        _filedir", "    fi", "}", "", f"complete -F _emotion_desk {_NAME}", ""]
    return "\n".join(lines)


def _pairs(commands: tuple[Command, ...]) -> str:
    return "|".join(f'"{command.name}"' for command in commands if len(command.words) == 2)


def _nested(commands: tuple[Command, ...]) -> dict[str, list[str]]:
    """Return the second words by the first."""
    found: dict[str, list[str]] = {}
    for command in commands:
        if len(command.words) == 2:
            found.setdefault(command.words[0], []).append(command.words[1])
    return found


def _words(commands: tuple[Command, ...]) -> str:
    return " ".join(dict.fromkeys(command.words[0] for command in commands))


def _names(command: Command) -> str:
    return " ".join(name for option in command.options for name in option.names)


def _bash_value(option: Option) -> str:
    if option.choices:
        return f'COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$cur"))'
    return {"folder": "_filedir -d", "file": "_filedir", "": "COMPREPLY=()"}[option.takes]


def zsh() -> str:
    """Return the completion for zsh, for ``/usr/share/zsh/vendor-completions/_emotion-desk``."""
    commands = desk_commands()
    lines = ["#compdef emotion-desk", "# zsh completion for emotion-desk; made from its own parsers", ""]
    for command in commands:
        lines += [f"_emotion_desk_{'_'.join(command.words)}() {{", "    _arguments \\"]
        specs = [*_zsh_options(command), *_zsh_arguments(command)]
        lines += [f"        {spec} \\" for spec in specs[:-1]] + [f"        {specs[-1]}", "}", ""]
    for first, seconds in _nested(commands).items():
        lines += [f"_emotion_desk_{first}() {{", "    if (( CURRENT == 2 )); then"]
        lines += [f"        _values action {' '.join(seconds)}", "    else"]
        lines += [f'        local action="_emotion_desk_{first}_${{words[2]}}"', "        shift words; (( CURRENT-- ))"]
        lines += ["        (( $+functions[$action] )) && $action", "    fi", "}", ""]
    lines += [
        "_emotion_desk() {",
        "    if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then",
        "        local -a commands=(",
    ]
    helps = {command.words[0]: command.help for command in reversed(commands)} | {"people": "who is enrolled"}
    lines += [f"            {_quoted(f'{word}:{helps[word]}')}" for word in _words(commands).split()]
    lines += ["        )", "        _describe command commands", "        _files", "        return", "    fi"]
    lines += ['    local action="_emotion_desk_${words[2]}"', "    if (( CURRENT > 2 && $+functions[$action] )); then"]
    lines += [
        "        shift words; (( CURRENT-- ))",
        "        $action",
        "    else",
        "        _emotion_desk_window",
        "    fi",
    ]
    return "\n".join([*lines, "}", "", '_emotion_desk "$@"', ""])


def _zsh_options(command: Command) -> Iterator[str]:
    for option in command.options:
        text = option.help.replace("[", "(").replace("]", ")").replace(":", "\\:")
        for name in option.names:
            yield _quoted(f"{name}[{text}]" + (f":{_zsh_value(option)}" if option.value else ""))


def _zsh_arguments(command: Command) -> Iterator[str]:
    for argument in command.arguments:
        yield _quoted(f"*:{_zsh_value(argument)}")


def _zsh_value(option: Option) -> str:
    title = option.value.replace(":", "\\:")
    if option.choices:
        return f"{title}:({' '.join(option.choices)})"
    return f"{title}:" + {"folder": "_files -/", "file": "_files", "": ""}[option.takes]


def fish() -> str:
    """Return the completion for fish, for ``/usr/share/fish/vendor_completions.d``."""
    commands = desk_commands()
    lines = ["# fish completion for emotion-desk; made from its own parsers"]
    words = _words(commands)
    helps = {command.words[0]: command.help for command in reversed(commands)} | {"people": "who is enrolled"}
    begin = f"complete -c {_NAME} -n __fish_use_subcommand"
    lines += [f"{begin} -a {word} -d {_quoted(helps[word])}" for word in words.split()]
    for first, seconds in _nested(commands).items():
        test = f"__fish_seen_subcommand_from {first}; and not __fish_seen_subcommand_from {' '.join(seconds)}"
        lines.append(f"complete -c {_NAME} -f -n {_quoted(test)} -a {_quoted(' '.join(seconds))}")
    for command in commands:
        tests = [f"__fish_seen_subcommand_from {word}" for word in command.words]
        if command.words == ("window",):
            tests = [f"not __fish_seen_subcommand_from {' '.join(w for w in words.split() if w != 'window')}"]
        lines += [_fish_option(option, "; and ".join(tests)) for option in command.options]
    return "\n".join([*lines, ""])


def _fish_option(option: Option, test: str) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    value = ""
    if option.choices:
        value = f" -x -a {_quoted(' '.join(option.choices))}"
    elif option.value:
        value = {"folder": " -x -a '(__fish_complete_directories)'", "file": " -r -F", "": " -x"}[option.takes]
    return f"complete -c {_NAME} -n {_quoted(test)} {names}{value} -d {_quoted(option.help)}"


def _quoted(text: str) -> str:
    """Return text in single quotes, as all three shells take it."""
    return "'" + text.replace("'", "'\\''") + "'"
