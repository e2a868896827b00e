package io.p2pcloud.attestation;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes the DER that certificates are made of, right or wrong as a test wants it.
final class Der {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] tagged(int tag, byte[]... contents) {
        var body = new ByteArrayOutputStream();
        for (var content : contents) {
            body.writeBytes(content);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int size = body.size();
        if (size >= 0x100) {
            out.write(0x82);
            out.write(size >> 8);
        } else if (size >= 0x80) {
            out.write(0x81);
        }
        out.write(size);
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... contents) {
        return tagged(0x30, contents);
    }

    static byte[] set(byte[]... contents) {
        return tagged(0x31, contents);
    }

    static byte[] explicit(int number, byte[]... contents) {
        return tagged(0xa0 | number, contents);
    }

    static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] bool(boolean value) {
        return tagged(0x01, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] octets(byte[] content) {
        return tagged(0x04, content);
    }

    static byte[] bits(byte[] content) {
        return tagged(0x03, new byte[] {0}, content);
    }

    static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] ia5(String text) {
        return tagged(0x16, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] nul() {
        return tagged(0x05);
    }

    static byte[] time(Instant instant) {
        return tagged(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] oid(String dotted) {
        var body = new ByteArrayOutputStream();
        var arcs = dotted.split("\\.", -1);
        body.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            long arc = Long.parseLong(arcs[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >> shift != 0) {
                    body.write((int) ((arc >> shift & 0x7f) | 0x80));
                }
            }
            body.write((int) arc & 0x7f);
        }
        return tagged(0x06, body.toByteArray());
    }
}
