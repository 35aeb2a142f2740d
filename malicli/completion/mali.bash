# Completion of mali for bash. In ~/.bashrc:  eval "$(mali completion bash)"
_mali() {
    local line what=""
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $what ]]; then what=$line; else COMPREPLY+=("$line"); fi
    done < <("${1/#\~/$HOME}" __complete bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    case $what in
        file) compopt -o default -o filenames 2>/dev/null ;;
        folder) compopt -o dirnames -o filenames 2>/dev/null ;;
        *) compopt -o nosort 2>/dev/null ;;
    esac
}
complete -F _mali mali
