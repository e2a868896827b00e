# reach.sh RULES: who reaches whom, in network namespaces of its own, first without and then with the
# rules. Prints one line "WHEN WHAT=yes" or "WHEN WHAT=no" for each attempt.
#
#   guest1, guest2 -- p2pbr0 (10.213.0.1) HOST wan0 (198.51.100.2) -- internet (203.0.113.9)
#                                              lan0 (192.168.77.1) -- home (192.168.77.5)
set -eu
rules=$1
mount -t tmpfs none /run
mkdir -p /run/netns
ip link set lo up
echo 1 > /proc/sys/net/ipv4/ip_forward

ip link add p2pbr0 type bridge
ip address add 10.213.0.1/24 dev p2pbr0
ip link set p2pbr0 up
echo 1 > /proc/sys/net/ipv4/conf/p2pbr0/route_localnet

# peer NAMESPACE HOST-SIDE-INTERFACE ADDRESS GATEWAY [MAC]
peer() {
    ip netns add "$1"
    ip link add "$2" type veth peer name eth0 netns "$1"
    [ -z "${5:-}" ] || ip -n "$1" link set eth0 address "$5"
    ip -n "$1" link set lo up
    ip -n "$1" address add "$3" dev eth0
    ip -n "$1" link set eth0 up
    ip link set "$2" up
    ip -n "$1" route add default via "$4"
}
peer guest1 p2pg2 10.213.0.2/24 10.213.0.1 52:54:00:d5:00:02
peer guest2 p2pg3 10.213.0.3/24 10.213.0.1 52:54:00:d5:00:03
ip link set p2pg2 master p2pbr0
ip link set p2pg3 master p2pbr0
ip address add 198.51.100.2/24 dev lo
peer internet wan0 198.51.100.9/24 198.51.100.2
ip address del 198.51.100.2/24 dev lo
ip address add 198.51.100.2/24 dev wan0
ip -n internet address add 203.0.113.9/32 dev lo
ip route add default via 198.51.100.9

# The same once more in IPv6, where nothing is hidden behind the host's address.
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
# six NAMESPACE INTERFACE ADDRESS [GATEWAY]
six() {
    local enter=()
    [ "$1" = host ] || enter=(-n "$1")
    ip "${enter[@]}" address add "$3" dev "$2" nodad
    [ -z "${4:-}" ] || ip "${enter[@]}" route add default via "$4"
}
six host p2pbr0 fd00:213::1/64
six guest1 eth0 fd00:213::2/64 fd00:213::1
six guest2 eth0 fd00:213::3/64 fd00:213::1
six host wan0 2001:db8:1::2/64
six internet eth0 2001:db8:1::9/64 2001:db8:1::2
peer home lan0 192.168.77.5/24 192.168.77.1
ip address add 192.168.77.1/24 dev lan0

# serve NAMESPACE ADDRESS PORT...: says hello to everybody who connects.
serve() {
    local where=$1 address=$2 port enter=()
    shift 2
    [ "$where" = host ] || enter=(ip netns exec "$where")
    for port in "$@"; do
        "${enter[@]}" perl -MIO::Socket::IP -e '
            my $s = IO::Socket::IP->new(LocalHost => $ARGV[0], LocalPort => $ARGV[1], Listen => 9,
                ReuseAddr => 1) or die;
            while (my $c = $s->accept) { print $c "hello\n"; close $c }' "$address" "$port" &
    done
}
# In the internet: takes three million bytes on 9, and gives as many on 19, to one after the other.
carry() {
    ip netns exec internet perl -MIO::Socket::IP -e '
        my $s = IO::Socket::IP->new(LocalHost => "0.0.0.0", LocalPort => $ARGV[0], Listen => 9,
            ReuseAddr => 1) or die;
        $SIG{PIPE} = "IGNORE";
        while (my $c = $s->accept) {
            if ($ARGV[0] == 19) { print $c "x" x 3e6 } else { read $c, my $all, 3e6 }
            print $c "\nhello\n";
            close $c;
        }' "$1" &
}
# In the internet: writes down whose packets come.
watch() {
    ip netns exec internet perl -MIO::Socket::IP -e '
        my $s = IO::Socket::IP->new(LocalHost => "0.0.0.0", LocalPort => 7, Proto => "udp") or die;
        while ($s->recv(my $word, 99)) {
            open my $seen, ">>", "/run/seen" or die;
            print $seen $s->peerhost . "\n";
            close $seen;
        }' &
}
serve host 0.0.0.0 53 8081
serve host 127.0.0.1 8545
serve home 0.0.0.0 8081
serve internet 0.0.0.0 25 8081
serve guest1 0.0.0.0 22 8081
serve guest2 0.0.0.0 22 8081
serve host :: 8086
serve guest2 :: 8086
serve internet :: 8086
carry 9
carry 19
watch

