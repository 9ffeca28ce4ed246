# shellcheck shell=sh
# shellcheck disable=SC2154 # home is set by the script that reads this
# `./sommelier lint`: read by the sommelier script, whose functions it uses. One function for each check; what it prints
# names the file at fault.

lint_home=$home/dev/lint
lint_tools=$home/target/lint
lint_checks='java licences shell workflows actions dockerfiles compose kubernetes yaml json markdown links prometheus files'

lint_usage() {
    cat <<END
Usage: ./sommelier lint [--fix] [CHECK …]

Checks everything, or only what is named: $lint_checks
  --fix  formats the Java sources and the Markdown first
END
}

find_node() {
    node=$(command -v node) && [ "$("$node" -p 'process.versions.node.split(".")[0]')" -ge 20 ] &&
        command -v npm >/dev/null
}

install_node() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends nodejs npm
        if find_node; then
            return
        fi
    fi
    fail 'The lint needs Node 20 or later with npm, and none was found. To get it:
  Debian 13 sudo apt-get install nodejs npm   (on an older one from nodejs.org)
  Fedora    sudo dnf install nodejs
  macOS     brew install node'
}

find_shellcheck() {
    for shellcheck in "${SOMMELIER_SHELLCHECK-}" shellcheck "$lint_tools/shellcheck/usr/bin/shellcheck"; do
        shellcheck=$(command -v "$shellcheck") && return
    done
    return 1
}

# Takes the one file out of the package, as for promtool, so that no root is needed.
install_shellcheck() {
    if command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
        rm -rf "$lint_tools/shellcheck"
        mkdir -p "$lint_tools/shellcheck"
        [ "$(id -u)" != 0 ] || apt-get update
        (cd "$lint_tools/shellcheck" && apt-get download shellcheck &&
            dpkg-deb --fsys-tarfile shellcheck_*.deb | tar -x ./usr/bin/shellcheck && rm shellcheck_*.deb) && return
    fi
    fail 'The lint checks scripts with ShellCheck, and none was found. To get it:
  Debian   sudo apt-get install shellcheck
  Fedora   sudo dnf install ShellCheck
  macOS    brew install shellcheck
Or set SOMMELIER_SHELLCHECK to where it is.'
}

# The lock says which packages, to the byte; they are fetched again only when it changes.
need_packages() {
    [ -f "$lint_home/package-lock.json" ] || {
        say "$lint_home/package-lock.json is missing: make it with npm install --package-lock-only"
        return 1
    }
    find_node || install_node
    cmp -s "$lint_home/package-lock.json" "$lint_tools/package-lock.json" && [ -d "$lint_tools/node_modules" ] && return
    mkdir -p "$lint_tools"
    cp "$lint_home/package.json" "$lint_tools/"
    rm -f "$lint_tools/package-lock.json"
    cp "$lint_home/package-lock.json" "$lint_tools/new-lock.json"
    (cd "$lint_tools" && cp new-lock.json package-lock.json && npm ci --silent --ignore-scripts --no-audit --no-fund) || {
        rm -f "$lint_tools/package-lock.json"
        return 1
    }
}

# Files of git, also those not added yet, without those that are deleted.
lint_files() {
    git -C "$home" ls-files --cached --others --exclude-standard -- "$@" | sort -u | while IFS= read -r file; do
        [ ! -f "$home/$file" ] || printf '%s\n' "$file"
    done
}

by_node() {
    case $1 in
    actions | json | links | files) find_node || install_node ;;
    *) need_packages ;;
    esac && "$node" "$lint_home/check.mjs" "$lint_tools" "$home" "$@"
}

lint_java() {
    find_jdk
    (cd "$home" && ./mvnw -B -q -ntp "spotless:${1:-check}")
}

# Licences under which a library may be passed on with a product. Highcharts comes with Gatling, in the load tests alone.
lint_allowed='Apache|APL2|MIT|BSD|EPL|Eclipse|Mozilla|MPL|Public Domain|CC0|Bouncy Castle|Gatling Highcharts'

