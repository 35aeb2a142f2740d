# Completion of mali for fish. In ~/.config/fish/config.fish:  mali completion fish | source
function __mali_answer
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answers (command $words[1] __complete fish "$current" $words 2>/dev/null)
    switch "$answers[1]"
        case file
            __fish_complete_path "$current"
        case folder
            __fish_complete_directories "$current"
        case '*'
            printf '%s\n' $answers[2..-1]
    end
end
complete -c mali -e
complete -c mali -f -k -a '(__mali_answer)'
