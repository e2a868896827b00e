# The tenant's root file system: the verified base beneath, his encrypted disk above.
# shellcheck shell=dash disable=SC2154

# Docker and its kin cannot keep their layers on an overlay: these are plain folders of the disk.
PLAIN='var/lib/docker var/lib/containerd var/lib/containers'

mount_root() {
    pin_base
    cd "$RUN/volume" || fatal mount
    mkdir -p root work || fatal mount
    chmod 755 root
    mount -t overlay -o "lowerdir=/base,upperdir=$RUN/volume/root,workdir=$RUN/volume/work,redirect_dir=on" \
        root /root || fatal mount
    for each in $PLAIN; do
        mkdir -p "plain/${each##*/}" || fatal mount
        mount -o bind "plain/${each##*/}" "/root/$each" || fatal mount
    done
    mount -o move /modules /root/usr/lib/modules || fatal mount
    cd /
}

# A file system laid over another base than the one it grew on would be neither: the base is fixed
# when the volume is formatted.
pin_base() {
    value=$(parameter p2pcloud.base)
    if [ "$format" = 1 ]; then
        echo "base ${value%%:*}" > "$RUN/volume/p2pcloud"
    fi
    [ "$(cat "$RUN/volume/p2pcloud")" = "base ${value%%:*}" ] || fatal base
}

# place: what the tenant sealed. Keys of this boot stay in RAM; the rest is his to change later.
place() {
    mkdir "$RUN/ssh" || fatal mount
    mv "$RUN/payload/host-key" "$RUN/ssh/host_key" || fatal mount
    mv "$RUN/payload/authorized_keys" "$RUN/ssh/authorized_keys" || fatal mount
    place_heartbeat || fatal mount
    echo "$hostname" | readable /root/etc/hostname || fatal mount
    if [ "$format" = 1 ]; then
        place_once || fatal mount
        # The tenant forgets the word to format once he hears that it was done: it must last.
        sync
    fi
    wipe "$RUN/payload/*"
    rm -rf "$RUN/payload" "$RUN/session" "$RUN/report" "$RUN/launch.der" \
        "$RUN/signature.der" "$RUN/sealed.age"
}

# place_once: what the new file system begins with, and what is the tenant's to change from then on.
place_once() {
    printf '127.0.0.1 localhost\n127.0.1.1 %s\n::1 localhost ip6-localhost\n' "$hostname" \
        | readable /root/etc/hosts || return 1
    tr -d '-' < /proc/sys/kernel/random/uuid | readable /root/etc/machine-id || return 1
    [ -f "$RUN/payload/user-data" ] || return 0
    mkdir /root/var/lib/p2pcloud || return 1
    cp "$RUN/payload/user-data" /root/var/lib/p2pcloud/user-data \
        && chmod 700 /root/var/lib/p2pcloud/user-data
}

readable() { # FILE
    cat > "$1" && chmod 644 "$1"
}

# What the heartbeat service needs: plain words in files, nothing to be sourced.
place_heartbeat() {
    cd "$RUN/heartbeat" || return 1
    echo "$chain" > chain
    echo "$market" > market
    echo "$lease" > lease
    echo "$boot" > boot
    echo "$heartbeat_seconds" > seconds
    mv "$RUN/payload/beat-sources" sources
    cd /
}

# settle_network: the note by which udev says that it is done with a network card. A virtual one
# needs nothing of udev, so the network need not wait until that has started.
settle_network() {
    mkdir -p /run/udev/data
    set +f
    for each in /sys/class/net/*; do
        printf 'I:1\nV:1\n' > "/run/udev/data/n$(cat "$each/ifindex")"
    done
    set -f
    chmod -R go+rX /run/udev
}

switch() {
    settle_network
    mount -o move /dev /root/dev
    mount -o move /run /root/run
    umount /sys/kernel/config 2> /dev/null
    umount /sys
    umount /proc
    # Not by switch_root, which would free the memory of the programs that ran here: an emulator must
    # forget its translation of each page that is used anew, which made starting take a fifth longer.
    rm -rf /modules.d
    cd /root && mount -o move . / && exec chroot . /sbin/init
}
