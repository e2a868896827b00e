package io.p2pcloud.tenant;

import io.p2pcloud.wallet.AccountName;
import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.Protection;
import io.p2pcloud.wallet.Unlocking;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/// This application's own SSH key. Every server authorizes it beside the user's keys, so that the
/// terminal in the window opens without asking for the passphrase of a key in `~/.ssh`.
///
/// P-256, stored as `PKCS#8 length (2 bytes), PKCS#8, X.509 SubjectPublicKeyInfo`.
final class ClientKey {
    private static final AccountName NAME = new AccountName("ssh-client");
    private static final Protection PROTECTION = new Protection.DeviceOnly();

    private final KeyPair pair;

    private ClientKey(KeyPair pair) {
        this.pair = pair;
    }

    /// Loads the key, or makes it the first time.
    static ClientKey loadOrCreate(Keystore keystore, SecureRandom random) {
        try {
            if (keystore.find(NAME).isEmpty()) {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                var stored = encode(generator.generateKeyPair());
                keystore.addSecret(NAME, stored, PROTECTION);
                Arrays.fill(stored, (byte) 0);
            }
            return switch (keystore.unlockSecret(NAME, PROTECTION)) {
                case Unlocking.Unlocked<byte[]>(byte[] stored) -> new ClientKey(decode(stored));
                case Unlocking.WrongPassphrase<byte[]> _ ->
                        throw new IllegalStateException("the SSH client key has no passphrase");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks P-256", e);
        }
    }

    KeyPair pair() {
        return pair;
    }

    /// OpenSSH's one-line form.
    String publicLine() {
        return PublicKeyEntry.toString(pair.getPublic()) + " p2pcloud-app";
    }

    private static byte[] encode(KeyPair pair) {
        var secret = pair.getPrivate().getEncoded();
        var open = pair.getPublic().getEncoded();
        var stored = new byte[2 + secret.length + open.length];
        stored[0] = (byte) (secret.length >> 8);
        stored[1] = (byte) secret.length;
        System.arraycopy(secret, 0, stored, 2, secret.length);
        System.arraycopy(open, 0, stored, 2 + secret.length, open.length);
        Arrays.fill(secret, (byte) 0);
        return stored;
    }

    private static KeyPair decode(byte[] stored) throws GeneralSecurityException {
        int length = ((stored[0] & 0xff) << 8) | (stored[1] & 0xff);
        var keys = KeyFactory.getInstance("EC");
        var secret = Arrays.copyOfRange(stored, 2, 2 + length);
        var open = Arrays.copyOfRange(stored, 2 + length, stored.length);
        Arrays.fill(stored, (byte) 0);
        var key = (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(secret));
        Arrays.fill(secret, (byte) 0);
        return new KeyPair(keys.generatePublic(new X509EncodedKeySpec(open)), key);
    }
}
