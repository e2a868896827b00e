package io.p2pcloud.lightclient.development;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.BeaconBlockHeader;
import io.p2pcloud.lightclient.consensus.ExecutionPayloadHeader;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.LightClientHeader;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.consensus.SigningDomain;
import io.p2pcloud.lightclient.consensus.SyncAggregate;
import io.p2pcloud.lightclient.consensus.SyncCommittee;
import io.p2pcloud.lightclient.ssz.Merkle;
import io.p2pcloud.lightclient.ssz.SparseTree;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import supranational.blst.P1;
import supranational.blst.P2;
import supranational.blst.SecretKey;

/// The committee of the development network. Its keys are derived from a public text and the chain
/// id, so everyone holds them: a signature says only "this comes from somebody's test chain".
///
/// Since the keys are no secret, the starting points are none either: at the first slot of every
/// period stands a block whose every byte is fixed, and its root is the period's checkpoint.
public final class DevelopmentCommittee {
    /// The only chain that the committee vouches for: the embedded devnet.
    public static final long CHAIN_ID = 7_272_727;

    private static final String SEED = "P2P Cloud development committee, chain " + CHAIN_ID;
    private static final BigInteger ORDER =
            new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);
    private static final String CIPHERSUITE = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";
    private static final int DISTINCT_KEYS = 8;

    private final Network network = NetworkFile.builtIn("devnet");
    private final SyncCommittee committee;
    private final SecretKey aggregateKey;

    public DevelopmentCommittee() {
        int size = network.preset().syncCommitteeSize();
        var pubkeys = new ByteArrayOutputStream();
        var sum = BigInteger.ZERO;
        var keys = new byte[DISTINCT_KEYS][];
        var secrets = new BigInteger[DISTINCT_KEYS];
        for (int i = 0; i < DISTINCT_KEYS; i++) {
            var key = new SecretKey();
            key.keygen(seed("key " + i));
            secrets[i] = new BigInteger(1, key.to_bendian());
            keys[i] = new P1(key).compress();
        }
        for (int i = 0; i < size; i++) {
            pubkeys.writeBytes(keys[i % DISTINCT_KEYS]);
            sum = sum.add(secrets[i % DISTINCT_KEYS]);
        }
        aggregateKey = new SecretKey();
        aggregateKey.from_bendian(Bytes32.ofNumber(sum.mod(ORDER)).toArray());
        committee =
                new SyncCommittee(
                        Bytes.of(pubkeys.toByteArray()), Bytes.of(new P1(aggregateKey).compress()));
    }

    /// The `genesis_validators_root` that binds every signature of the committee to its network.
    public static Bytes32 genesisValidatorsRoot() {
        return Bytes32.of(seed("genesis validators root"));
    }

    /// Whether `network` is the one that the committee may vouch for.
    public static boolean isDevelopment(Network network) {
        return network.chainId() == CHAIN_ID
                && network.genesisValidatorsRoot().equals(genesisValidatorsRoot());
    }

    /// The committee's aggregate key, by which it is known wherever it turns up.
    public static Bytes aggregatePubkey() {
        return new DevelopmentCommittee().committee.aggregatePubkey();
    }

    /// The network, as the built-in `devnet`.
    public Network network() {
        return network;
    }

    /// The committee, the same in every period.
    public SyncCommittee committee() {
        return committee;
    }

    /// The checkpoint of the period that `slot` lies in.
    public Bytes32 checkpointAt(long slot) {
        return anchor(network.periodAt(slot)).beacon().hashTreeRoot();
    }

    /// The fixed first block of a period. It carries no execution block.
    LightClientHeader anchor(long period) {
        return header(
                network.preset().firstSlotOfPeriod(period),
                Bytes32.ZERO,
                state(Bytes32.ZERO).root(),
                ExecutionPayloadHeader.EMPTY);
    }

    /// What a block's state proves: both committees and the finalized block.
    SparseTree state(Bytes32 finalizedRoot) {
        return new SparseTree(
                Map.of(
                        Fork.FULU.finalizedRootGindex(),
                        finalizedRoot,
                        Fork.FULU.currentSyncCommitteeGindex(),
                        committee.hashTreeRoot(),
                        Fork.FULU.nextSyncCommitteeGindex(),
                        committee.hashTreeRoot()));
    }

    LightClientHeader header(
            long slot, Bytes32 parentRoot, Bytes32 stateRoot, ExecutionPayloadHeader payload) {
        var kind = Fork.FULU.execution();
        var body = new SparseTree(Map.of(kind.gindex(), payload.hashTreeRoot(kind)));
        return new LightClientHeader(
                new BeaconBlockHeader(slot, 0, parentRoot, stateRoot, body.root()),
                new LightClientHeader.Execution.Payload(payload, body.branch(kind.gindex())));
    }

    /// Everybody's signature for `header`, made at `signatureSlot`.
    SyncAggregate sign(BeaconBlockHeader header, long signatureSlot) {
        var root = SigningDomain.computeSigningRoot(network, header, signatureSlot);
        var signature =
                new P2().hash_to(root.toArray(), CIPHERSUITE).sign_with(aggregateKey).compress();
        var bits = new byte[committee.size() / Byte.SIZE];
        Arrays.fill(bits, (byte) 0xff);
        return new SyncAggregate(Bytes.of(bits), Bytes.of(signature));
    }

    private static byte[] seed(String use) {
        return Merkle.sha256((SEED + ", " + use).getBytes(StandardCharsets.UTF_8));
    }
}
