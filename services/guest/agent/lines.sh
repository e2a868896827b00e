# The line protocol with the tenant: see GuestLine in the release module.
# shellcheck shell=dash disable=SC2154

LINE_LIMIT=262143
PATIENCE=900

# find_port NAME: the device of a virtio-serial port.
find_port() {
    set +f
    for each in /sys/class/virtio-ports/*; do
        if [ "$(cat "$each/name" 2> /dev/null)" = "$1" ]; then
            echo "/dev/${each##*/}"
            break
        fi
    done
    set -f
}

# read_line CODE: sets `line`. With no peer the port reads as ended: wait for one.
read_line() {
    read -r now _ < /proc/uptime
    deadline=$((${now%.*} + PATIENCE))
    while :; do
        line=
        # Busybox reads at most so many characters, and gives up after so many seconds.
        # shellcheck disable=SC3045
        if IFS= read -r -t "$PATIENCE" -n "$LINE_LIMIT" line <&3; then
            [ ${#line} -lt "$LINE_LIMIT" ] || fatal "$1"
            return 0
        fi
        read -r now _ < /proc/uptime
        [ "${now%.*}" -lt "$deadline" ] || fatal timeout
        sleep 0.1
    done
}

# parse_hello LINE: sets chain, market, lease, boot, manifest, nonce and launch_key.
parse_hello() {
    # Splitting is meant: the fields hold no blanks, and the comparison shows that nothing is lost.
    # shellcheck disable=SC2086
    set -- "$1" $1
    whole=$1
    shift
    [ "$whole" = "$*" ] && [ $# -eq 9 ] && [ "$1" = HELLO ] && [ "$2" = 1 ] || return 1
    chain=$3 market=$4 lease=$5 boot=$6 manifest=$7 nonce=$8 launch_key=$9
    is_number "$chain" && is_hex "$market" 40 && is_hex "$lease" 64 && is_number "$boot" \
        && is_hex "$manifest" 64 && is_hex "$nonce" 64 && is_hex "$launch_key" 130 \
        && [ "${launch_key#04}" != "$launch_key" ] && [ "$boot" -gt 0 ] && [ "$chain" -gt 0 ]
}

# parse_release LINE: writes signature.der and sealed.age.
parse_release() {
    # shellcheck disable=SC2086
    set -- "$1" $1
    whole=$1
    shift
    [ "$whole" = "$*" ] && [ $# -eq 3 ] && [ "$1" = RELEASE ] || return 1
    [ ${#2} -le 144 ] && is_hex "$2" $((${#2} / 2 * 2)) && is_base64 "$3" 90000 || return 1
    echo "$2" | to_bytes > "$RUN/signature.der"
    echo "$3" | base64 -d > "$RUN/sealed.age"
}
