package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.SyncAggregate;
import io.p2pcloud.lightclient.consensus.SyncCommittee;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import supranational.blst.P1;
import supranational.blst.P2;
import supranational.blst.SecretKey;

/// A committee with known secret keys, derived from a seed.
final class TestCommittee {
    private static final BigInteger ORDER =
            new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);
    private static final String CIPHERSUITE = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

    private final BigInteger[] secrets;
    private final SyncCommittee committee;

    TestCommittee(long seed, long period, int size) {
        secrets = new BigInteger[size];
        var keys = new ByteArrayOutputStream();
        var sum = BigInteger.ZERO;
        for (int i = 0; i < size; i++) {
            var key = new SecretKey();
            key.keygen(
                    Merkle.sha256(
                            Merkle.uint64(seed).toArray(),
                            Merkle.uint64(period).toArray(),
                            Merkle.uint64(i).toArray()));
            secrets[i] = new BigInteger(1, key.to_bendian());
            sum = sum.add(secrets[i]);
            keys.writeBytes(new P1(key).compress());
        }
        committee =
                new SyncCommittee(
                        Bytes.of(keys.toByteArray()), Bytes.of(new P1(secret(sum)).compress()));
    }

    SyncCommittee committee() {
        return committee;
    }

    /// The signature of the first `signers` members.
    SyncAggregate sign(Bytes32 signingRoot, int signers) {
        var bits = new byte[secrets.length / Byte.SIZE];
        var sum = BigInteger.ZERO;
        for (int i = 0; i < signers; i++) {
            bits[i / Byte.SIZE] |= (byte) (1 << (i % Byte.SIZE));
            sum = sum.add(secrets[i]);
        }
        var signature = new P2().hash_to(signingRoot.toArray(), CIPHERSUITE).sign_with(secret(sum));
        return new SyncAggregate(Bytes.of(bits), Bytes.of(signature.compress()));
    }

    private static SecretKey secret(BigInteger number) {
        var key = new SecretKey();
        key.from_bendian(Bytes32.ofNumber(number.mod(ORDER)).toArray());
        return key;
    }
}
