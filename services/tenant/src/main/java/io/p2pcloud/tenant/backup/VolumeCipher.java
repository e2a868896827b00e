package io.p2pcloud.tenant.backup;

import io.p2pcloud.release.DiskKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// A volume's encryption as the guest's kernel does it: dm-crypt's `aes-xts-plain64` with 64 bytes
/// of key and `sector_size:4096` (IEEE 1619; Linux, Documentation/admin-guide/device-mapper,
/// dm-crypt). Without `iv_large_sectors`, dm-crypt counts the tweak in sectors of 512 bytes.
///
/// For one thread at a time.
public final class VolumeCipher {
    /// Bytes that are encrypted together, and the unit in which a volume is copied.
    public static final int BLOCK = 4096;

    private static final int SECTORS_A_BLOCK = BLOCK / 512;
    private static final int AES_BLOCK = 16;

    /// x^128 = x^7 + x^2 + x + 1 (IEEE 1619, 5.2).
    private static final int REDUCTION = 0x87;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher encrypting;
    private final Cipher decrypting;
    private final Cipher tweaking;
    private final byte[] tweaks = new byte[BLOCK];

    public VolumeCipher(DiskKey key) {
        var bytes = key.value().toArray();
        var data = Arrays.copyOf(bytes, DiskKey.SIZE / 2);
        var tweak = Arrays.copyOfRange(bytes, DiskKey.SIZE / 2, DiskKey.SIZE);
        encrypting = aes(Cipher.ENCRYPT_MODE, data);
        decrypting = aes(Cipher.DECRYPT_MODE, data);
        tweaking = aes(Cipher.ENCRYPT_MODE, tweak);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(data, (byte) 0);
        Arrays.fill(tweak, (byte) 0);
    }

    /// In place.
    ///
    /// @param data whole blocks
    /// @param block number of the first one on the volume
    public void encrypt(byte[] data, long block) {
        each(encrypting, data, block);
    }

    /// The reverse of [#encrypt].
    public void decrypt(byte[] data, long block) {
        each(decrypting, data, block);
    }

    private void each(Cipher cipher, byte[] data, long block) {
        if (data.length % BLOCK != 0) {
            throw new IllegalArgumentException("not whole blocks: " + data.length + " bytes");
        }
        for (int i = 0; i < data.length / BLOCK; i++) {
            sector(cipher, data, i * BLOCK, BLOCK, Math.multiplyExact(block + i, SECTORS_A_BLOCK));
        }
    }

    /// One data unit, whose tweak is `sector`.
    void encryptSector(byte[] data, long sector) {
        sector(encrypting, data, 0, data.length, sector);
    }

    private void sector(Cipher cipher, byte[] data, int from, int length, long sector) {
        try {
            fillTweaks(sector, length);
            add(data, from, length);
            int done = cipher.update(data, from, length, data, from);
            if (done != length) {
                throw new IllegalStateException("AES kept bytes back");
            }
            add(data, from, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES of this Java does not work", e);
        }
    }

    private void fillTweaks(long sector, int length) throws GeneralSecurityException {
        Arrays.fill(tweaks, 0, AES_BLOCK, (byte) 0);
        LONGS.set(tweaks, 0, sector);
        int done = tweaking.update(tweaks, 0, AES_BLOCK, tweaks, 0);
        if (done != AES_BLOCK) {
            throw new IllegalStateException("AES kept bytes back");
        }
        long low = (long) LONGS.get(tweaks, 0);
        long high = (long) LONGS.get(tweaks, Long.BYTES);
        for (int i = AES_BLOCK; i < length; i += AES_BLOCK) {
            long carry = high >>> 63;
            high = high << 1 | low >>> 63;
            low = low << 1 ^ carry * REDUCTION;
            LONGS.set(tweaks, i, low);
            LONGS.set(tweaks, i + Long.BYTES, high);
        }
    }

    private void add(byte[] data, int from, int length) {
        for (int i = 0; i < length; i += Long.BYTES) {
            LONGS.set(
                    data, from + i, (long) LONGS.get(data, from + i) ^ (long) LONGS.get(tweaks, i));
        }
    }

    private static Cipher aes(int mode, byte[] key) {
        try {
            // The chaining is XTS', made above from single AES blocks.
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES of this Java does not work", e);
        }
    }
}
