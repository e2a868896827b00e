package io.p2pcloud.lightclient.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Real answers about mainnet block 21925176.
class MainnetExecutionTest {
    private static final Address DEPOSIT_CONTRACT =
            Address.ofHex("0x00000000219ab540356cbb839cbe05303d7705fa");
    private static final Bytes32 SLOT = Bytes32.ofNumber(1);

    private final Path folder = Vectors.folder("execution.vectors", "execution");
    private final ExecutionHeader header = ExecutionJson.readHeader(read("block.json"));

    @Test
    void hashesTheHeaderToItsBlockHash() {
        assertThat(header.hash().toHex())
                .isEqualTo("0x92dabfa3f61ff1c349d12f5fd0dd4c99760a0a41b77dee8f0a80f83efdcb307a");
        assertThat(header.number()).isEqualTo(21_925_176);
    }

    @Test
    void provesAnAccountAndASlot() {
        var verdict = proof(read("proof.json")).verify(header.stateRoot());
        assertThat(verdict).isInstanceOf(StateProof.Verdict.Proven.class);
        var proven = (StateProof.Verdict.Proven) verdict;
        assertThat(proven.account().balance())
                .isEqualTo(new BigInteger("2fb161afe600a5b2605040", 16));
        assertThat(proven.account().nonce()).isEqualTo(BigInteger.ONE);
        assertThat(proven.slots())
                .containsEntry(
                        SLOT,
                        Bytes32.ofHex(
                                "0x2394e3bc4086a9625ae88307145a40ff"
                                        + "4a4bf2c9a6755435bff86b22d6175d5f"));
    }

    @Test
    void ignoresWhatTheServerSaysBesideTheProof() {
        var lying = (ObjectNode) read("proof.json");
        lying.put("balance", "0x0");
        ((ObjectNode) lying.get("storageProof").get(0)).put("value", "0x7");
        assertThat(proof(lying).verify(header.stateRoot()))
                .isEqualTo(proof(read("proof.json")).verify(header.stateRoot()));
    }

    @Test
    void refusesEveryProofWithOneFlippedBit() {
        var real = proof(read("proof.json"));
        for (int node = 0; node < real.accountNodes().size(); node++) {
            var nodes = new ArrayList<>(real.accountNodes());
            var bytes = nodes.get(node).toArray();
            bytes[bytes.length / 2] ^= 1;
            nodes.set(node, Bytes.of(bytes));
            assertThat(
                            new StateProof(DEPOSIT_CONTRACT, nodes, real.slotNodes())
                                    .verify(header.stateRoot()))
                    .isInstanceOf(StateProof.Verdict.Invalid.class);
        }
    }

    @Test
    void refusesAProofOfAnotherAccount() {
        var real = proof(read("proof.json"));
        assertThat(
                        new StateProof(Address.ZERO, real.accountNodes(), real.slotNodes())
                                .verify(header.stateRoot()))
                .isInstanceOf(StateProof.Verdict.Invalid.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ExecutionJson.readProof(read("proof.json"), Address.ZERO, List.of(SLOT)));
    }

    @Test
    void rebuildsTheReceiptsRoot() {
        var receipts = ExecutionJson.readReceipts(read("receipts.json"));
        assertThat(receipts).hasSize(202);
        assertThat(Receipt.root(receipts)).isEqualTo(header.receiptsRoot());
    }

    @Test
    void noticesADroppedReceiptAndADroppedLog() {
        var receipts = ExecutionJson.readReceipts(read("receipts.json"));
        assertThat(Receipt.root(receipts.subList(0, 201))).isNotEqualTo(header.receiptsRoot());
        var first = receipts.getFirst();
        var without = new ArrayList<>(receipts);
        without.set(
                0,
                new Receipt(
                        first.type(),
                        first.outcome(),
                        first.cumulativeGasUsed(),
                        first.logs().subList(1, first.logs().size()),
                        null));
        assertThat(Receipt.root(without)).isNotEqualTo(header.receiptsRoot());
    }

    @Test
    void knowsTheRootOfABlockWithoutTransactions() {
        assertThat(Receipt.root(List.of()))
                .isEqualTo(
                        Bytes32.ofHex(
                                "0x56e81f171bcc55a6ff8345e692c0f86e"
                                        + "5b48e01b996cadc001622fb5e363b421"));
    }

    private static StateProof proof(JsonNode json) {
        return ExecutionJson.readProof(json, DEPOSIT_CONTRACT, List.of(SLOT));
    }

    private JsonNode read(String name) {
        try {
            return Json.parse(Files.readAllBytes(folder.resolve("mainnet-21925176").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
