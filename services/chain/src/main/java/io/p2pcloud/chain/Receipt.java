package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a mined transaction did.
///
/// @param succeeded false when it reverted; its gas is spent all the same
/// @param fee wei paid for gas
/// @param created the address of a contract that it created
public record Receipt(
        TxHash transaction,
        long blockNumber,
        Bytes32 blockHash,
        boolean succeeded,
        long gasUsed,
        BigInteger fee,
        Optional<Address> created,
        List<EventLog> logs) {
    public Receipt {
        logs = List.copyOf(logs);
    }

    static Receipt parse(JsonNode node) {
        long gas = Fields.small(node, "gasUsed");
        return new Receipt(
                new TxHash(Fields.word(node, "transactionHash")),
                Fields.small(node, "blockNumber"),
                Fields.word(node, "blockHash"),
                Fields.small(node, "status") == 1,
                gas,
                Fields.number(node, "effectiveGasPrice").multiply(BigInteger.valueOf(gas)),
                Fields.has(node, "contractAddress")
                        ? Optional.of(Fields.address(node, "contractAddress"))
                        : Optional.empty(),
                Fields.of(node, "logs").valueStream().map(EventLog::parse).toList());
    }
}