lint_licences() {
    find_jdk
    (
        cd "$home" || exit
        ./mvnw -B -q -ntp org.codehaus.mojo:license-maven-plugin:2.7.0:aggregate-add-third-party \
            -Dlicense.includedScopes=compile,runtime -Dlicense.excludedGroups=dev.sommelier || exit
        # A line for each library: its licences in brackets, then its name.
        listed=target/generated-sources/license/THIRD-PARTY.txt
        [ "$(grep -c ':' "$listed")" -gt 1 ] || { echo "$listed names no library"; exit 1; }
        ! sed -n '/^ *(/p' "$listed" | grep -vE "^ *\(.*($lint_allowed)"
    )
}

lint_shell() {
    find_shellcheck || { install_shellcheck && find_shellcheck; }
    lint_files sommelier .ci/run '*.sh' | (
        cd "$home" || exit
        while IFS= read -r file; do
            "$shellcheck" -x -- "$file" || failed=yes
        done
        [ ! "${failed-}" ]
    )
}

lint_markdown() {
    need_packages && (
        cd "$home" || exit
        lint_files '*.md' | sed 's/^/:/' | tr '\n' '\0' |
            xargs -0 "$node" "$lint_tools/node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs" \
                --config "$lint_home/.markdownlint-cli2.jsonc" --no-globs ${1+"$1"}
    )
}

lint_prometheus() {
    find_promtool || { install_promtool && find_promtool; }
    (
        cd "$home/monitoring/prometheus" || exit
        "$SOMMELIER_PROMTOOL" check rules rules/*.yml && "$SOMMELIER_PROMTOOL" test rules tests/*.yml
    )
}

# Whether the manifests can be put together; their fields are not checked against a schema.
lint_kubernetes() {
    bases=$(lint_files '*kustomization.yaml')
    [ "$bases" ] || return 0
    command -v kubectl >/dev/null || {
        say 'kubectl was not found: see https://kubernetes.io/docs/tasks/tools/'
        return 1
    }
    printf '%s\n' "$bases" | while IFS= read -r base; do
        kubectl kustomize "$home/${base%/*}" >/dev/null || { say "$base"; exit 1; }
    done
}

mend_hint() {
    case $1 in
    java | markdown) echo './sommelier lint --fix' ;;
    licences) echo 'take another library, or add its licence to lint_allowed in dev/lint/lint.sh if it may be passed on' ;;
    actions) echo 'name the commit: uses: OWNER/NAME@<40 digits> # v1.2.3' ;;
    files) echo 'keep it out of git, or put it where large files belong' ;;
    *) echo 'see the lines above' ;;
    esac
}

# In a subshell that does not stop at the first failure, so that every check has its say.
run_check() {
    case $1 in
    java | licences | shell | markdown | prometheus | kubernetes) said=$( ("lint_$1") 2>&1) ;;
    *) said=$( (by_node "$1") 2>&1) ;;
    esac
}

run_lint() {
    fix=
    chosen=
    for argument in "$@"; do
        case $argument in
        --fix) fix=yes ;;
        -h | --help)
            lint_usage
            return
            ;;
        *)
            case " $lint_checks " in
            *" $argument "*) chosen="$chosen $argument" ;;
            *) fail "There is no check '$argument'. There are: $lint_checks" ;;
            esac
            ;;
        esac
    done
    command -v git >/dev/null || fail 'The lint asks git which files there are, and it was not found.'
    chosen=${chosen:-$lint_checks}
    bad=0
    if [ "$fix" ]; then
        case " $chosen " in *' java '*) lint_java apply ;; esac
        case " $chosen " in *' markdown '*) lint_markdown --fix || true ;; esac
    fi
    for check in $chosen; do
        if run_check "$check"; then
            printf '%-12s ok\n' "$check"
        else
            bad=$((bad + 1))
            printf '%s\n%-12s FAILED: %s\n' "$said" "$check" "$(mend_hint "$check")"
        fi
    done
    if [ "$bad" != 0 ]; then
        echo "Lint failed: $bad."
        return 1
    fi
    echo 'Lint is clean.'
}
