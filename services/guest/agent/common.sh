# What every part of the unlock agent uses. Sourced by busybox ash; the callers have `set -f`.
# shellcheck shell=dash

# Where the agent keeps what it must hold: RAM only, and moved into the running system.
RUN=${RUN:-/run/p2pcloud}

# The phase's name is all that the console, which is the host's to read, ever shows.
phase() {
    read -r uptime _ < /proc/uptime
    echo "p2pcloud $uptime $1" > "${CONSOLE:-/dev/console}"
}

# fatal CODE: tells the tenant, wipes what was opened and powers the machine off. The codes are
# those of FatalCode in the release module.
fatal() {
    phase "fatal $1"
    send "FATAL $1"
    wipe "$RUN/session/identity" "$RUN/next/identity" "$RUN/payload/*" "$RUN/heartbeat/guest.key"
    sync
    sleep 0.3
    poweroff -f
    # Never go on: whatever happens to the process that asked, the machine must stop.
    while :; do sleep 1; done
}

# send LINE: a port without a peer would hold the writer for ever.
send() {
    [ -e "$RUN/port" ] || return 0
    echo "$1" | timeout 5 cat >&3
}

# wipe PATTERN...: overwrites, then removes. The files are in RAM, so that this really overwrites.
wipe() {
    set +f
    # shellcheck disable=SC2048
    for each in $*; do
        [ ! -f "$each" ] || shred -u -z -n 0 "$each"
    done
    set -f
}

is_hex() { # VALUE DIGITS
    case $1 in '' | *[!0-9a-f]*) return 1 ;; esac
    [ ${#1} -eq "$2" ]
}

# A decimal in its one form that fits a signed 64-bit number.
is_number() { # VALUE
    case $1 in
        0) return 0 ;;
        '' | 0* | *[!0-9]*) return 1 ;;
    esac
    [ ${#1} -le 18 ]
}

is_base64() { # VALUE LONGEST
    case $1 in
        '' | *[!A-Za-z0-9+/=]*) return 1 ;;
        *=[!=]* | *===*) return 1 ;;
    esac
    [ ${#1} -le "$2" ] && [ $((${#1} % 4)) -eq 0 ]
}

# The encoding of io.p2pcloud.common.Transcript, in hexadecimal: each field behind its length as
# four bytes.
field() { # HEX
    printf '%08x%s' $((${#1} / 2)) "$1"
}

field_text() { # TEXT
    field "$(printf '%s' "$1" | xxd -p -c 256)"
}

field_number() { # DECIMAL
    printf '00000020%064x' "$1"
}

to_bytes() {
    xxd -r -p
}
