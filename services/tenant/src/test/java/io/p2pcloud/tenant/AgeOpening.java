package io.p2pcloud.tenant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.p2pcloud.common.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Opens an age file of one X25519 recipient and one chunk (C2SP age, version 1), as `age` does in
/// a guest.
final class AgeOpening {
    private static final String VERSION = "age-encryption.org/v1";

    private AgeOpening() {}

    static byte[] open(Bytes file, KeyPair identity) throws GeneralSecurityException {
        var bytes = file.toArray();
        var text = new String(bytes, US_ASCII);
        int end = text.indexOf('\n', text.indexOf("\n--- ") + 1) + 1;
        var lines = text.substring(0, end).split("\n", -1);
        var share = Base64.getDecoder().decode(lines[1].substring("-> X25519 ".length()));
        var body = Base64.getDecoder().decode(lines[2]);
        var salt = Arrays.copyOf(share, 64);
        System.arraycopy(publicKey(identity), 0, salt, 32, 32);
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(identity.getPrivate());
        var point =
                KeyFactory.getInstance("X25519")
                        .generatePublic(
                                new XECPublicKeySpec(
                                        NamedParameterSpec.X25519,
                                        new BigInteger(1, reversed(share))));
        agreement.doPhase(point, true);
        var wrapKey = hkdf(agreement.generateSecret(), salt, VERSION + "/X25519");
        var fileKey = decrypt(wrapKey, new byte[12], body);
        var nonce = Arrays.copyOfRange(bytes, end, end + 16);
        var chunkNonce = new byte[12];
        chunkNonce[11] = 1;
        return decrypt(
                hkdf(fileKey, nonce, "payload"),
                chunkNonce,
                Arrays.copyOfRange(bytes, end + 16, bytes.length));
    }

    /// The little-endian u-coordinate (RFC 7748).
    static byte[] publicKey(KeyPair identity) {
        var bigEndian = ((XECPublicKey) identity.getPublic()).getU().toByteArray();
        var key = new byte[32];
        for (int i = 0; i < bigEndian.length && i < key.length; i++) {
            key[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return key;
    }

    private static byte[] hkdf(byte[] key, byte[] salt, String info)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract()
                                .addIKM(key)
                                .addSalt(salt)
                                .thenExpand(info.getBytes(US_ASCII), 32));
    }

    private static byte[] decrypt(byte[] key, byte[] nonce, byte[] sealed)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "ChaCha20"),
                new IvParameterSpec(nonce));
        return cipher.doFinal(sealed);
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
