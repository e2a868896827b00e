package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Light-client objects in the beacon API's JSON, in the containers of a given fork. What is read
/// is the object itself, without the `version` and `data` around it.
public final class LightClientJson {
    private LightClientJson() {}

    /// @throws IllegalArgumentException when it is no bootstrap of this fork
    public static LightClientBootstrap readBootstrap(JsonNode json, Fork fork, Preset preset) {
        return new LightClientBootstrap(
                readHeader(JsonFields.object(json, "header"), fork),
                readCommittee(JsonFields.object(json, "current_sync_committee"), preset),
                JsonFields.branch(
                        json,
                        "current_sync_committee_branch",
                        Merkle.depthOf(fork.currentSyncCommitteeGindex())));
    }

    /// @throws IllegalArgumentException when it is no update of this fork
    public static LightClientUpdate readUpdate(JsonNode json, Fork fork, Preset preset) {
        var committee = readCommittee(JsonFields.object(json, "next_sync_committee"), preset);
        var branch =
                JsonFields.branch(
                        json,
                        "next_sync_committee_branch",
                        Merkle.depthOf(fork.nextSyncCommitteeGindex()));
        var finality = readFinalityUpdate(json, fork, preset);
        boolean absent = committee.isEmpty() && Merkle.isZero(branch);
        return new LightClientUpdate(
                finality.attestedHeader(),
                absent ? null : committee,
                branch,
                finality.finalizedHeader(),
                finality.finalityBranch(),
                finality.syncAggregate(),
                finality.signatureSlot());
    }

    /// @throws IllegalArgumentException when it is no finality update of this fork
    public static LightClientUpdate readFinalityUpdate(JsonNode json, Fork fork, Preset preset) {
        return LightClientUpdate.finality(
                readHeader(JsonFields.object(json, "attested_header"), fork),
                readHeader(JsonFields.object(json, "finalized_header"), fork),
                JsonFields.branch(
                        json, "finality_branch", Merkle.depthOf(fork.finalizedRootGindex())),
                readAggregate(json, preset),
                JsonFields.uint64(json, "signature_slot"));
    }

    /// @throws IllegalArgumentException when it is no optimistic update of this fork
    public static LightClientUpdate readOptimisticUpdate(JsonNode json, Fork fork, Preset preset) {
        return LightClientUpdate.optimistic(
                readHeader(JsonFields.object(json, "attested_header"), fork),
                readAggregate(json, preset),
                JsonFields.uint64(json, "signature_slot"));
    }

    /// @throws IllegalArgumentException when it is no header of this fork's container
    public static LightClientHeader readHeader(JsonNode json, Fork fork) {
        var beacon = JsonFields.object(json, "beacon");
        int branch = LightClientHeader.branchLength(fork);
        var execution =
                switch (fork.execution()) {
                    case NONE -> new LightClientHeader.Execution.None();
                    case CAPELLA_PAYLOAD, DENEB_PAYLOAD ->
                            new LightClientHeader.Execution.Payload(
                                    readPayload(
                                            JsonFields.object(json, "execution"), fork.execution()),
                                    JsonFields.branch(json, "execution_branch", branch));
                    case BLOCK_HASH ->
                            new LightClientHeader.Execution.BlockHash(
                                    JsonFields.bytes32(json, "execution_block_hash"),
                                    JsonFields.branch(json, "execution_branch", branch));
                };
        return new LightClientHeader(
                new BeaconBlockHeader(
                        JsonFields.uint64(beacon, "slot"),
                        JsonFields.uint64(beacon, "proposer_index"),
                        JsonFields.bytes32(beacon, "parent_root"),
                        JsonFields.bytes32(beacon, "state_root"),
                        JsonFields.bytes32(beacon, "body_root")),
                execution);
    }

    /// @throws IllegalArgumentException when it is no committee of this preset
    public static SyncCommittee readCommittee(JsonNode json, Preset preset) {
        var keys =
                JsonFields.list(
                        json, "pubkeys", preset.syncCommitteeSize(), SyncCommittee.KEY_SIZE);
        var all = new ByteArrayOutputStream();
        keys.forEach(key -> all.writeBytes(key.toArray()));
        return new SyncCommittee(
                Bytes.of(all.toByteArray()),
                JsonFields.bytes(json, "aggregate_pubkey", SyncCommittee.KEY_SIZE));
    }

    private static SyncAggregate readAggregate(JsonNode json, Preset preset) {
        var aggregate = JsonFields.object(json, "sync_aggregate");
        return new SyncAggregate(
                JsonFields.bytes(
                        aggregate, "sync_committee_bits", preset.syncCommitteeSize() / Byte.SIZE),
                JsonFields.bytes(
                        aggregate, "sync_committee_signature", SyncAggregate.SIGNATURE_SIZE));
    }

