package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import io.p2pcloud.lightclient.ssz.SszReader;
import io.p2pcloud.lightclient.ssz.SszWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The execution block as the beacon block body commits to it from Capella to Fulu. The two blob
/// gas fields exist since Deneb and are 0 before. Numbers are 64 unsigned bits.
///
/// @param logsBloom 256 bytes
/// @param timestamp seconds since 1970
/// @param extraData at most 32 bytes
/// @param transactionsRoot SSZ root of the transactions, not the execution layer's trie root
/// @param withdrawalsRoot SSZ root likewise
public record ExecutionPayloadHeader(
        Bytes32 parentHash,
        Address feeRecipient,
        Bytes32 stateRoot,
        Bytes32 receiptsRoot,
        Bytes logsBloom,
        Bytes32 prevRandao,
        long blockNumber,
        long gasLimit,
        long gasUsed,
        long timestamp,
        Bytes extraData,
        BigInteger baseFeePerGas,
        Bytes32 blockHash,
        Bytes32 transactionsRoot,
        Bytes32 withdrawalsRoot,
        long blobGasUsed,
        long excessBlobGas) {
    static final int BLOOM_SIZE = 256;
    static final int EXTRA_DATA_LIMIT = 32;
    private static final int CAPELLA_FIXED_SIZE = 568;
    private static final int BLOCK_HASH_FIELD = 12;

    /// The default value, all zero.
    public static final ExecutionPayloadHeader EMPTY =
            new ExecutionPayloadHeader(
                    Bytes32.ZERO,
                    Address.ZERO,
                    Bytes32.ZERO,
                    Bytes32.ZERO,
                    Bytes.of(new byte[BLOOM_SIZE]),
                    Bytes32.ZERO,
                    0,
                    0,
                    0,
                    0,
                    Bytes.EMPTY,
                    BigInteger.ZERO,
                    Bytes32.ZERO,
                    Bytes32.ZERO,
                    Bytes32.ZERO,
                    0,
                    0);

    public ExecutionPayloadHeader {
        if (logsBloom.size() != BLOOM_SIZE) {
            throw new IllegalArgumentException("a bloom filter of " + logsBloom.size() + " bytes");
        }
        if (extraData.size() > EXTRA_DATA_LIMIT) {
            throw new IllegalArgumentException("extra data of " + extraData.size() + " bytes");
        }
        Bytes32.ofNumber(baseFeePerGas);
    }

    static int fixedSize(Fork.Execution kind) {
        return kind == Fork.Execution.DENEB_PAYLOAD
                ? CAPELLA_FIXED_SIZE + 2 * Long.BYTES
                : CAPELLA_FIXED_SIZE;
    }

    /// Reads a header that fills `in`.
    static ExecutionPayloadHeader read(SszReader in, Fork.Execution kind) {
        var parentHash = in.bytes32();
        var feeRecipient = Address.of(in.bytes(Address.SIZE));
        var stateRoot = in.bytes32();
        var receiptsRoot = in.bytes32();
        var logsBloom = in.fixed(BLOOM_SIZE);
        var prevRandao = in.bytes32();
        long blockNumber = in.uint64();
        long gasLimit = in.uint64();
        long gasUsed = in.uint64();
        long timestamp = in.uint64();
        if (in.offset() != fixedSize(kind)) {
            throw new IllegalArgumentException("wrong SSZ offset of the extra data");
        }
        var baseFeePerGas = in.uint256();
        var blockHash = in.bytes32();
        var transactionsRoot = in.bytes32();
        var withdrawalsRoot = in.bytes32();
        boolean deneb = kind == Fork.Execution.DENEB_PAYLOAD;
        long blobGasUsed = deneb ? in.uint64() : 0;
        long excessBlobGas = deneb ? in.uint64() : 0;
        if (in.remaining() > EXTRA_DATA_LIMIT) {
            throw new IllegalArgumentException("extra data of more than 32 bytes");
        }
        return new ExecutionPayloadHeader(
                parentHash,
                feeRecipient,
                stateRoot,
                receiptsRoot,
                logsBloom,
                prevRandao,
                blockNumber,
                gasLimit,
                gasUsed,
                timestamp,
                in.fixed(in.remaining()),
                baseFeePerGas,
                blockHash,
                transactionsRoot,
                withdrawalsRoot,
                blobGasUsed,
                excessBlobGas);
    }

    byte[] write(Fork.Execution kind) {
        var out =
                new SszWriter(fixedSize(kind))
                        .bytes32(parentHash)
                        .bytes(feeRecipient.value())
                        .bytes32(stateRoot)
                        .bytes32(receiptsRoot)
                        .bytes(logsBloom)
                        .bytes32(prevRandao)
                        .uint64(blockNumber)
                        .uint64(gasLimit)
                        .uint64(gasUsed)
                        .uint64(timestamp)
                        .variable(extraData.toArray())
                        .uint256(baseFeePerGas)
                        .bytes32(blockHash)
                        .bytes32(transactionsRoot)
                        .bytes32(withdrawalsRoot);
        if (kind == Fork.Execution.DENEB_PAYLOAD) {
            out.uint64(blobGasUsed).uint64(excessBlobGas);
        }
        return out.toArray();
    }

    boolean hasBlobGas() {
        return blobGasUsed != 0 || excessBlobGas != 0;
    }

    /// The root over the fields that exist in `kind`.
    public Bytes32 hashTreeRoot(Fork.Execution kind) {
        return Merkle.container(fields(kind).toArray(Bytes32[]::new));
    }

    /// The branch from `block_hash` up to this header's root.
    List<Bytes32> blockHashBranch(Fork.Execution kind) {
        var level = new ArrayList<>(fields(kind));
        int width = kind == Fork.Execution.DENEB_PAYLOAD ? 32 : 16;
        while (level.size() < width) {
            level.add(Bytes32.ZERO);
        }
        var branch = new ArrayList<Bytes32>();
        for (int index = BLOCK_HASH_FIELD; level.size() > 1; index /= 2) {
            branch.add(level.get(index ^ 1));
            for (int i = 0; i < level.size() / 2; i++) {
                level.set(
                        i,
                        Bytes32.of(
                                Merkle.sha256(
                                        level.get(2 * i).toArray(),
                                        level.get(2 * i + 1).toArray())));
            }
            level.subList(level.size() / 2, level.size()).clear();
        }
        return List.copyOf(branch);
    }

    private List<Bytes32> fields(Fork.Execution kind) {
        var recipient = Arrays.copyOf(feeRecipient.toArray(), Bytes32.SIZE);
        var baseFee = new SszWriter(Bytes32.SIZE).uint256(baseFeePerGas).toArray();
        var fields =
                new ArrayList<>(
                        List.of(
                                parentHash,
                                Bytes32.of(recipient),
                                stateRoot,
                                receiptsRoot,
                                Merkle.byteVector(logsBloom.toArray()),
                                prevRandao,
                                Merkle.uint64(blockNumber),
                                Merkle.uint64(gasLimit),
                                Merkle.uint64(gasUsed),
                                Merkle.uint64(timestamp),
                                Merkle.shortByteList(extraData.toArray()),
                                Bytes32.of(baseFee),
                                blockHash,
                                transactionsRoot,
                                withdrawalsRoot));
        if (kind == Fork.Execution.DENEB_PAYLOAD) {
            fields.add(Merkle.uint64(blobGasUsed));
            fields.add(Merkle.uint64(excessBlobGas));
        }
        return fields;
    }
}
