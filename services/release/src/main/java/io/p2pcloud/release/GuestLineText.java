package io.p2pcloud.release;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The text form of [GuestLine]; strict, so that every value has exactly one form.
final class GuestLineText {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern DIGITS = Pattern.compile("([0-9a-f]{2})+");
    private static final String NO_REPORT = "-";

    private GuestLineText() {}

    static String encode(GuestLine line) {
        return switch (line) {
            case GuestLine.Hello(
                            LeaseBoot boot,
                            Bytes32 manifest,
                            Bytes32 nonce,
                            Secp256k1Key key) ->
                    join(
                            "HELLO 1",
                            number(boot.chainId()),
                            Hex.plain(boot.market().toArray()),
                            hex(boot.lease()),
                            number(boot.boot()),
                            hex(manifest),
                            hex(nonce),
                            hex(key.value()));
            case GuestLine.Evidence(AgeRecipient recipient, Secp256k1Key key, Bytes report) ->
                    join(
                            "EVIDENCE",
                            recipient.text(),
                            hex(key.value()),
                            report.size() == 0 ? NO_REPORT : base64(report));
            case GuestLine.Release(EcdsaSignature signature, Bytes sealed) ->
                    join("RELEASE", hex(signature.toDer()), base64(sealed));
            case GuestLine.Booted(
                            Bytes32 volume,
                            int generation,
                            boolean formatted,
                            EcdsaSignature signature) ->
                    join(
                            "BOOTED",
                            hex(volume),
                            number(generation),
                            formatted ? "1" : "0",
                            hex(signature.toDer()));
            case GuestLine.Fatal(FatalCode code) -> join("FATAL", code.wire());
            case GuestLine.Listening() -> "LISTENING";
            case GuestLine.Beat(
                            Bytes32 lease,
                            int boot,
                            Bytes32 beat,
                            Duration served,
                            EcdsaSignature signature) ->
                    join(
                            "BEAT",
                            hex(lease),
                            number(boot),
                            hex(beat),
                            number(served.toSeconds()),
                            hex(signature.toDer()));
            case GuestLine.Stop() -> "STOP";
            case GuestLine.Ended(Bytes32 lease, int boot, EcdsaSignature signature) ->
                    join("ENDED", hex(lease), number(boot), hex(signature.toDer()));
        };
    }

    static GuestLine.FromHost fromHost(String line) {
        var fields = fields(line);
        return switch (fields.getFirst()) {
            case "HELLO" -> hello(exactly(fields, 9));
            case "RELEASE" -> release(exactly(fields, 3));
            case "STOP" -> {
                exactly(fields, 1);
                yield new GuestLine.Stop();
            }
            default -> throw new IllegalArgumentException("unknown line from the host");
        };
    }

    static GuestLine.FromGuest fromGuest(String line) {
        var fields = fields(line);
        return switch (fields.getFirst()) {
            case "EVIDENCE" -> evidence(exactly(fields, 4));
            case "BOOTED" -> booted(exactly(fields, 5));
            case "FATAL" -> fatal(exactly(fields, 2));
            case "LISTENING" -> {
                exactly(fields, 1);
                yield new GuestLine.Listening();
            }
            case "BEAT" -> beat(exactly(fields, 6));
            case "ENDED" -> ended(exactly(fields, 4));
            default -> throw new IllegalArgumentException("unknown line from the guest");
        };
    }

    private static GuestLine.Hello hello(List<String> fields) {
        if (!fields.get(1).equals("1")) {
            throw new IllegalArgumentException("unknown version of the protocol");
        }
        var boot =
                new LeaseBoot(
                        number(fields.get(2)),
                        Address.of(digits(fields.get(3))),
                        word(fields.get(4)),
                        count(fields.get(5)));
        return new GuestLine.Hello(
                boot,
                word(fields.get(6)),
                word(fields.get(7)),
                Secp256k1Key.of(digits(fields.get(8))));
    }

    private static GuestLine.Evidence evidence(List<String> fields) {
        var report = fields.get(3).equals(NO_REPORT) ? Bytes.EMPTY : base64(fields.get(3));
        return new GuestLine.Evidence(
                new AgeRecipient(fields.get(1)), Secp256k1Key.of(digits(fields.get(2))), report);
    }

    private static GuestLine.Release release(List<String> fields) {
        return new GuestLine.Release(signature(fields.get(1)), base64(fields.get(2)));
    }

    private static GuestLine.Booted booted(List<String> fields) {
        boolean formatted = fields.get(3).equals("1");
        if (!formatted && !fields.get(3).equals("0")) {
            throw new IllegalArgumentException("formatted is 0 or 1");
        }
        return new GuestLine.Booted(
                word(fields.get(1)), count(fields.get(2)), formatted, signature(fields.get(4)));
    }

    private static GuestLine.Fatal fatal(List<String> fields) {
        return new GuestLine.Fatal(
                FatalCode.ofWire(fields.get(1))
                        .orElseThrow(() -> new IllegalArgumentException("unknown fatal code")));
    }

    private static GuestLine.Beat beat(List<String> fields) {
        return new GuestLine.Beat(
                word(fields.get(1)),
                count(fields.get(2)),
                word(fields.get(3)),
                Duration.ofSeconds(number(fields.get(4))),
                signature(fields.get(5)));
    }

    private static GuestLine.Ended ended(List<String> fields) {
        return new GuestLine.Ended(
                word(fields.get(1)), count(fields.get(2)), signature(fields.get(3)));
    }

    private static List<String> fields(String line) {
        if (line.length() >= GuestLine.MAX_LENGTH) {
            throw new IllegalArgumentException("the line is longer than 256 KiB");
        }
        return List.of(line.split(" ", 10));
    }

    private static List<String> exactly(List<String> fields, int count) {
        if (fields.size() != count) {
            throw new IllegalArgumentException("the line has a wrong number of fields");
        }
        return fields;
    }

    private static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number in its one form");
        }
        return Long.parseLong(text);
    }

    private static int count(String text) {
        long count = number(text);
        if (count < 1 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a count from 1");
        }
        return (int) count;
    }

    private static String number(long value) {
        var text = Long.toString(value);
        number(text);
        return text;
    }

    private static Bytes32 word(String text) {
        return Bytes32.of(digits(text));
    }

    private static EcdsaSignature signature(String text) {
        return EcdsaSignature.ofDer(Bytes.of(digits(text)));
    }

    private static byte[] digits(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException("not lower-case hexadecimal digits");
        }
        return Hex.parse(text);
    }

    private static Bytes base64(String text) {
        var value = Bytes.of(Base64.getDecoder().decode(text));
        if (!base64(value).equals(text)) {
            throw new IllegalArgumentException("base64 not in its one form");
        }
        return value;
    }

    private static String base64(Bytes value) {
        return Base64.getEncoder().encodeToString(value.toArray());
    }

    private static String hex(Bytes32 word) {
        return Hex.plain(word.toArray());
    }

    private static String hex(Bytes bytes) {
        return Hex.plain(bytes.toArray());
    }

    private static String join(String... fields) {
        return String.join(" ", fields);
    }
}