# reaches WHAT NAMESPACE ADDRESS PORT [SECONDS]
reaches() {
    local enter=() answer=no
    [ "$2" = host ] || enter=(ip netns exec "$2")
    # shellcheck disable=SC2016 # for the inner shell
    if "${enter[@]}" timeout "${5:-1}" bash -c \
        'exec 3<> "/dev/tcp/$0/$1" && read -r -u 3 word && [ "$word" = hello ]' "$3" "$4" \
        2> /dev/null; then
        answer=yes
    fi
    echo "$when $1=$answer"
}

# carries WHAT PORT SECONDS: whether three million bytes pass in that time.
carries() {
    local answer=no
    # shellcheck disable=SC2016 # for the inner shell
    if ip netns exec guest2 timeout "$3" bash -c '
        exec 3<> "/dev/tcp/203.0.113.9/$0"
        if [ "$0" = 9 ]; then head -c 3000000 /dev/zero >&3; else head -c 3000000 <&3 > /dev/null; fi
        read -r -u 3 && read -r -u 3 word && [ "$word" = hello ]' "$2"; then
        answer=yes
    fi
    echo "$when $1=$answer"
}

# A packet of somebody who is not even in the guests' network.
forged() {
    local answer=no
    : > /run/seen
    ip -n guest1 address add 203.0.113.50/32 dev lo
    # shellcheck disable=SC2016 # for perl
    ip netns exec guest1 perl -MIO::Socket::IP -e '
        my $s = IO::Socket::IP->new(LocalHost => "203.0.113.50", PeerHost => "203.0.113.9", PeerPort => 7,
            Proto => "udp") or die;
        for (1 .. 10) { $s->send("hello"); select undef, undef, undef, 0.05 }' || :
    ip -n guest1 address del 203.0.113.50/32 dev lo
    ! grep -qx 203.0.113.50 /run/seen || answer=yes
    echo "$when forged-address=$answer"
}

attempts() {
    reaches host-gateway guest1 10.213.0.1 8081
    reaches host-wan guest1 198.51.100.2 8081
    reaches host-lan guest1 192.168.77.1 8081
    reaches home guest1 192.168.77.5 8081
    reaches other-guest guest1 10.213.0.3 8081
    reaches internet guest1 203.0.113.9 8081 5
    reaches mail guest1 203.0.113.9 25
    reaches provider-network guest1 198.51.100.9 8081
    reaches names guest1 10.213.0.1 53 5
    reaches service guest1 10.213.0.1 8545 5
    reaches forward-from-host host 127.0.0.1 40022 5
    reaches forward-from-outside internet 198.51.100.2 40022 5
    reaches host-six guest1 fd00:213::1 8086
    reaches host-wan-six guest1 2001:db8:1::2 8086
    reaches other-guest-six guest1 fd00:213::3 8086
    reaches internet-six guest1 2001:db8:1::9 8086
    carries quickly-in 19 1
    carries quickly-out 9 1
    carries slowly-in 19 20
    carries slowly-out 9 20
    forged
    reaches forward-from-guest guest2 198.51.100.2 40022
    ip -n internet route add 10.213.0.0/24 via 198.51.100.2 2> /dev/null || :
    reaches straight-in internet 10.213.0.2 8081
    # Another guest's address on this guest's card.
    ip -n guest1 address add 10.213.0.9/24 dev eth0
    ip -n guest1 route replace 203.0.113.9 via 10.213.0.1 src 10.213.0.9
    reaches borrowed-address guest1 203.0.113.9 8081
    ip -n guest1 route del 203.0.113.9
    ip -n guest1 address del 10.213.0.9/24 dev eth0
}

# Every listener is there when it answers on its own side.
for try in $(seq 50); do
    ready=0
    for at in "host 127.0.0.1 53" "host 127.0.0.1 8545" "home 127.0.0.1 8081" \
        "internet 127.0.0.1 8081" "internet 127.0.0.1 25" "guest1 127.0.0.1 22" \
        "guest2 127.0.0.1 8081" "host ::1 8086" "guest2 ::1 8086" "internet ::1 8086" \
        "guest1 2001:db8:1::9 8086"; do
        # shellcheck disable=SC2086 # three words
        when=try && [[ $(reaches x $at) = *=yes ]] && ready=$((ready + 1))
    done
    [ $ready -lt 11 ] || break
    sleep 0.1
done

when=without
# What a host without our rules does: it forwards and hides its guests.
nft add table ip plain
nft add chain ip plain out '{ type nat hook postrouting priority srcnat; }'
nft add rule ip plain out ip saddr 10.213.0.0/24 oifname != p2pbr0 masquerade
attempts
nft delete table ip plain

when=with
nft -f "$rules"
# Once more: it replaces itself.
nft -f "$rules"
attempts
