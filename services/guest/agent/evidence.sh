# What is born in this machine, and what its chip says about it.
# shellcheck shell=dash disable=SC2154

# DER of a secp256k1 public key up to the point itself (RFC 5480).
SPKI=3056301006072a8648ce3d020106052b8104000a034200
TSM=/sys/kernel/config/tsm/report

# make_keys: in the background, while the host's first line is awaited: the key with which this boot
# signs, which stays in RAM until the machine stops, and an identity for one session.
make_keys() {
    rm -rf "$RUN/next"
    mkdir "$RUN/next" || return 1
    {
        /tools/age-keygen -o "$RUN/next/identity" 2> /dev/null
        [ -s "$RUN/heartbeat/guest.key" ] || /tools/openssl ecparam -name secp256k1 -genkey \
            -noout -outform DER -out "$RUN/heartbeat/guest.key" 2> /dev/null
    } &
    keys=$!
}

# take_keys: sets guest_key and recipient. What was sealed for an earlier session's identity never
# opens in a later one.
take_keys() {
    [ -n "$keys" ] || make_keys || return 1
    wait "$keys"
    keys=
    wipe "$RUN/session/identity"
    rm -rf "$RUN/session"
    mv "$RUN/next" "$RUN/session" || return 1
    guest_key=$(tail -c 65 "$RUN/heartbeat/guest.key" | xxd -p -c 65)
    recipient=$(sed -n 's/^# public key: //p' "$RUN/session/identity")
    is_hex "$guest_key" 130 && [ ${#recipient} -eq 62 ]
}

# AttestReportData of the release module.
report_data() {
    {
        field_text p2pcloud-attest/v1
        field_text "$recipient"
        field "$guest_key"
        field "$nonce"
        field "$lease"
        field_number "$boot"
    } | to_bytes | sha512sum | cut -d ' ' -f 1
}

# HostData of the release module.
host_data() {
    {
        field_text p2pcloud-host/v1
        field "$lease"
        field_number "$boot"
        field "$manifest"
        field "$launch_key"
    } | to_bytes | sha256sum | cut -d ' ' -f 1
}

# Bytes OFFSET COUNT of the report (AMD 56860, table 23, ATTESTATION_REPORT).
report_bytes() {
    tail -c +$(($1 + 1)) "$RUN/report" | head -c "$2" | xxd -p -c 64
}

# Leaves the chip's report in $RUN/report: empty on a machine without such a chip. A chip that is
# there and does not answer rightly is fatal.
make_report() {
    : > "$RUN/report"
    [ -d "$TSM" ] && mkdir "$TSM/p2pcloud" 2> /dev/null || return 0
    [ "$(cat "$TSM/p2pcloud/provider")" = sev_guest ] || fatal report
    before=$(cat "$TSM/p2pcloud/generation")
    data=$(report_data)
    echo "$data" | to_bytes > "$TSM/p2pcloud/inblob" || fatal report
    cat "$TSM/p2pcloud/outblob" > "$RUN/report" || fatal report
    # Another writer in between would have changed what was asked for (configfs-tsm's contract).
    [ "$(cat "$TSM/p2pcloud/generation")" = $((before + 1)) ] || fatal report
    rmdir "$TSM/p2pcloud"
    check_report "$data"
}

check_report() { # EXPECTED_REPORT_DATA
    [ "$(report_bytes 80 64)" = "$1" ] || fatal report
    [ "$(report_bytes 192 32)" = "$(host_data)" ] || fatal host-data
}

send_evidence() {
    report=-
    [ -s "$RUN/report" ] && report=$(base64 -w 0 "$RUN/report")
    send "EVIDENCE $recipient $guest_key $report"
}

# ReleaseTranscript of the release module, checked before anything is decrypted.
check_signature() {
    echo "$SPKI$launch_key" | to_bytes > "$RUN/launch.der"
    {
        field_text p2pcloud-release/v1
        field_number "$chain"
        field "$market"
        field "$lease"
        field_number "$boot"
        field "$nonce"
        field_text "$recipient"
        field "$(sha256sum "$RUN/report" | cut -d ' ' -f 1)"
        field "$(sha256sum "$RUN/sealed.age" | cut -d ' ' -f 1)"
    } | to_bytes | /tools/openssl dgst -sha256 -keyform DER -verify "$RUN/launch.der" \
        -signature "$RUN/signature.der" > /dev/null 2>&1
}

# BootedTranscript of the release module.
sign_booted() {
    {
        field_text p2pcloud-booted/v1
        field_number "$chain"
        field "$market"
        field "$lease"
        field_number "$boot"
        field "$nonce"
        field "$volume"
        field_number "$generation"
        field_number "$format"
    } | to_bytes | /tools/openssl dgst -sha256 -keyform DER -sign "$RUN/heartbeat/guest.key" \
        2> /dev/null | xxd -p -c 256
}
