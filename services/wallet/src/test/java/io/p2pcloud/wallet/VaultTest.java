package io.p2pcloud.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.Transcript;
import java.util.Arrays;
import java.util.HashSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class VaultTest {
    private static final Bytes32 VOLUME = Bytes32.ofNumber(42);

    private static Vault vault() {
        var root = new byte[32];
        Arrays.fill(root, (byte) 7);
        return Vault.ofRoot(root);
    }

    @Test
    void derivesAVolumeKeyByRfc5869() throws Exception {
        // The same by the RFC's two steps, written out with the platform's HMAC.
        var root = new byte[32];
        Arrays.fill(root, (byte) 7);
        var prk = hmac(VOLUME.toArray(), root);
        var info = Transcript.of("p2pcloud/disk/v1").number(1).number(3).toArray();
        var first = hmac(prk, info, new byte[] {1});
        var second = hmac(prk, first, info, new byte[] {2});
        var expected = Arrays.copyOf(first, 64);
        System.arraycopy(second, 0, expected, 32, 32);
        assertThat(vault().volumeKey(VOLUME, Tier.CONFIDENTIAL, 3)).isEqualTo(expected);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (var part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    @Test
    void givesEachVolumeTierAndGenerationItsOwnKey() {
        var keys = new HashSet<String>();
        for (int volume = 0; volume < 3; volume++) {
            for (var tier : Tier.values()) {
                for (int generation = 1; generation < 4; generation++) {
                    keys.add(
                            Arrays.toString(
                                    vault().volumeKey(Bytes32.ofNumber(volume), tier, generation)));
                }
            }
        }
        assertThat(keys).hasSize(18);
    }

    @Test
    void derivesNothingOnceItIsLocked() {
        var vault = vault();
        vault.close();
        assertThatThrownBy(() -> vault.volumeKey(VOLUME, Tier.STANDARD, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAGenerationBelowOne() {
        assertThatThrownBy(() -> vault().volumeKey(VOLUME, Tier.STANDARD, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
