package io.p2pcloud.release;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/// The server's SSH host key, an unencrypted ed25519 key in OpenSSH's own text form
/// (openssh-key-v1). The tenant makes it and seals it, so that a client knows it beforehand and
/// nobody is asked "are you sure". Never printed.
public record SshHostKey(String openSsh) {
    private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----\n";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final String TYPE = "ssh-ed25519";
    private static final int MAX_LENGTH = 4096;

    /// @throws IllegalArgumentException when the text is not an unencrypted ed25519 key
    public SshHostKey {
        publicBlob(openSsh);
    }

    /// A new key.
    public static SshHostKey generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            var pair = generator.generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            var point = encoded((EdECPublicKey) pair.getPublic());
            return new SshHostKey(armored(seed, point, random.nextInt()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 25 platform has Ed25519", e);
        }
    }

    /// `ssh-ed25519 AAAA...`: what stands in a known_hosts file behind the host's name.
    public String publicKey() {
        return TYPE + " " + Base64.getEncoder().encodeToString(publicBlob(openSsh));
    }

    @Override
    public String toString() {
        return "SshHostKey[" + publicKey() + "]";
    }

    /// RFC 8032, 5.1.2: y little-endian, the lowest bit of x on top.
    private static byte[] encoded(EdECPublicKey key) {
        var y = key.getPoint().getY().toByteArray();
        var point = new byte[32];
        for (int i = 0; i < y.length && i < point.length; i++) {
            point[i] = y[y.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            point[31] |= (byte) 0x80;
        }
        return point;
    }

    private static String armored(byte[] seed, byte[] point, int check) {
        var secret = new ByteArrayOutputStream();
        var checkBytes = ByteBuffer.allocate(Integer.BYTES).putInt(check).array();
        secret.writeBytes(checkBytes);
        secret.writeBytes(checkBytes);
        secret.writeBytes(field(ascii(TYPE)));
        secret.writeBytes(field(point));
        var both = Arrays.copyOf(seed, 64);
        System.arraycopy(point, 0, both, 32, 32);
        secret.writeBytes(field(both));
        secret.writeBytes(field(new byte[0]));
        for (int pad = 1; secret.size() % 8 != 0; pad++) {
            secret.write(pad);
        }
        var blob = new ByteArrayOutputStream();
        blob.writeBytes(field(ascii(TYPE)));
        blob.writeBytes(field(point));
        var key = new ByteArrayOutputStream();
        key.writeBytes(MAGIC);
        key.writeBytes(field(ascii("none")));
        key.writeBytes(field(ascii("none")));
        key.writeBytes(field(new byte[0]));
        key.writeBytes(new byte[] {0, 0, 0, 1});
        key.writeBytes(field(blob.toByteArray()));
        key.writeBytes(field(secret.toByteArray()));
        var lines = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(key.toByteArray());
        return BEGIN + lines + "\n" + END;
    }

    private static byte[] publicBlob(String openSsh) {
        if (openSsh.length() > MAX_LENGTH
                || !openSsh.startsWith(BEGIN)
                || !openSsh.endsWith(END)
                || openSsh.length() < BEGIN.length() + END.length()) {
            throw new IllegalArgumentException("not an OpenSSH private key");
        }
        var body = openSsh.substring(BEGIN.length(), openSsh.length() - END.length());
        try {
            var key = ByteBuffer.wrap(Base64.getDecoder().decode(body.replace("\n", "")));
            var magic = new byte[MAGIC.length];
            key.get(magic);
            boolean plain =
                    Arrays.equals(magic, MAGIC)
                            && Arrays.equals(next(key), ascii("none"))
                            && Arrays.equals(next(key), ascii("none"))
                            && next(key).length == 0
                            && key.getInt() == 1;
            var blob = plain ? next(key) : new byte[0];
            var fields = ByteBuffer.wrap(blob);
            if (!plain
                    || !Arrays.equals(next(fields), ascii(TYPE))
                    || next(fields).length != 32
                    || fields.hasRemaining()) {
                throw new IllegalArgumentException(
                        "the SSH host key is not an unencrypted ed25519 key");
            }
            return blob;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the SSH host key is cut short", e);
        }
    }

    private static byte[] next(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        var field = new byte[length];
        from.get(field);
        return field;
    }

    private static byte[] field(byte[] value) {
        return ByteBuffer.allocate(Integer.BYTES + value.length)
                .putInt(value.length)
                .put(value)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
