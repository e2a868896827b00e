# shellcheck shell=bash
# What ./run, ./test, ./bench and bin/p2pcloud share: finding the JDK, installing system packages
# after asking, and building the parts. To be sourced; `root` is the folder of the project.
# Everything that is said goes to standard error: standard output belongs to the program started.

: "${root:?}"
assume_yes=${assume_yes:-no}
[ -z "${CI:-}" ] || assume_yes=yes
cache=${P2PCLOUD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/p2pcloud}

say() {
    echo "$*" >&2
}

give_up() {
    say "P2P Cloud: $*"
    exit 1
}

# --- JDK ---------------------------------------------------------------------------------------

# jdk_version HOME: the first number of its version; nothing when there is no JDK (a runtime
# without a compiler is none).
jdk_version() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"
}

jdk_candidates() {
    [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
    local java
    if java=$(command -v java); then
        dirname "$(dirname "$(readlink -f "$java")")"
    fi
    if command -v update-alternatives > /dev/null; then
        update-alternatives --list java 2> /dev/null | sed 's|/bin/java$||; s|/jre$||' || true
    fi
    printf '%s\n' /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/*jdk*
}

# Sets and exports JAVA_HOME, so that Maven runs on it as well.
find_jdk() {
    local home version newer='' found='' homes
    # All of them first: who is started by systemd would be told of a broken pipe.
    mapfile -t homes < <(jdk_candidates)
    for home in "${homes[@]}"; do
        [ -d "$home" ] || continue
        version=$(jdk_version "$home")
        if [ -z "$version" ]; then
            [ "$home" != "${JAVA_HOME:-}" ] || found="no JDK in JAVA_HOME ($home), "
        elif [ "$version" -eq 25 ]; then
            export JAVA_HOME=$home
            return
        elif [ "$version" -gt 25 ]; then
            newer=${newer:-$home}
        elif [[ $found != *"($home)"* ]]; then
            found+="JDK $version ($home), "
        fi
    done
    if [ -n "$newer" ]; then
        export JAVA_HOME=$newer
        return
    fi
    found=${found:-"none, "}
    give_up "a JDK 25 is needed, found: ${found%, }; install one (from https://adoptium.net, or" \
        "where Debian has it: apt-get install openjdk-25-jdk) or set JAVA_HOME to it."
}

# --- system packages ---------------------------------------------------------------------------

# need_lines FILE...: the needs without comments.
need_lines() {
    sed 's/#.*//; s/[[:space:]]*$//; /^$/d' "$@" | sort -u
}

# is_installed PACKAGE: by the list that missing_packages has read.
is_installed() {
    [[ $installed == *" $1 "* ]]
}

# missing_packages FILE...: the packages to install for the needs in the files, one a line.
missing_packages() {
    local installed line choice first
    installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2> /dev/null \
        | sed -n 's/^installed //p' | tr '\n' ' ')"
    need_lines "$@" | while read -r line; do
        if [[ $line == *:* ]]; then
            ! command -v "${line%%:*}" > /dev/null || continue
            line=${line#*: }
        fi
        first=
        for choice in ${line//|/ }; do
            ! is_installed "$choice" || continue 2
            [ -n "$first" ] || ! apt-cache show "$choice" > /dev/null 2>&1 || first=$choice
        done
        echo "${first:-${line##*| }}"
    done
}

# Without apt there is nothing to ask: the programs must be there.
require_programs() { # FILE...
    local missing=() line program
    declare -A programs=([qemu-system-x86]=qemu-system-x86_64 [squashfs-tools]=mksquashfs
        [cryptsetup-bin]=veritysetup [mmdebstrap]=mmdebstrap [cpio]=cpio)
    while read -r line; do
        program=${line%%:*}
        [[ $line == *:* ]] || program=${programs[$line]:-}
        [ -z "$program" ] || command -v "$program" > /dev/null || missing+=("$program")
    done < <(need_lines "$@")
    [ ${#missing[@]} -eq 0 ] \
        || give_up "these programs are missing: ${missing[*]}; install them (this system has no" \
            "apt-get, so it cannot be done for you)."
}

# install_packages FILE...: what is missing of them, after one question.
install_packages() {
    if ! command -v apt-get > /dev/null; then
        require_programs "$@"
        return
    fi
    local missing as_root=() answer
    missing=$(missing_packages "$@" | sort -u | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    missing=${missing% }
    local command="apt-get install --no-install-recommends $missing"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null \
            || give_up "these system packages are missing: $missing. Install them as root" \
                "(su -c \"$command\"), then start again."
        as_root=(sudo)
    fi
    if [ "$assume_yes" != yes ]; then
        [ -t 0 ] || give_up "these system packages are missing: $missing. Install them" \
            "(${as_root[*]:+sudo }$command), or start again with --yes to have it done."
        say "P2P Cloud needs these system packages: $missing"
        read -r -p "Install them now${as_root[*]:+ with sudo}? [Y/n] " answer >&2
        case $answer in
            '' | [yY]*) ;;
            *) give_up "nothing was installed; the command is: ${as_root[*]:+sudo }$command" ;;
        esac
    fi
    say "Installing system packages: $missing"
    # A foreign list that cannot be fetched must not stop what does not come from it.
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 || true
    # The names may have been unknown before the lists were there.
    missing=$(missing_packages "$@" | sort -u | tr '\n' ' ')
    # shellcheck disable=SC2086 # one argument a package
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends $missing < /dev/null >&2 \
        || give_up "the system packages could not be installed (see above); check the network, or" \
            "run it yourself: ${as_root[*]:+sudo }apt-get install --no-install-recommends $missing"
}

# --- parts -------------------------------------------------------------------------------------

# digest_of PATTERN...: of the names and contents of all files in the paths, from $root.
digest_of() (
    cd "$root" || exit
    shopt -s nullglob
    # shellcheck disable=SC2068 # the patterns are to be expanded here
    find $@ -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
)

# is_done STAMP DIGEST
is_done() {
    [ "$(cat "$1" 2> /dev/null)" = "$2" ]
}

# One set-up at a time: two would write the same files.
take_turns() {
    mkdir -p "$root/target"
    exec {turn}> "$root/target/setup.lock"
    if ! flock -n "$turn"; then
        say "Waiting for another ./run or ./test to finish building."
        flock "$turn"
    fi
}

end_turn() {
    exec {turn}>&-
}

# The compiler of the contract and the program of the embedded chain, exactly as locked.
install_npm_packages() {
    local folder=$root/services/contracts digest stamp
    stamp=$folder/node_modules/.p2pcloud
    digest=$(digest_of services/contracts/package-lock.json services/contracts/package.json)
    ! is_done "$stamp" "$digest" || return 0
    say "Fetching the embedded chain and the contract's compiler (npm)"
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund < /dev/null >&2) \
        || give_up "npm could not fetch the packages of services/contracts (see above): check the" \
            "network and start again."
    # npm passes over what it calls optional when it cannot fetch it.
    [ -x "$folder/node_modules/.bin/anvil" ] \
        || give_up "npm brought no anvil, the program of the embedded chain, for this computer" \
            "($(uname -sm)): it is there for Linux x86_64; else check the network and start again."
    echo "$digest" > "$stamp"
}

# maven LOG ARGUMENT...: shows which module is being built; all else goes to the log.
maven() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    (cd "$root" && mvn -B -ntp "$@" < /dev/null 2>&1) | tee "$log" \
        | sed -un 's/^\[INFO\] Building \([^ ]*\) [^ ]* *\(\[[0-9/]*\]\)$/  \2 \1/p' >&2
}

build_app() {
    local digest stamp=$root/app/target/built log=$root/target/build.log
    digest=$(digest_of pom.xml .mvn hardware-probe/pom.xml 'hardware-probe/src/main*' \
        services/pom.xml 'services/*/pom.xml' 'services/*/src/main' views/pom.xml 'views/src/main*' \
        app/pom.xml 'app/src/main*')
    ! is_done "$stamp" "$digest $JAVA_HOME" || return 0
    say "Building the application (the first time takes some minutes and fetches its libraries)"
    rm -f "$stamp"
    maven "$log" -Dmaven.test.skip=true -Dspotless.check.skip=true -pl app -am package || {
        grep '^\[ERROR\]' "$log" | head -n 20 >&2
        give_up "the application could not be built: see above and $log; without a network the" \
            "first build cannot work."
    }
    echo "$digest $JAVA_HOME" > "$stamp"
}

# With `with_firmware` set, now or once before, also the firmware of confidential machines.
build_guest_image() {
    local digest stamp=$cache/guest/built firmware=()
    digest=$(digest_of services/guest/build services/guest/agent services/guest/image services/guest/images)
    if [ "${with_firmware:-no}" = yes ] || [ -e "$cache/guest/with-firmware" ]; then
        firmware=(--firmware)
        digest+=" $(digest_of services/guest/firmware)"
    fi
    if is_done "$stamp" "$digest" && [ -r "$cache/guest/current/bundle.json" ]; then
        return 0
    fi
    say "Building the servers' system image from Debian packages (some minutes, once)"
    mkdir -p "$cache/guest"
    "$root/services/guest/build" "${firmware[@]}" "$cache/guest" < /dev/null >&2 \
        || give_up "the servers' system image could not be built: see above."
    echo "$digest" > "$stamp"
}

# --- libvirt's schemas -----------------------------------------------------------------------------

# find_libvirt_schemas: exports P2PCLOUD_LIBVIRT_SCHEMAS, a folder of libvirt's schemas that know
# SEV-SNP (10.5 and later). Debian 12 has them in its backports only; they are fetched by apt, which
# checks their signature, and nothing is installed.
find_libvirt_schemas() {
    local folder=$cache/libvirt-schemas work mirror security keyring
    # shellcheck source=services/guest/mirrors.sh
    . "$root/services/guest/mirrors.sh"
    ! grep -qs sev-snp /usr/share/libvirt/schemas/domaincommon.rng || return 0
    if ! grep -qs sev-snp "$folder/domaincommon.rng"; then
        command -v apt-get > /dev/null && [ -r "$keyring" ] || return 0
        say "Fetching libvirt's newer schemas for the tests (once)"
        work=$(mktemp -d)
        if (
            cd "$work"
            mkdir -p lists/partial cache/archives/partial
            echo "deb [signed-by=$keyring] $mirror bookworm-backports main" > list
            options=(-q -o "Dir::Etc::sourcelist=$work/list" -o Dir::Etc::sourceparts=-
                -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=)
            apt-get "${options[@]}" update
            apt-get "${options[@]}" download libvirt-common
            dpkg-deb -x libvirt-common_*.deb tree
        ) < /dev/null >&2; then
            rm -rf "$folder"
            mkdir -p "$cache"
            cp -r "$work/tree/usr/share/libvirt/schemas" "$folder"
        fi
        rm -rf "$work"
    fi
    export P2PCLOUD_LIBVIRT_SCHEMAS=$folder
}
