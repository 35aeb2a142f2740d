#compdef mali
# Completion of mali for zsh. In ~/.zshrc:  eval "$(mali completion zsh)"
# Or as a file named _mali in a folder of $fpath.
_mali() {
    local line what program=${(Q)words[1]}
    local -a answers shown before
    [[ $program == '~/'* ]] && program=$HOME/${program#'~/'}
    before=("${(@Q)words[1,CURRENT-1]}")
    while IFS= read -r line; do
        if [[ -z $what ]]; then
            what=$line
        else
            answers+=("${line%%$'\t'*}")
            if [[ -n ${line#*$'\t'} ]]; then
                shown+=("${line%%$'\t'*}  -- ${line#*$'\t'}")
            else
                shown+=("${line%%$'\t'*}")
            fi
        fi
    done < <("$program" __complete zsh "${(Q)PREFIX}" "${before[@]}" 2>/dev/null)
    [[ $PREFIX == --*=* ]] && compset -P '*='
    case $what in
        file) _files ;;
        folder) _files -/ ;;
        *) (( $#answers )) && compadd -U -l -V mali -d shown -a answers ;;
    esac
}
if [[ $funcstack[1] == _mali ]]; then
    _mali "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _mali mali
fi
