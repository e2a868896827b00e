package io.p2pcloud.tenant.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.release.DiskKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumeCipherTest {
    /// IEEE 1619-2007, annex B, vector 10: XTS-AES-256, data unit ff.
    @Test
    void agreesWithTheStandard() {
        var cipher =
                new VolumeCipher(
                        new DiskKey(
                                hex(
                                        "2718281828459045235360287471352662497757247093699959574966967627"
                                                + "3141592653589793238462643383279502884197169399375105820974944592")));
        var data = new byte[512];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
        }
        cipher.encryptSector(data, 0xff);
        assertThat(HexFormat.of().formatHex(data))
                .startsWith("1c3b3a102f770386e4836c99e370cf9bea00803f5e482357a4ae12d414a3e63b")
                .endsWith("fa755c824bb5e54c4f36ffda9fcea70b9c6e693e148c151");
    }

    @Test
    void decryptsWhatItEncryptedAndGivesEachBlockItsOwnCiphertext() {
        var cipher = new VolumeCipher(key(1));
        var plain = new byte[3 * VolumeCipher.BLOCK];
        var data = plain.clone();
        cipher.encrypt(data, 1L << 40);
        assertThat(block(data, 0)).isNotEqualTo(block(data, 1)).isNotEqualTo(block(data, 2));
        cipher.decrypt(data, 1L << 40);
        assertThat(data).isEqualTo(plain);
    }

    @Test
    void encryptsABlockAloneAsAmongOthers() {
        var cipher = new VolumeCipher(key(1));
        var all = new byte[4 * VolumeCipher.BLOCK];
        new Random(7).nextBytes(all);
        var third = block(all, 2);
        cipher.encrypt(all, 100);
        cipher.encrypt(third, 102);
        assertThat(block(all, 2)).isEqualTo(third);
    }

    @Test
    void opensNothingWithAnotherKey() {
        var data = new byte[VolumeCipher.BLOCK];
        new VolumeCipher(key(1)).encrypt(data, 0);
        new VolumeCipher(key(2)).decrypt(data, 0);
        assertThat(data).isNotEqualTo(new byte[VolumeCipher.BLOCK]);
    }

    @Test
    void takesWholeBlocksOnly() {
        assertThatThrownBy(() -> new VolumeCipher(key(1)).encrypt(new byte[100], 0))
                .hasMessageContaining("whole blocks");
    }

    private static byte[] block(byte[] data, int number) {
        return Arrays.copyOfRange(
                data, number * VolumeCipher.BLOCK, (number + 1) * VolumeCipher.BLOCK);
    }

    private static DiskKey key(long seed) {
        var bytes = new byte[DiskKey.SIZE];
        new Random(seed).nextBytes(bytes);
        return new DiskKey(Bytes.of(bytes));
    }

    private static Bytes hex(String text) {
        return Bytes.of(HexFormat.of().parseHex(text));
    }
}
