package io.p2pcloud.lightclient.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2;
import supranational.blst.P2_Affine;
import supranational.blst.SecretKey;

/// Keys and signatures that must not count.
class SyncCommitteeTest {
    private static final int SIZE = 32;
    private static final Bytes32 MESSAGE = Bytes32.ofNumber(42);
    private static final byte[] INFINITY = infinity(48);

    private final List<SecretKey> secrets = new ArrayList<>();
    private final List<byte[]> keys = new ArrayList<>();

    SyncCommitteeTest() {
        for (int i = 0; i < SIZE; i++) {
            var secret = new SecretKey();
            secret.keygen(Merkle.uint64(i).toArray());
            secrets.add(secret);
            keys.add(new P1(secret).compress());
        }
    }

    private static byte[] infinity(int size) {
        var bytes = new byte[size];
        bytes[0] = (byte) 0xc0;
        return bytes;
    }

    private SyncCommittee committee() {
        var sum = new P1();
        for (var key : keys) {
            sum = sum.add(new P1_Affine(key));
        }
        return committee(sum.compress());
    }

    private SyncCommittee committee(byte[] aggregate) {
        var all = new ByteArrayOutputStream();
        keys.forEach(all::writeBytes);
        return new SyncCommittee(Bytes.of(all.toByteArray()), Bytes.of(aggregate));
    }

    private Bytes signature() {
        var sum = new P2();
        for (var secret : secrets) {
            sum =
                    sum.add(
                            new P2()
                                    .hash_to(MESSAGE.toArray(), CommitteeKeys.CIPHERSUITE)
                                    .sign_with(secret)
                                    .to_affine());
        }
        return Bytes.of(sum.compress());
    }

    private static Bytes bits(int size, int value) {
        var bits = new byte[size / Byte.SIZE];
        Arrays.fill(bits, (byte) value);
        return Bytes.of(bits);
    }

    private boolean verifies(Bytes bits, Bytes signature) {
        return committee()
                .keys()
                .orElseThrow()
                .fastAggregateVerify(new SyncAggregate(bits, signature), MESSAGE);
    }

    @Test
    void acceptsWhatEverybodySigned() {
        assertThat(verifies(bits(SIZE, 0xff), signature())).isTrue();
    }

    @Test
    void acceptsAKeyThatStandsTwice() {
        secrets.set(1, secrets.get(0));
        keys.set(1, keys.get(0));
        assertThat(verifies(bits(SIZE, 0xff), signature())).isTrue();
    }

    @Test
    void refusesACommitteeWithTheKeyThatSignsEverything() {
        keys.set(7, INFINITY);
        assertThat(committee().keys()).isEmpty();
    }

    @Test
    void refusesACommitteeWithAKeyOutsideTheSubgroup() {
        keys.set(7, outsideTheSubgroup());
        assertThat(committee().keys()).isEmpty();
    }

    /// No chain has such keys; were there some, whoever signs must sum up to the subgroup.
    @Test
    void refusesSignersWhoseSumLiesOutsideTheSubgroup() {
        var stray = new P1_Affine(outsideTheSubgroup());
        var third = new P1().add(new P1_Affine(keys.get(3))).add(stray);
        var last = new P1().add(stray).cneg(true).add(new P1_Affine(keys.get(31)));
        keys.set(3, third.compress());
        keys.set(31, last.compress());
        assertThat(committee().keys()).isPresent();
        assertThat(verifies(bits(SIZE, 0xff), signature())).isTrue();
        var withoutLast = bits(SIZE, 0xff).toArray();
        withoutLast[3] = 0x7f;
        secrets.removeLast();
        assertThat(verifies(Bytes.of(withoutLast), signature())).isFalse();
    }

    /// A random point of the curve: one in 2^125 lies in the subgroup.
    private static byte[] outsideTheSubgroup() {
        var random = new Random(1);
        while (true) {
            var bytes = new byte[48];
            random.nextBytes(bytes);
            bytes[0] = (byte) ((bytes[0] & 0x1f) | 0x80);
            try {
                if (!new P1_Affine(bytes).in_group()) {
                    return bytes;
                }
            } catch (RuntimeException _) {
                // Not on the curve: the next one.
            }
        }
    }

    @Test
    void refusesACommitteeWhoseSumIsAnother() {
        assertThat(committee(keys.get(0)).keys()).isEmpty();
        assertThat(committee(INFINITY).keys()).isEmpty();
        assertThat(committee(new byte[48]).keys()).isEmpty();
    }

    @Test
    void refusesACommitteeOfBytesThatAreNoPoint() {
        var broken = new byte[48];
        Arrays.fill(broken, (byte) 0xff);
        var before = committee();
        keys.set(3, broken);
        assertThat(committee(before.aggregatePubkey().toArray()).keys()).isEmpty();
    }

    @Test
    void refusesASignatureOfNobodyOrOfOthersThanTheBitsSay() {
        assertThat(verifies(bits(SIZE, 0), signature())).isFalse();
        assertThat(verifies(bits(SIZE, 0), Bytes.of(infinity(96)))).isFalse();
        assertThat(verifies(bits(SIZE, 0xfe), signature())).isFalse();
        assertThat(verifies(bits(SIZE, 0xff), Bytes.of(infinity(96)))).isFalse();
        assertThat(verifies(bits(SIZE, 0xff), Bytes.of(new byte[96]))).isFalse();
    }

    @Test
    void refusesBitsOfAnotherCommitteeSize() {
        assertThat(verifies(bits(SIZE / 2, 0xff), signature())).isFalse();
        assertThat(verifies(bits(SIZE * 2, 0xff), signature())).isFalse();
    }

    @Test
    void refusesASignatureOutsideTheSubgroup() {
        var random = new Random(2);
        int tried = 0;
        while (tried < 3) {
            var bytes = new byte[96];
            random.nextBytes(bytes);
            bytes[0] = (byte) ((bytes[0] & 0x1f) | 0x80);
            bytes[48] &= 0x0f;
            try {
                if (new P2_Affine(bytes).in_group()) {
                    continue;
                }
            } catch (RuntimeException _) {
                // Not on the curve: the next one.
            }
            tried++;
            assertThat(verifies(bits(SIZE, 0xff), Bytes.of(bytes))).isFalse();
        }
    }
}
