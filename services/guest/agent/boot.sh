# The first and the last part of a boot, which do not depend on how the payload came.
# shellcheck shell=dash disable=SC2154

prepare() {
    mount -t proc -o nosuid,nodev,noexec proc /proc
    mount -t sysfs -o nosuid,nodev,noexec sys /sys
    mount -t devtmpfs -o nosuid,mode=0755 dev /dev
    mount -t tmpfs -o nosuid,nodev,mode=0755 run /run
    echo 0 > /proc/sys/kernel/sysrq
    mkdir "$RUN" "$RUN/payload" "$RUN/heartbeat"
    phase start
}

# load FILE: the modules of a list, in its order. One that does not fit this machine is no error;
# what it would have given is missed later, where it is needed.
load() {
    while read -r module; do
        insmod "/modules.d/$module" 2> /dev/null
    done < "/modules.d/$1"
}

# Beside the talk with the tenant, for it depends on nothing that he says.
open_images() {
    {
        mount_verified base /base || echo base > "$RUN/failed"
        mount_verified modules /modules || echo modules > "$RUN/failed"
        load later
    } &
    images=$!
}

finish() {
    [ "$tier" = STANDARD ] || [ -s "$RUN/report" ] || fatal tier
    wait "$images"
    [ ! -e "$RUN/failed" ] || fatal "$(cat "$RUN/failed")"
    open_data
    mount_data
    mount_root
}
