# shellcheck shell=bash disable=SC2034
# What the services share that speak on the life port: the lease's words, the port and the guest
# key's signature. To be sourced with `set -f`; the lines are those of GuestLine in the release
# module.
PORT_NAME=org.p2pcloud.life.0

cd /run/p2pcloud/heartbeat || exit 1
umask 077
shopt -s patsub_replacement
chain=$(< chain) market=$(< market) lease=$(< lease) boot=$(< boot)

find_port() {
    local name
    for name in $(cd /sys/class/virtio-ports && ls); do
        if [[ $(< "/sys/class/virtio-ports/$name/name") == "$PORT_NAME" ]]; then
            echo "/dev/$name"
        fi
    done
}

# open_port: as descriptor 3.
open_port() {
    local port
    port=$(find_port)
    [[ -n $port ]] && exec 3<> "$port"
}

# A port without a peer would hold the writer for ever; a machine that is short of time needs long
# to start the writer.
send() {
    timeout 15 cat <<< "$1" >&3
}

# sign HEX: the guest key over SHA-256 of the bytes; DER in hexadecimal.
sign() {
    local der
    der=$(printf '%b' "${1//??/\\x&}" | openssl dgst -sha256 -keyform DER -sign guest.key | od -An -v -tx1)
    echo "${der//[[:space:]]/}"
}

# What is signed grows in `words`, in hexadecimal, without a process for each piece.

# add_number DECIMAL: as 32 bytes.
add_number() {
    local hex
    printf -v hex '%064x' "$1"
    words+=$hex
}

# add_text TEXT: its bytes.
add_text() {
    local i hex
    for ((i = 0; i < ${#1}; i++)); do
        printf -v hex '%02x' "'${1:i:1}"
        words+=$hex
    done
}

# add_length BYTES: before a field of io.p2pcloud.common.Transcript.
add_length() {
    local hex
    printf -v hex '%08x' "$1"
    words+=$hex
}
