package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Hex;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Everything a guest is given, in the form that is sealed for it.
///
/// The plaintext is ASCII, one `key value` per line, each line ended by one LF, in this order and
/// with these keys only; the guest refuses anything else:
///
/// | key | value | times |
/// |---|---|---|
/// | `payload` | `2`, the version of this format | 1 |
/// | `chain` | decimal | 1 |
/// | `market` | 40 hexadecimal digits, lower case as all of them | 1 |
/// | `lease` | 64 hexadecimal digits | 1 |
/// | `boot` | decimal | 1 |
/// | `volume` | 64 hexadecimal digits | 1 |
/// | `generation` | decimal | 1 |
/// | `tier` | `STANDARD` or `CONFIDENTIAL` | 1 |
/// | `disk-key` | 128 hexadecimal digits | 1 |
/// | `format` | `1` or `0` | 1 |
/// | `rescue` | `1` or `0`; never `1` together with `format 1` | 1 |
/// | `hostname` | a DNS label | 1 |
/// | `host-key` | base64 of the OpenSSH private key | 1 |
/// | `authorized-key` | base64 of one authorized_keys line | 1 to 32 |
/// | `user` | a name, see [FirstBoot] | 0 to 16 |
/// | `package` | a name, see [FirstBoot] | 0 to 64 |
/// | `user-data` | base64 of a script for the first boot | 0 or 1 |
/// | `beat-source` | base64 of a URL | 1 to 4 |
/// | `heartbeat-seconds` | decimal, 1 to 3600 | 1 |
/// | `end` | `payload` | 1 |
///
/// @param boot the boot that it is for; the guest compares it with the one it was started for
/// @param format whether the guest is to format the data disk: the one case in which it does
/// @param rescue whether only base, network and SSH are to start, with the disk under /mnt
/// @param authorizedKeys lines as in authorized_keys, each at most 8 KiB
/// @param firstBoot what is done once after the volume was formatted
/// @param beatSources JSON-RPC endpoints (http or https) where the guest reads the current beat,
///   tried in this order
/// @param heartbeat the interval between heartbeats, in whole seconds
public record SealedPayload(
        LeaseBoot boot,
        VolumeIdentity volume,
        DiskKey diskKey,
        boolean format,
        boolean rescue,
        String hostname,
        SshHostKey hostKey,
        List<String> authorizedKeys,
        FirstBoot firstBoot,
        List<URI> beatSources,
        Duration heartbeat) {
    public static final int MAX_AUTHORIZED_KEYS = 32;
    public static final int MAX_BEAT_SOURCES = 4;
    private static final int MAX_AUTHORIZED_KEY = 8 * 1024;
    private static final int MAX_URL = 512;
    private static final Pattern HOSTNAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");
    private static final Pattern AUTHORIZED_KEY =
            Pattern.compile("\\P{Cntrl}*[A-Za-z0-9@.-]+ AAAA[A-Za-z0-9+/]+={0,2}( \\P{Cntrl}*)?");

    public SealedPayload {
        authorizedKeys = List.copyOf(authorizedKeys);
        beatSources = List.copyOf(beatSources);
        if (!HOSTNAME.matcher(hostname).matches()) {
            throw new IllegalArgumentException(
                    "a host name has 1 to 63 lower-case letters, digits and inner hyphens: "
                            + hostname);
        }
        requireCount("SSH keys", authorizedKeys.size(), MAX_AUTHORIZED_KEYS);
        authorizedKeys.forEach(SealedPayload::requireAuthorizedKey);
        requireCount("beat sources", beatSources.size(), MAX_BEAT_SOURCES);
        beatSources.forEach(SealedPayload::requireUrl);
        if (format && rescue) {
            throw new IllegalArgumentException("a disk to be formatted holds nothing to rescue");
        }
        if (!heartbeat.equals(Duration.ofSeconds(heartbeat.toSeconds()))
                || heartbeat.toSeconds() < 1
                || heartbeat.toSeconds() > 3600) {
            throw new IllegalArgumentException(
                    "the heartbeat's interval is 1 to 3600 whole seconds, got " + heartbeat);
        }
    }

    /// The plaintext to be sealed.
    ///
    /// @throws IllegalArgumentException when all parts together exceed what can be sealed
    public Bytes toBytes() {
        var lines = new StringBuilder();
        line(lines, "payload", "2");
        line(lines, "chain", Long.toString(boot.chainId()));
        line(lines, "market", Hex.plain(boot.market().toArray()));
        line(lines, "lease", Hex.plain(boot.lease().toArray()));
        line(lines, "boot", Long.toString(boot.boot()));
        line(lines, "volume", Hex.plain(volume.id().toArray()));
        line(lines, "generation", Long.toString(volume.generation()));
        line(lines, "tier", volume.tier().name());
        line(lines, "disk-key", Hex.plain(diskKey.value().toArray()));
        line(lines, "format", format ? "1" : "0");
        line(lines, "rescue", rescue ? "1" : "0");
        line(lines, "hostname", hostname);
        line(lines, "host-key", base64(hostKey.openSsh()));
        authorizedKeys.forEach(key -> line(lines, "authorized-key", base64(key)));
        firstBoot.users().forEach(name -> line(lines, "user", name));
        firstBoot.packages().forEach(name -> line(lines, "package", name));
        if (!firstBoot.script().isEmpty()) {
            line(lines, "user-data", base64(firstBoot.script()));
        }
        beatSources.forEach(url -> line(lines, "beat-source", base64(url.toString())));
        line(lines, "heartbeat-seconds", Long.toString(heartbeat.toSeconds()));
        line(lines, "end", "payload");
        if (lines.length() > AgeSeal.MAX_PLAINTEXT) {
            throw new IllegalArgumentException(
                    "SSH keys and start-up script are too long together: "
                            + lines.length()
                            + " bytes, at most 64 KiB can be sealed");
        }
        return Bytes.of(lines.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /// Without keys and script.
    @Override
    public String toString() {
        return "SealedPayload[" + boot + ", " + volume + ", hidden]";
    }

    private static void line(StringBuilder lines, String key, String value) {
        lines.append(key).append(' ').append(value).append('\n');
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void requireCount(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    "expected 1 to " + most + " " + what + ", got " + count);
        }
    }

    private static void requireAuthorizedKey(String line) {
        if (line.length() > MAX_AUTHORIZED_KEY || !AUTHORIZED_KEY.matcher(line).matches()) {
            throw new IllegalArgumentException(
                    "not a public SSH key in one line (such as: ssh-ed25519 AAAA... name)");
        }
    }

    private static void requireUrl(URI url) {
        var text = url.toString();
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || text.length() > MAX_URL
                || !PRINTABLE.matcher(text).matches()) {
            throw new IllegalArgumentException("not an http or https URL: " + url);
        }
    }
}
