# The strict parser of the payload's plaintext: see SealedPayload in the release module. Nothing of
# it is ever evaluated or sourced.
# shellcheck shell=dash disable=SC2154,SC2034

# parse_payload FILE: sets volume, generation, tier, format, hostname and heartbeat_seconds, and
# leaves the rest as files in $RUN/payload. The keys must come in the documented order.
parse_payload() {
    [ "$(tr -d '\n -~' < "$1" | wc -c)" -eq 0 ] || return 1
    [ "$(tail -c 12 "$1" | tr '\n' '#')" = 'end payload#' ] || return 1
    expected=payload keys=0 sources=0
    while IFS= read -r entry; do
        key=${entry%% *} value=${entry#* }
        [ "$entry" = "$key $value" ] || return 1
        next_key "$key" && take "$key" "$value" || return 1
    done < "$1"
    unset entry value
    [ "$expected" = nothing ]
}

# next_key KEY: whether KEY may come now; moves on.
next_key() {
    case $expected/$1 in
        payload/payload) expected=chain ;;
        chain/chain) expected=market ;;
        market/market) expected=lease ;;
        lease/lease) expected=boot ;;
        boot/boot) expected=volume ;;
        volume/volume) expected=generation ;;
        generation/generation) expected=tier ;;
        tier/tier) expected=disk-key ;;
        disk-key/disk-key) expected=format ;;
        format/format) expected=hostname ;;
        hostname/hostname) expected=host-key ;;
        host-key/host-key) expected=authorized-key ;;
        authorized-key/authorized-key | more-keys/authorized-key) expected=more-keys ;;
        more-keys/user-data) expected=beat-source ;;
        more-keys/beat-source | beat-source/beat-source) expected=more-sources ;;
        more-sources/beat-source) ;;
        more-sources/heartbeat-seconds) expected=end ;;
        end/end) expected=nothing ;;
        *) return 1 ;;
    esac
}

take() { # KEY VALUE
    case $1 in
        payload) [ "$2" = 1 ] ;;
        chain) [ "$2" = "$chain" ] ;;
        market) [ "$2" = "$market" ] ;;
        lease) [ "$2" = "$lease" ] ;;
        boot) [ "$2" = "$boot" ] ;;
        volume) volume=$2 && is_hex "$2" 64 ;;
        generation) generation=$2 && is_number "$2" && [ "$2" -gt 0 ] ;;
        tier) tier=$2 && { [ "$2" = STANDARD ] || [ "$2" = CONFIDENTIAL ]; } ;;
        disk-key) is_hex "$2" 128 && printf '%s' "$2" > "$RUN/payload/disk-key" ;;
        format) format=$2 && { [ "$2" = 0 ] || [ "$2" = 1 ]; } ;;
        hostname) hostname=$2 && is_label "$2" ;;
        host-key) is_base64 "$2" 8192 && decode "$2" host-key ;;
        authorized-key)
            keys=$((keys + 1))
            [ "$keys" -le 32 ] && is_base64 "$2" 12000 && decode "$2" authorized-key && one_line
            ;;
        user-data) is_base64 "$2" 28000 && decode "$2" user-data ;;
        beat-source)
            sources=$((sources + 1))
            [ "$sources" -le 4 ] && is_base64 "$2" 1024 && decode "$2" beat-source && one_url
            ;;
        heartbeat-seconds)
            heartbeat_seconds=$2
            is_number "$2" && [ "$2" -ge 1 ] && [ "$2" -le 3600 ]
            ;;
        end) [ "$2" = payload ] ;;
        *) return 1 ;;
    esac
}

decode() { # BASE64 FILE
    echo "$1" | base64 -d > "$RUN/payload/$2"
}

is_label() {
    case $1 in '' | -* | *- | *[!a-z0-9-]*) return 1 ;; esac
    [ ${#1} -le 63 ]
}

# An authorized key is one line without control characters.
one_line() {
    [ "$(tr -d '\000-\037\177' < "$RUN/payload/authorized-key" | wc -c)" \
        -eq "$(wc -c < "$RUN/payload/authorized-key")" ] || return 1
    { cat "$RUN/payload/authorized-key" && echo; } >> "$RUN/payload/authorized_keys"
    rm "$RUN/payload/authorized-key"
}

one_url() {
    url=$(cat "$RUN/payload/beat-source")
    case $url in *[!\!-~]*) return 1 ;; esac
    case $url in http://?* | https://?*) ;; *) return 1 ;; esac
    echo "$url" >> "$RUN/payload/beat-sources"
    rm "$RUN/payload/beat-source"
}
