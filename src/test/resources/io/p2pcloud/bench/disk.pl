# disk.pl PAIRS: how fast a file of this machine is, and how fast plain dm-crypt, set up here by
# hand, is on the very blocks of the virtual disk where that file lies. Prints a line
# "WHAT WHERE BYTES SECONDS" for each measurement: write, read or cached, file or hand.
use strict;
use warnings;
use Fcntl qw(O_RDWR O_CREAT);

my $pairs = shift;
my $file = '/root/area';
my $mebibyte = 1 << 20;
my ($wanted, $least, $most) = (160, 32, 64);

sub dd {
    my ($what, $where, @words) = @_;
    my $said = `LC_ALL=C dd bs=1M @words 2>&1`;
    my ($bytes, $seconds) = $said =~ /^(\d+) bytes.* copied, ([\d.e-]+) s/m or die $said;
    print "$what $where $bytes $seconds\n" if $what;
}

# The longest part of the file that is in one piece, by FIEMAP (the kernel's uapi/linux/fiemap.h).
sub piece {
    sysopen my $handle, $file, O_RDWR or die "$file: $!";
    my $room = 256;
    my $map = pack('QQLLLL', 0, ~0, 1, 0, $room, 0) . "\0" x (56 * $room);
    ioctl $handle, 0xc020660b, $map or die "FIEMAP: $!";
    my $found = unpack 'x20 L', $map;
    my ($best, @piece) = (0);
    my ($start, $at, $length) = (0, 0, 0);
    for my $i (0 .. $found - 1) {
        my ($logical, $physical, $size) = unpack 'QQQ', substr $map, 32 + 56 * $i, 24;
        if ($logical == $start + $length && $physical == $at + $length) {
            $length += $size;
        } else {
            ($start, $at, $length) = ($logical, $physical, $size);
        }
        ($best, @piece) = ($length, $start, $at) if $length > $best;
    }
    # From a whole mebibyte of the file on, as dd counts.
    my $skip = -$piece[0] % $mebibyte;
    return (($piece[0] + $skip) / $mebibyte, $piece[1] + $skip, int(($best - $skip) / $mebibyte));
}

# Device-mapper by its own interface (uapi/linux/dm-ioctl.h): there is no dmsetup here.
sub mapper {
    my ($command, $table) = @_;
    open my $control, '+<', '/dev/mapper/control' or die "device-mapper: $!";
    my $request = pack('L3 L7 Q a128 a136', 4, 0, 0, 312 + length $table, 312, $table ? 1 : 0, 0, 0, 0,
        0, 0, 'hand', '') . $table;
    ioctl $control, 0xc138fd00 | $command, $request or die "device-mapper $command: $!";
    return unpack 'Q', substr $request, 40, 8;
}

sub by_hand {
    my ($at, $mebibytes) = @_;
    my ($disk) = grep { open my $serial, '<', $_; <$serial> =~ /^p2pcloud-data/ } </sys/block/vd*/serial>;
    $disk =~ s{^/sys/block/(.*)/serial$}{/dev/$1};
    my $number = mapper(3, '');
    my $words = "aes-xts-plain64 " . "6b" x 64 . " 0 $disk " . $at / 512 . " 1 sector_size:4096\0";
    $words .= "\0" while length($words) % 8;
    mapper(9, pack('Q Q l L a16', 0, $mebibytes * $mebibyte / 512, 0, 0, 'crypt') . $words);
    mapper(6, '');
    return '/dev/dm-' . ($number & 0xff);
}

# Its blocks are given to it, on the host as well, before anything is measured.
dd('', '', "if=/dev/zero of=$file count=$wanted conv=fsync");
my ($first, $at, $mebibytes) = piece();
die "the file lies in pieces of $mebibytes MiB" if $mebibytes < $least;
$mebibytes = $most if $mebibytes > $most;
my $hand = by_hand($at, $mebibytes);
my %ways = (
    write => sub { "if=/dev/zero of=$_[0] seek=$_[1] oflag=direct conv=notrunc,fsync" },
    read => sub { "if=$_[0] of=/dev/null skip=$_[1] iflag=direct" },
    cached => sub { "if=/dev/zero of=$_[0] seek=$_[1] conv=notrunc,fsync" },
);

# One after the other in changing order; the first round warms up and is not counted.
sub measure {
    my ($rounds, @whats) = @_;
    for my $round (0 .. $rounds) {
        for my $what (@whats) {
            for my $where ($round % 2 ? ('file', 'hand') : ('hand', 'file')) {
                my @area = $where eq 'file' ? ($file, $first) : ($hand, 0);
                dd($round && $what, $where, "count=$mebibytes", $ways{$what}->(@area));
            }
        }
    }
}

measure($pairs, 'write', 'read');
# Last, because a direct write pays for what an earlier one left in the kernel's cache.
measure(($pairs + 2) / 3, 'cached');