    private static ExecutionPayloadHeader readPayload(JsonNode json, Fork.Execution kind) {
        boolean deneb = kind == Fork.Execution.DENEB_PAYLOAD;
        return new ExecutionPayloadHeader(
                JsonFields.bytes32(json, "parent_hash"),
                new Address(JsonFields.bytes(json, "fee_recipient", Address.SIZE)),
                JsonFields.bytes32(json, "state_root"),
                JsonFields.bytes32(json, "receipts_root"),
                JsonFields.bytes(json, "logs_bloom", ExecutionPayloadHeader.BLOOM_SIZE),
                JsonFields.bytes32(json, "prev_randao"),
                JsonFields.uint64(json, "block_number"),
                JsonFields.uint64(json, "gas_limit"),
                JsonFields.uint64(json, "gas_used"),
                JsonFields.uint64(json, "timestamp"),
                JsonFields.upTo(json, "extra_data", ExecutionPayloadHeader.EXTRA_DATA_LIMIT),
                JsonFields.uint256(json, "base_fee_per_gas"),
                JsonFields.bytes32(json, "block_hash"),
                JsonFields.bytes32(json, "transactions_root"),
                JsonFields.bytes32(json, "withdrawals_root"),
                deneb ? JsonFields.uint64(json, "blob_gas_used") : 0,
                deneb ? JsonFields.uint64(json, "excess_blob_gas") : 0);
    }

    /// The members of a bootstrap, in order, ready to be written as JSON.
    public static Map<String, Object> write(LightClientBootstrap bootstrap) {
        var json = new LinkedHashMap<String, Object>();
        json.put("header", write(bootstrap.header()));
        json.put("current_sync_committee", write(bootstrap.currentSyncCommittee()));
        json.put("current_sync_committee_branch", hex(bootstrap.currentSyncCommitteeBranch()));
        return json;
    }

    /// The members of an update of any of the three kinds: parts that it lacks are left out.
    public static Map<String, Object> write(LightClientUpdate update) {
        var json = new LinkedHashMap<String, Object>();
        json.put("attested_header", write(update.attestedHeader()));
        update.committee()
                .ifPresent(committee -> {
                    json.put("next_sync_committee", write(committee));
                    json.put("next_sync_committee_branch", hex(update.nextSyncCommitteeBranch()));
                });
        if (!update.finalityBranch().isEmpty()) {
            json.put("finalized_header", write(update.finalizedHeader()));
            json.put("finality_branch", hex(update.finalityBranch()));
        }
        var aggregate = new LinkedHashMap<String, Object>();
        aggregate.put("sync_committee_bits", update.syncAggregate().bits().toHex());
        aggregate.put("sync_committee_signature", update.syncAggregate().signature().toHex());
        json.put("sync_aggregate", aggregate);
        json.put("signature_slot", Long.toUnsignedString(update.signatureSlot()));
        return json;
    }

    /// The members of a committee.
    public static Map<String, Object> write(SyncCommittee committee) {
        var keys = new ArrayList<String>(committee.size());
        for (int i = 0; i < committee.size(); i++) {
            keys.add(committee.pubkey(i).toHex());
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("pubkeys", keys);
        json.put("aggregate_pubkey", committee.aggregatePubkey().toHex());
        return json;
    }

    /// The members of a header, in the container it was read from.
    public static Map<String, Object> write(LightClientHeader header) {
        var beacon = new LinkedHashMap<String, Object>();
        beacon.put("slot", Long.toUnsignedString(header.beacon().slot()));
        beacon.put("proposer_index", Long.toUnsignedString(header.beacon().proposerIndex()));
        beacon.put("parent_root", header.beacon().parentRoot().toHex());
        beacon.put("state_root", header.beacon().stateRoot().toHex());
        beacon.put("body_root", header.beacon().bodyRoot().toHex());
        var json = new LinkedHashMap<String, Object>();
        json.put("beacon", beacon);
        switch (header.execution()) {
            case LightClientHeader.Execution.None() -> {}
            case LightClientHeader.Execution.Payload(var payload, var branch) -> {
                json.put("execution", write(payload));
                json.put("execution_branch", hex(branch));
            }
            case LightClientHeader.Execution.BlockHash(var hash, var branch) -> {
                json.put("execution_block_hash", hash.toHex());
                json.put("execution_branch", hex(branch));
            }
        }
        return json;
    }

    private static Map<String, Object> write(ExecutionPayloadHeader payload) {
        var json = new LinkedHashMap<String, Object>();
        json.put("parent_hash", payload.parentHash().toHex());
        json.put("fee_recipient", payload.feeRecipient().toHex());
        json.put("state_root", payload.stateRoot().toHex());
        json.put("receipts_root", payload.receiptsRoot().toHex());
        json.put("logs_bloom", payload.logsBloom().toHex());
        json.put("prev_randao", payload.prevRandao().toHex());
        json.put("block_number", Long.toUnsignedString(payload.blockNumber()));
        json.put("gas_limit", Long.toUnsignedString(payload.gasLimit()));
        json.put("gas_used", Long.toUnsignedString(payload.gasUsed()));
        json.put("timestamp", Long.toUnsignedString(payload.timestamp()));
        json.put("extra_data", payload.extraData().toHex());
        json.put("base_fee_per_gas", payload.baseFeePerGas().toString());
        json.put("block_hash", payload.blockHash().toHex());
        json.put("transactions_root", payload.transactionsRoot().toHex());
        json.put("withdrawals_root", payload.withdrawalsRoot().toHex());
        json.put("blob_gas_used", Long.toUnsignedString(payload.blobGasUsed()));
        json.put("excess_blob_gas", Long.toUnsignedString(payload.excessBlobGas()));
        return json;
    }

    private static List<String> hex(List<Bytes32> branch) {
        return branch.stream().map(Bytes32::toHex).toList();
    }
}
