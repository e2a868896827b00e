# shellcheck shell=bash disable=SC2034 # to be sourced
# Where Debian's packages and sources come from. No mirror is trusted: apt checks every package against
# Debian's keys, and what does not come by apt has its SHA-256 in the project.
mirror=${P2PCLOUD_DEBIAN_MIRROR:-http://deb.debian.org/debian}
security=${P2PCLOUD_DEBIAN_SECURITY_MIRROR:-http://security.debian.org/debian-security}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

debian_sources() { # SUITE
    echo "deb [signed-by=$keyring] $mirror $1 main"
    echo "deb [signed-by=$keyring] $mirror $1-updates main"
    echo "deb [signed-by=$keyring] $security $1-security main"
}
