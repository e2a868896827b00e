# The three disks: two that are verified block by block, and the tenant's.
# shellcheck shell=dash disable=SC2154

# find_disk SERIAL: the block device; the order of the disks is the host's and means nothing.
find_disk() {
    set +f
    for each in /sys/block/vd*; do
        if [ "$(cat "$each/serial" 2> /dev/null)" = "$1" ]; then
            echo "/dev/${each##*/}"
            break
        fi
    done
    set -f
}

# mapped NAME: the block device of a device-mapper device. There is no udev here to name it.
mapped() {
    set +f
    for each in /sys/block/dm-*; do
        if [ "$(cat "$each/dm/name" 2> /dev/null)" = "$1" ]; then
            echo "/dev/${each##*/}"
            break
        fi
    done
    set -f
}

# parameter NAME: a word of the kernel's command line, which is measured on a confidential machine.
parameter() {
    read -r words < /proc/cmdline
    for each in $words; do
        case $each in "$1="*) echo "${each#*=}" ;; esac
    done
}

# mount_verified NAME FOLDER: opens the disk p2pcloud-NAME as /dev/mapper/NAME by the digest on the command
# line (`root:salt:blocks`) and mounts it at FOLDER. No superblock is read: it would be the host's
# to edit.
mount_verified() { # NAME FOLDER
    value=$(parameter "p2pcloud.$1")
    root=${value%%:*} blocks=${value##*:} salt=${value#*:}
    salt=${salt%:*}
    is_hex "$root" 64 && is_hex "$salt" 64 && is_number "$blocks" && [ "$blocks" -gt 0 ] || return 1
    disk=$(find_disk "p2pcloud-$1")
    [ -n "$disk" ] || return 1
    table="0 $((blocks * 8)) verity 1 $disk $disk 4096 4096 $blocks $blocks sha256 $root $salt"
    echo "$table" | map create "$1" --readonly && mkdir -p "$2" \
        && mount -t squashfs -o ro "$(mapped "$1")" "$2" 2> /dev/null || return 1
    # Until here a wrong block is reported to the tenant. From here on it stops the machine, for a
    # host that can make single files unreadable could switch off what protects the tenant.
    echo "$table 1 panic_on_corruption" | map load "$1" --readonly && map resume "$1"
}

map() {
    /tools/dmsetup "$@" --noudevsync --noudevrules > /dev/null 2>&1
}

# open_data: plain dm-crypt, as `cryptsetup open --type plain --cipher aes-xts-plain64 --key-size
# 512 --sector-size 4096` would. There is no header that the host could edit.
open_data() {
    disk=$(find_disk p2pcloud-data)
    [ -n "$disk" ] || fatal device
    sectors=$(cat "/sys/block/${disk#/dev/}/size")
    sectors=$((sectors / 8 * 8))
    {
        printf '0 %s crypt aes-xts-plain64 ' "$sectors"
        cat "$RUN/payload/disk-key"
        printf ' 0 %s 0 1 sector_size:4096\n' "$disk"
    } | map create data || fatal disk
    wipe "$RUN/payload/disk-key"
}

# mount_data: formats on the tenant's word only. Anything but our ext4 without that word is fatal,
# never a reason to format.
mount_data() {
    disk=$(mapped data)
    if [ "$format" = 1 ]; then
        phase format
        /tools/mke2fs -q -F -t ext4 -b 4096 -m 1 -U "$(volume_uuid)" \
            -E lazy_itable_init=1,lazy_journal_init=1,nodiscard "$disk" > /dev/null 2>&1 \
            || fatal format
    fi
    magic=$(tail -c +1081 "$disk" | head -c 2 | xxd -p)
    [ "$magic" = 53ef ] || fatal not-formatted
    mkdir "$RUN/volume"
    mount -t ext4 -o noatime "$disk" "$RUN/volume" || fatal mount
}

# The file system's own id tells the volume apart, so that a wrong disk of the same key is seen.
volume_uuid() {
    echo "$volume" | sed 's/^\(.\{8\}\)\(.\{4\}\)\(.\{4\}\)\(.\{4\}\)\(.\{12\}\).*/\1-\2-\3-\4-\5/'
}
