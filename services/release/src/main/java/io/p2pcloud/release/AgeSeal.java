package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts to one age recipient (C2SP age, version 1: X25519 stanza, ChaCha20-Poly1305), so that
/// Debian's own `age` opens it in the guest. Only a [ReleaseGrant] seals.
final class AgeSeal {
    /// One chunk of age's STREAM is all that is ever written.
    static final int MAX_PLAINTEXT = 64 * 1024;

    private static final String VERSION = "age-encryption.org/v1";
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private AgeSeal() {}

    /// @param plaintext at most [#MAX_PLAINTEXT] bytes
    /// @return a binary age file
    /// @throws IllegalArgumentException when the plaintext is too long or the recipient's key is a
    ///   point of small order, which would make the secret public
    static Bytes seal(AgeRecipient recipient, Bytes plaintext, SecureRandom random) {
        if (plaintext.size() > MAX_PLAINTEXT) {
            throw new IllegalArgumentException(
                    "at most 64 KiB can be sealed, got " + plaintext.size() + " bytes");
        }
        var fileKey = new byte[16];
        random.nextBytes(fileKey);
        try {
            var out = new ByteArrayOutputStream();
            out.writeBytes(header(recipient, fileKey, random));
            var nonce = new byte[16];
            random.nextBytes(nonce);
            out.writeBytes(nonce);
            // STREAM: an 11-byte counter, then 1 for the last chunk.
            var chunkNonce = new byte[12];
            chunkNonce[11] = 1;
            var payloadKey = hkdf(fileKey, nonce, "payload");
            out.writeBytes(encrypt(payloadKey, chunkNonce, plaintext.toArray()));
            return Bytes.of(out.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks X25519, HKDF or ChaCha20", e);
        } finally {
            Arrays.fill(fileKey, (byte) 0);
        }
    }

    private static byte[] header(AgeRecipient recipient, byte[] fileKey, SecureRandom random)
            throws GeneralSecurityException {
        var recipientKey = recipient.publicKey().toArray();
        var generator = KeyPairGenerator.getInstance("X25519");
        generator.initialize(NamedParameterSpec.X25519, random);
        var ephemeral = generator.generateKeyPair();
        var share = littleEndian(((XECPublicKey) ephemeral.getPublic()).getU());
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(ephemeral.getPrivate());
        var secret = agree(agreement, recipientKey);

        var wrapKey = hkdf(secret, concat(share, recipientKey), VERSION + "/X25519");
        // A zero nonce is right here: the wrapping key is used once.
        var body = encrypt(wrapKey, new byte[12], fileKey);
        var text =
                "%s\n-> X25519 %s\n%s\n---"
                        .formatted(
                                VERSION, BASE64.encodeToString(share), BASE64.encodeToString(body));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(hkdf(fileKey, new byte[0], "header"), "HmacSHA256"));
        var tag = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        return (text + " " + BASE64.encodeToString(tag) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] agree(KeyAgreement agreement, byte[] recipientKey)
            throws GeneralSecurityException {
        var u = new BigInteger(1, reversed(recipientKey));
        var point =
                KeyFactory.getInstance("X25519")
                        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
        try {
            agreement.doPhase(point, true);
            return agreement.generateSecret();
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the age recipient is a point of small order", e);
        }
    }

    private static byte[] hkdf(byte[] key, byte[] salt, String info)
            throws GeneralSecurityException {
        var extract = HKDFParameterSpec.ofExtract().addIKM(key);
        if (salt.length > 0) {
            extract.addSalt(salt);
        }
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(extract.thenExpand(info.getBytes(StandardCharsets.US_ASCII), 32));
    }

    private static byte[] encrypt(byte[] key, byte[] nonce, byte[] plaintext)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "ChaCha20"),
                new IvParameterSpec(nonce));
        return cipher.doFinal(plaintext);
    }

    private static byte[] littleEndian(BigInteger u) {
        var bigEndian = u.toByteArray();
        var key = new byte[32];
        for (int i = 0; i < bigEndian.length && i < key.length; i++) {
            key[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return key;
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
