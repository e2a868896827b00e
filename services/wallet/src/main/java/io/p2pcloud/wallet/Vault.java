package io.p2pcloud.wallet;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.Transcript;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/// The tenant's root of all disk keys: 32 random bytes from which each volume's key follows. No
/// lease is part of a key, so a server that moves to another provider keeps its disk.
public final class Vault implements Destroyable, AutoCloseable {
    public static final int ROOT_SIZE = 32;

    /// Two AES-256 keys, as aes-xts-plain64 takes them.
    public static final int VOLUME_KEY_SIZE = 64;

    private static final String INFO = "p2pcloud/disk/v1";

    private final byte[] root;
    private boolean destroyed;

    private Vault(byte[] root) {
        this.root = root;
    }

    public static Vault create(SecureRandom random) {
        var root = new byte[ROOT_SIZE];
        random.nextBytes(root);
        return new Vault(root);
    }

    /// The vault of a root kept elsewhere, of which a copy is kept here; the caller wipes his own.
    public static Vault ofRoot(byte[] root) {
        if (root.length != ROOT_SIZE) {
            throw new IllegalArgumentException("a vault's root has 32 bytes, not " + root.length);
        }
        return new Vault(root.clone());
    }

    /// HKDF-SHA256 (RFC 5869) of the root with `volumeId` as salt and the [Transcript] of
    /// `p2pcloud/disk/v1`, tier number and generation as info: 64 bytes, which the caller wipes.
    ///
    /// The tier is bound in, so a volume that was once confidential never opens on a standard
    /// machine; `generation` rises at every format, rebuild and change of key.
    ///
    /// @throws IllegalStateException after [#destroy]
    public synchronized byte[] volumeKey(Bytes32 volumeId, Tier tier, int generation) {
        if (destroyed) {
            throw new IllegalStateException("the vault was locked");
        }
        if (generation < 1) {
            throw new IllegalArgumentException("generations count from 1, not " + generation);
        }
        var info = Transcript.of(INFO).number(tier.number()).number(generation).toArray();
        var generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(root, volumeId.toArray(), info));
        var key = new byte[VOLUME_KEY_SIZE];
        generator.generateBytes(key, 0, key.length);
        return key;
    }

    synchronized byte[] exportRoot() {
        if (destroyed) {
            throw new IllegalStateException("the vault was locked");
        }
        return root.clone();
    }

    @Override
    public synchronized void destroy() {
        Arrays.fill(root, (byte) 0);
        destroyed = true;
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public void close() {
        destroy();
    }

    @Override
    public String toString() {
        return "vault";
    }
}
